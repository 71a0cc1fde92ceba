import './styles.ts';
import { Alert, Button, Skeleton, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../shared/language/t.ts';
import { useMay } from '../app/session.ts';
import { openReport } from '../reports/report-dialog.ts';
import { counted } from '../ui/counted.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { formatNumber } from '../ui/format.ts';
import { IconActivityLog, IconAlert } from '../ui/icons.ts';
import { PageTitle } from '../ui/PageTitle.tsx';
import { rich } from '../ui/rich.tsx';
import classes from './ActivityLog.module.css';
import { EntryList } from './EntryList.tsx';
import { EVERYTHING, isChosen } from './filters.ts';
import { FingerprintDialog } from './FingerprintDialog.tsx';
import { LogFilters } from './LogFilters.tsx';
import { Searching } from './Searching.tsx';
import { useChoice } from './useChoice.ts';
import { type Entries, useEntries } from './useEntries.ts';
import { useExport } from './useExport.ts';
import { VerifyDialog } from './VerifyDialog.tsx';

/** **Activity log**: who did what, when and to what, before and after. */
export default function ActivityLogPage() {
  const { choice, filter, choose } = useChoice();
  const entries = useEntries(filter);
  const { known, failure } = entries;
  const mayManage = useMay('manage-tenants');
  const mayReport = useMay('export');
  const mayExport = mayReport && mayManage;
  const [dialog, setDialog] = useState<'verify' | 'fingerprint' | null>(null);
  const exporting = useExport(entries.look);
  const close = () => setDialog(null);
  const aboutName = known?.entries.find(
    ({ about }) => about !== null && about.type === choice.about?.type && about.id === choice.about.id,
  )?.target;
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <PageTitle ready={known !== null || failure !== null}>{t('Activity log')}</PageTitle>
        {mayReport && (
          <Button
            variant="default"
            onClick={() => openReport({ kind: 'activity', from: choice.from, to: choice.to })}
          >
            {t('Export report')}
          </Button>
        )}
        {mayManage && (
          <Button variant="default" onClick={() => setDialog('fingerprint')}>
            {t('Fingerprint')}
          </Button>
        )}
        {mayManage && (
          <Button variant="default" onClick={() => setDialog('verify')}>
            {t('Verify log')}
          </Button>
        )}
        {mayExport && (
          <Button loading={exporting.busy} onClick={exporting.run}>
            {t('Export signed log')}
          </Button>
        )}
      </div>
      {known !== null && known.doubt !== null && (
        <Alert
          color="red"
          icon={<IconAlert size={18} />}
          className={classes.doubt}
          title={t('The log is in doubt')}
        >
          {rich(
            'From entry {doubt} on it is not what was written and signed, so nothing more is signed. {value}',
            {
              doubt: formatNumber(known.doubt),
              value: mayManage
                ? t('Verify the log to see what is wrong.')
                : t('Tell somebody who may verify it.'),
            },
          )}
        </Alert>
      )}
      <LogFilters choice={choice} choose={choose} aboutName={aboutName ?? null} />
      {failure !== null && (
        <div className={classes.failure}>
          <FailureAlert failure={failure} />
          <Button variant="default" size="xs" loading={entries.busy} onClick={entries.again}>
            {t('Try again')}
          </Button>
        </div>
      )}
      <section className={classes.entries} aria-label={t('Activity log')} aria-busy={entries.busy}>
        {entries.newer > 0 && (
          <Button size="compact-sm" className={classes.newer} onClick={entries.again}>
            {entries.newer >= 1_000
              ? t('1,000 or more new entries')
              : counted(entries.newer, 'new entry', 'new entries')}
          </Button>
        )}
        <Body
          entries={entries}
          filtered={isChosen(choice)}
          onClear={() => choose(EVERYTHING)}
          choose={choose}
          listKey={JSON.stringify(filter)}
        />
      </section>
      <Text size="xs" c="dimmed" role="status" className={classes.count}>
        {statusOf(entries)}
      </Text>
      {mayManage && (
        <>
          <VerifyDialog opened={dialog === 'verify'} onClose={close} onDone={entries.look} />
          <FingerprintDialog opened={dialog === 'fingerprint'} onClose={close} />
        </>
      )}
    </div>
  );
}

interface BodyProps {
  readonly entries: Entries;
  readonly filtered: boolean;
  readonly onClear: () => void;
  readonly choose: ReturnType<typeof useChoice>['choose'];
  readonly listKey: string;
}

function Body({ entries, filtered, onClear, choose, listKey }: BodyProps) {
  const { known, failure, busy } = entries;
  if (known === null) {
    return failure === null ? (
      <div className={classes.waiting}>
        {[70, 55, 80, 60, 75].map((width) => (
          <Skeleton key={width} height={12} width={`${width}%`} />
        ))}
      </div>
    ) : null;
  }
  if (known.entries.length === 0 && known.next !== null && failure === null) {
    return <Searching entries={entries} />;
  }
  if (known.entries.length === 0) {
    return busy ? null : (
      <div className={classes.empty}>
        <IconActivityLog size={28} stroke={1.5} aria-hidden="true" />
        <Title order={2}>{filtered ? t('No entry matches') : t('Nothing has happened yet')}</Title>
        {filtered && (
          <Button variant="default" size="xs" onClick={onClear}>
            {t('Clear filters')}
          </Button>
        )}
      </div>
    );
  }
  // Another question begins at its top, with nothing open.
  return (
    <EntryList key={`${listKey} ${known.newest}`} entries={entries} known={known.entries} choose={choose} />
  );
}

function statusOf({ known, busy }: Entries): string {
  if (known === null) return '';
  const { entries, next, newest } = known;
  const shown = counted(entries.length, 'entry', 'entries');
  if (next === null) return shown;
  return busy
    ? t('{shown} so far; looking at entry {next} of {newest}…', {
        shown,
        next: formatNumber(next),
        newest: formatNumber(newest),
      })
    : t('The newest {shown}; scroll for older ones', { shown });
}
