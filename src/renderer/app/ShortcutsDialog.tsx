import { Group, Kbd, Modal } from '@mantine/core';
import { t } from '../../shared/language/t.ts';
import { keyName } from '../ui/platform.ts';
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
      title={t('Keyboard shortcuts')}
      size={520}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      {SHORTCUTS.map(({ where, shortcuts }) => (
        <section key={t(where)} aria-label={t(where)}>
          <h3 className={classes.where}>{t(where)}</h3>
          <dl className={classes.shortcuts}>
            {shortcuts.map(({ keys, does }) => (
              <div key={t(does)}>
                <dt>{t(does)}</dt>
                <dd>
                  <Group gap={4} wrap="nowrap">
                    {keys.map((key) => (
                      <Kbd key={key}>{keyName(key)}</Kbd>
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
