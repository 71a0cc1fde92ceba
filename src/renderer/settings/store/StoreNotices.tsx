import { Alert, Button, Group, Stack } from '@mantine/core';
import { t } from '../../../shared/language/t.ts';
import type { StoreState } from '../../../shared/store.ts';
import { api } from '../../api.ts';
import { FailureAlert } from '../../ui/FailureAlert.tsx';
import { formatClock, formatDay } from '../../ui/format.ts';
import { IconAlert, IconInfo } from '../../ui/icons.ts';
import { useAction } from '../../ui/useAction.ts';

interface Props {
  readonly state: StoreState;
  readonly onChanged: () => void;
}

/** What is wrong with the backups or with the log after a restore. */
export function StoreNotices({ state, onChanged }: Props) {
  const { failure, overdue, unsignedRestore, lastBackup } = state;
  return (
    <>
      {unsignedRestore && <Unsigned onChanged={onChanged} />}
      {failure !== null && (
        <Alert color="red" icon={<IconAlert size={18} />} title={t('The last scheduled backup was not made')}>
          {t('{message} Tried on {day} at {clock}; it is tried again every hour.', {
            message: failure.message,
            day: formatDay(failure.at),
            clock: formatClock(failure.at),
          })}
        </Alert>
      )}
      {failure === null && overdue && (
        <Alert color="yellow" icon={<IconAlert size={18} />} title={t('A scheduled backup is overdue')}>
          {t('Backups are made while Latchkey is open.')}
        </Alert>
      )}
      {lastBackup === null && failure === null && (
        <Alert color="yellow" icon={<IconInfo size={18} />} title={t('There is no backup yet')}>
          {t('What is lost with this file cannot be had back: make a backup, and keep it on another disk.')}
        </Alert>
      )}
    </>
  );
}

function Unsigned({ onChanged }: Pick<Props, 'onChanged'>) {
  const { busy, failure, run } = useAction();
  return (
    <Alert color="yellow" icon={<IconAlert size={18} />} title={t('A restored log waits for your word')}>
      <Stack gap="sm">
        <span>
          {t(
            'A backup was restored without this computer’s keychain, so the log is not the one that was signed last. Nothing is signed before a super user says that the restore was wanted. If it was not, somebody has put an older store in its place.',
          )}
        </span>
        <FailureAlert failure={failure} />
        <Group>
          <Button
            size="xs"
            variant="default"
            loading={busy}
            onClick={() =>
              run(async () => {
                await api.store.acceptLog(undefined);
                onChanged();
              })
            }
          >
            {t('It was wanted: sign from here on')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
