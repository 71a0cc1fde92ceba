import '@mantine/core/styles/FloatingIndicator.layer.css';
import '@mantine/core/styles/SegmentedControl.layer.css';
import { SegmentedControl, Text } from '@mantine/core';
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
      title="Use per day"
      summary={nothing ? `No use has been recorded in the last ${days.length} days` : summary}
      aside={
        <SegmentedControl
          size="xs"
          aria-label="Days of use"
          value={String(span)}
          data={USE_SPANS.map((each) => ({ value: String(each), label: `${each} days` }))}
          onChange={(value) => onSpan(USE_SPANS.find((each) => String(each) === value) ?? span)}
        />
      }
      columns={['Day (UTC)', 'Uses', 'Refusals']}
      rows={days
        .toReversed()
        .map((day) => ({ key: day.day, name: formatUtcDay(day.day), numbers: [day.uses, day.refusals] }))}
    >
      <div className={classes.use}>
        <BarPlot
          label="Use per day"
          summary={summary}
          bars={days.map((day) => ({
            key: day.day,
            parts: [day.uses, day.refusals],
            name: `${formatUtcDay(day.day)}: ${counted(day.uses, 'use')}, ${counted(day.refusals, 'refusal')}`,
          }))}
          below={[formatUtcDay(days[0]?.day ?? 0), 'Today (UTC)']}
        />
        <div className={classes.legend}>
          <span data-part="0">Uses</span>
          <span data-part="1">Refusals</span>
          {strays !== null && strays > 0 && (
            <Text size="xs" c="dimmed" className={classes.strays}>
              Beside these, {counted(strays, 'request')} named no key of this store.
            </Text>
          )}
        </div>
      </div>
    </Figure>
  );
}
