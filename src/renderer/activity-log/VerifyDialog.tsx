import { Alert, Button, Group, Modal, Progress, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { LogVerdict } from '../../shared/activity-log.ts';
import { t } from '../../shared/language/t.ts';
import type { Failure } from '../../shared/rpc.ts';
import { api, failureOf, onEvent } from '../api.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { formatNumber } from '../ui/format.ts';
import { IconAlert, IconCheck } from '../ui/icons.ts';
import classes from './ActivityLog.module.css';
import { faultInWords, verdictInWords, WHAT_TO_DO } from './verdict.ts';

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** It has an entry of its own. */
  readonly onDone: () => void;
}

/** **Verify log**: its progress, and what came out. */
export function VerifyDialog({ opened, ...props }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={() => {
        void api.activityLog.cancel(undefined).catch(() => undefined);
        props.onClose();
      }}
      title={t('Verify log')}
      size={560}
      withCloseButton={false}
      closeOnClickOutside={false}
    >
      <Running {...props} />
    </Modal>
  );
}

function Running({ onClose, onDone }: Omit<Props, 'opened'>) {
  const [progress, setProgress] = useState<{ done: number; of: number } | null>(null);
  const [verdict, setVerdict] = useState<LogVerdict | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => onEvent('log-progress', setProgress), []);
  useEffect(() => {
    let wanted = true;
    api.activityLog.verify(undefined).then(
      (answer) => {
        onDone();
        if (wanted) setVerdict(answer);
      },
      (error: unknown) => wanted && setFailure(failureOf(error)),
    );
    return () => {
      wanted = false;
    };
    // oxlint-disable-next-line react/exhaustive-deps -- once, when it is opened
  }, []);
  const running = verdict === null && failure === null;
  return (
    <Stack gap="md" aria-busy={running}>
      {running && (
        <>
          <Text size="sm" role="status">
            {progress === null
              ? t('Looking at every entry…')
              : t('{done} of {of} entries', {
                  done: formatNumber(progress.done),
                  of: formatNumber(progress.of),
                })}
          </Text>
          <Progress
            value={progress === null || progress.of === 0 ? 0 : (100 * progress.done) / progress.of}
            aria-label={t('Progress')}
          />
        </>
      )}
      <FailureAlert failure={failure} />
      {verdict !== null && <Verdict verdict={verdict} />}
      <Group justify="flex-end" gap="xs">
        {running ? (
          <Button
            variant="default"
            data-autofocus
            onClick={() => {
              void api.activityLog.cancel(undefined).catch(() => undefined);
              onClose();
            }}
          >
            {t('Cancel')}
          </Button>
        ) : (
          <Button autoFocus onClick={onClose}>
            {t('Close')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function Verdict({ verdict }: { readonly verdict: LogVerdict }) {
  const { fault, anchor, root } = verdict;
  if (fault !== null) {
    return (
      <Alert role="alert" color="red" icon={<IconAlert size={18} />} title={faultInWords(fault)}>
        {t(WHAT_TO_DO)}
      </Alert>
    );
  }
  const isSure = anchor === 'agrees';
  const isWrong = anchor === 'unreadable';
  return (
    <>
      <Alert
        role="status"
        color={isWrong ? 'yellow' : 'patina'}
        icon={isWrong ? <IconAlert size={18} /> : <IconCheck size={18} />}
        title={isSure ? t('Nothing is wrong with the log') : t('Nothing was found to be wrong')}
      >
        {verdictInWords(verdict)}
      </Alert>
      {root !== null && (
        <div>
          <Text size="xs" c="dimmed">
            {t('Fingerprint')}
          </Text>
          <Text size="xs" className={classes.mono}>
            {root}
          </Text>
        </div>
      )}
    </>
  );
}
