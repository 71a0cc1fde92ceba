import { Button, SegmentedControl, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { type Message, msg, t } from '../../shared/language/t.ts';
import { MATCHES, type MatchKind, SCAN_ROWS } from '../../shared/leak-scan-words.ts';
import type { ScanRun } from '../../shared/leak-scan.ts';
import { AccessTable } from '../access/AccessTable.tsx';
import { counted } from '../ui/counted.ts';
import { Disclosure } from '../ui/Disclosure.tsx';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { formatNumber } from '../ui/format.ts';
import classes from './LeakScan.module.css';
import { resultColumns } from './result-columns.tsx';
import { useFound } from './useLeakScan.ts';
import { endInWords, passedInWords, readInWords, troubleInWords } from './words.ts';

const SHORT: Readonly<Record<MatchKind, Message>> = {
  tenant: msg('This tenant'),
  'other-tenant': msg('Other tenants'),
  unknown: msg('Not known here'),
};

/** What a scan has found so far, and what it could not read. */
export function Results({ run }: { readonly run: ScanRun }) {
  const [of, setOf] = useState<MatchKind | 'all'>('all');
  const [pages, setPages] = useState(1);
  const { value, failure, busy } = useFound(run, of, pages);
  const { found, progress, status, troubles } = run;
  const total = progress.found;
  const shown = of === 'all' ? total : found[of];
  const passed = passedInWords(run);
  const options = [
    { value: 'all' as const, label: t('All {total}', { total: formatNumber(total) }) },
    ...MATCHES.map((kind) => ({ value: kind, label: `${t(SHORT[kind])} ${formatNumber(found[kind])}` })),
  ];
  return (
    <section className={classes.results} aria-label={t('Results')}>
      <div className={classes.resultsHead}>
        <Title order={2}>{t('Results')}</Title>
        <Text size="sm" role="status">
          {endInWords(run)}
        </Text>
        {status !== 'running' && (
          <Text size="xs" c="dimmed">
            {readInWords(run)}. {passed}
          </Text>
        )}
      </div>
      {total > 0 && (
        <SegmentedControl
          size="xs"
          aria-label={t('Whose keys')}
          className={classes.whose}
          data={options}
          value={of}
          onChange={(next) => {
            setOf(next);
            setPages(1);
          }}
        />
      )}
      <FailureAlert failure={failure} />
      {shown > 0 && (
        <AccessTable
          label={t('Places')}
          columns={resultColumns()}
          rows={value?.rows ?? null}
          foot={
            value?.more === true && (
              <div className={classes.more}>
                <Button variant="default" size="xs" loading={busy} onClick={() => setPages(pages + 1)}>
                  {t('Show more')}
                </Button>
              </div>
            )
          }
        />
      )}
      {total > 0 && shown === 0 && (
        <Text size="sm" c="dimmed">
          {t('There are none of these.')}
        </Text>
      )}
      {total > SCAN_ROWS && (
        <Text size="sm" c="dimmed">
          {t('The first {count} places are listed; all are counted.', {
            count: formatNumber(SCAN_ROWS),
          })}
        </Text>
      )}
      {troubles > 0 && (
        <Disclosure name={t('{places} not read whole', { places: counted(troubles, 'place') })}>
          <ul className={classes.troubles}>
            {run.firstTroubles.map((trouble, place) => (
              // oxlint-disable-next-line react/no-array-index-key -- one place may have several troubles
              <li key={place}>
                <span className={classes.mono}>{[trouble.path, ...trouble.inside].join(' › ')}</span>{' '}
                {troubleInWords(trouble)}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </section>
  );
}
