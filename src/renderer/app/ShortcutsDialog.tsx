import { Group, Kbd, Modal } from '@mantine/core';
import classes from './Frame.module.css';
import { SHORTCUTS } from './shortcuts.ts';

export function ShortcutsDialog({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Keyboard shortcuts"
      size={420}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <dl className={classes.shortcuts}>
        {SHORTCUTS.map(({ command, keys, does }) => (
          <div key={command}>
            <dt>{does}</dt>
            <dd>
              <Group gap={4}>
                {keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </Group>
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
