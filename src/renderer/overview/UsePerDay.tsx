import '@mantine/core/styles/FloatingIndicator.layer.css';
import '@mantine/core/styles/SegmentedControl.layer.css';
import { SegmentedControl, Text } from '@mantine/core';
import { t } from '../../shared/language/t.ts';
import { USE_SPANS, type UseSpan } from '../../shared/overview-choices.ts';
import type { UseFigures } from '../../shared/overview.ts';
import { counted } from '../ui/counted.ts';
import { BarPlot } from '../ui/plot/BarPlot.tsx';
import { formatUtcDay } from '../ui/plot/days.ts';
import { Figure } from '../ui/plot/Figure.tsx';
import classes from './Overview.module.css';

interface Props {
  readonly figures: UseFigures;
  readonly span: UseSpan;
  readonly onSpan: (span: UseSpan) => void;
}

/** How often keys were used, and requests with them refused, day by day. */
export function UsePerDay({ figures: { days, strays }, span, onSpan }: Props) {
  const uses = days.reduce((sum, day) => sum + day.uses, 0);
  const refusals = days.reduce((sum, day) => sum + day.refusals, 0);
  const nothing = uses === 0 && refusals === 0;
  const summary = `${counted(uses, 'use')}, ${counted(refusals, 'refusal')}`;
  return (
    <Figure
      title={t('Use per day')}
      summary={
        nothing
          ? t('No use has been recorded in the last {daysCount} days', { daysCount: days.length })
          : summary
      }
      aside={
        <SegmentedControl
          size="xs"
          aria-label={t('Days of use')}
          value={String(span)}
          data={USE_SPANS.map((each) => ({ value: String(each), label: t('{each} days', { each }) }))}
          onChange={(value) => onSpan(USE_SPANS.find((each) => String(each) === value) ?? span)}
        />
      }
      columns={[t('Day (UTC)'), t('Uses'), t('Refusals')]}
      rows={days
        .toReversed()
        .map((day) => ({ key: day.day, name: formatUtcDay(day.day), numbers: [day.uses, day.refusals] }))}
    >
      <div className={classes.use}>
        <BarPlot
          label={t('Use per day')}
          summary={summary}
          bars={days.map((day) => ({
            key: day.day,
            parts: [day.uses, day.refusals],
            name: `${formatUtcDay(day.day)}: ${counted(day.uses, 'use')}, ${counted(day.refusals, 'refusal')}`,
          }))}
          below={[formatUtcDay(days[0]?.day ?? 0), t('Today (UTC)')]}
        />
        <div className={classes.legend}>
          <span data-part="0">{t('Uses')}</span>
          <span data-part="1">{t('Refusals')}</span>
          {strays !== null && strays > 0 && (
            <Text size="xs" c="dimmed" className={classes.strays}>
              {t('Beside these, {requests} named no key of this store.', {
                requests: counted(strays, 'request'),
              })}
            </Text>
          )}
        </div>
      </div>
    </Figure>
  );
}
