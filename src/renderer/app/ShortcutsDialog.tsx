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
      size={520}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {SHORTCUTS.map(({ where, shortcuts }) => (
        <section key={where} aria-label={where}>
          <h3 className={classes.where}>{where}</h3>
          <dl className={classes.shortcuts}>
            {shortcuts.map(({ keys, does }) => (
              <div key={does}>
                <dt>{does}</dt>
                <dd>
                  <Group gap={4} wrap="nowrap">
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </Group>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Modal>
  );
}
