import './styles.ts';
import { Button, Text } from '@mantine/core';
import { t } from '../../shared/language/t.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { PageTitle } from '../ui/PageTitle.tsx';
import { Chooser } from './Chooser.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import classes from './LeakScan.module.css';
import { Results } from './Results.tsx';
import { useLeakScan } from './useLeakScan.ts';

/** **Leak scan**: looks for keys in files and folders, and says whose each is. */
export default function LeakScanPage() {
  const { state, reading, busy, failure, act } = useLeakScan();
  const run = state?.run ?? null;
  const running = run?.status === 'running';
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <PageTitle ready={state !== null || reading.failure !== null}>{t('Leak scan')}</PageTitle>
        {run !== null && !running && run.progress.found > 0 && <ExportMenu />}
      </div>
      <Text size="sm" c="dimmed" className={classes.about}>
        {t(
          'Looks for keys in files, folders, archives and the history of repositories. They are found by their form and checksum, whatever wrote them, and looked up here. Nothing leaves this computer, and no key is shown.',
        )}
      </Text>
      <FailureAlert failure={failure ?? reading.failure} />
      {state === null && reading.failure !== null && (
        <Button variant="default" onClick={reading.again} loading={reading.busy} className={classes.again}>
          {t('Try again')}
        </Button>
      )}
      {state !== null && <Chooser state={state} busy={busy} act={act} />}
      {run !== null && <Results key={run.startedAt} run={run} />}
    </div>
  );
}
