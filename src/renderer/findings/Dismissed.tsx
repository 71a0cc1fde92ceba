import { Button, Text } from '@mantine/core';
import { useCallback, useState } from 'react';
import { ruleOf } from '../../shared/finding-rules.ts';
import type { Dismissal } from '../../shared/findings.ts';
import { t } from '../../shared/language/t.ts';
import { useReading } from '../access/useReading.ts';
import { api } from '../api.ts';
import { useMay } from '../app/session.ts';
import { useAction } from '../ui/useAction.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { formatDay } from '../ui/format.ts';
import { focusPageTitle } from '../ui/PageTitle.tsx';
import { toast } from '../ui/toast.tsx';
import classes from './Findings.module.css';
import { subjectText } from './words.ts';

interface Props {
  /** Read again when it changes. */
  readonly count: number;
  readonly at: number;
  readonly onRestored: () => void;
}

/** What was put aside, by whom and why, with the way back. */
export function Dismissed({ count, at, onRestored }: Props) {
  const may = useMay('manage-settings');
  const [pages, setPages] = useState(1);
  const { value, failure } = useReading(
    // oxlint-disable-next-line react/exhaustive-deps -- another question in all but words
    useCallback(() => readPages(pages), [pages, count, at]),
  );
  const { failure: refusal, run } = useAction();
  const restore = ({ id, rule }: Dismissal) =>
    run(async () => {
      await api.findings.restore({ id });
      toast({ message: t('“{title}” is shown again.', { title: t(ruleOf(rule).title) }) });
      onRestored();
      // The button goes with its row.
      focusPageTitle();
    });
  return (
    <div className={classes.dismissed}>
      <FailureAlert failure={refusal ?? failure} />
      <ul className={classes.rows} aria-label={t('Dismissed findings')} aria-busy={value === null}>
        {value?.dismissals.map((dismissal) => {
          const { about, title } = ruleOf(dismissal.rule);
          const name = subjectText(dismissal.name, about === 'key' || about === 'account');
          return (
            <li key={dismissal.id} className={classes.row}>
              <div className={classes.subject}>
                <span className={classes.name} title={name}>
                  {name}
                </span>
                <span className={classes.hint}>{t(title)}</span>
              </div>
              <span className={classes.fact}>
                {dismissal.reason}
                <Text span size="xs" c="dimmed" display="block">
                  {t('Until {until}, by {by}', { until: formatDay(dismissal.until), by: dismissal.by })}
                </Text>
              </span>
              <div className={classes.actions}>
                {may && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    fw={500}
                    aria-label={t('Bring back: {title} of {name}', { title: t(title), name })}
                    onClick={() => restore(dismissal)}
                  >
                    {t('Bring back')}
                  </Button>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      {value?.more === true && (
        <Button size="compact-sm" variant="subtle" onClick={() => setPages(pages + 1)}>
          {t('Show more')}
        </Button>
      )}
    </div>
  );
}

async function readPages(pages: number): Promise<{ dismissals: readonly Dismissal[]; more: boolean }> {
  const dismissals: Dismissal[] = [];
  let more = true;
  for (let page = 0; page < pages && more; page += 1) {
    const read = await api.findings.dismissed({ before: dismissals.at(-1)?.id ?? null });
    dismissals.push(...read.dismissals);
    ({ more } = read);
  }
  return { dismissals, more };
}
