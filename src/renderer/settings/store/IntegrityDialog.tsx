import { t } from '../../../shared/language/t.ts';
import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Failure } from '../../../shared/rpc.ts';
import type { IntegrityReport } from '../../../shared/store.ts';
import { api, failureOf } from '../../api.ts';
import { faultInWords, WHAT_TO_DO } from '../../activity-log/verdict.ts';
import { WorkProgress } from '../../store/WorkProgress.tsx';
import { FailureAlert } from '../../ui/FailureAlert.tsx';
import { IconAlert, IconCheck } from '../../ui/icons.ts';
import classes from '../../store/Store.module.css';

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** **Check integrity**: every page, reference and log entry, its progress and what came out. */
export function IntegrityDialog({ opened, onClose }: Props) {
  const stop = () => {
    void api.store.cancel(undefined).catch(() => undefined);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={stop}
      title={t('Check integrity')}
      size={560}
      withCloseButton={false}
      closeOnClickOutside={false}
    >
      <Running onStop={stop} onClose={onClose} />
    </Modal>
  );
}

function Running({ onStop, onClose }: { readonly onStop: () => void; readonly onClose: () => void }) {
  const [report, setReport] = useState<IntegrityReport | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    let wanted = true;
    api.store.checkIntegrity(undefined).then(
      (answer) => wanted && setReport(answer),
      (error: unknown) => wanted && setFailure(failureOf(error)),
    );
    return () => {
      wanted = false;
    };
  }, []);
  const running = report === null && failure === null;
  return (
    <Stack gap="md">
      {running && <WorkProgress begins={t('Looking at every page…')} />}
      <FailureAlert failure={failure} />
      {report !== null && <Report report={report} />}
      <Group justify="flex-end">
        {running ? (
          <Button variant="default" data-autofocus onClick={onStop}>
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

function Report({ report }: { readonly report: IntegrityReport }) {
  const { faults, logFault, entries, keys } = report;
  if (faults.length === 0 && logFault === null) {
    return (
      <Alert role="status" color="patina" icon={<IconCheck size={18} />} title={t('Nothing is wrong')}>
        {t(
          'Every page of the file can be read, every reference leads somewhere, and each of {entries, plural, one {# entry} other {# entries}} of the log is as it was written. {keys, plural, one {# key} other {# keys}} in the store.',
          { entries, keys },
        )}
      </Alert>
    );
  }
  return (
    <>
      {faults.length > 0 && (
        <Alert role="alert" color="red" icon={<IconAlert size={18} />} title={t('The file is damaged')}>
          <Stack gap="xs">
            <ul className={classes.changes}>
              {faults.map((fault) => (
                <li key={fault}>{fault}</li>
              ))}
            </ul>
            <span>
              {t('Keep a copy of the file for inspection, and restore the newest backup that is sound.')}
            </span>
          </Stack>
        </Alert>
      )}
      {logFault !== null && (
        <Alert role="alert" color="red" icon={<IconAlert size={18} />} title={faultInWords(logFault)}>
          {t(WHAT_TO_DO)}
        </Alert>
      )}
    </>
  );
}
