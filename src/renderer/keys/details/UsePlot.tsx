import { Text, VisuallyHidden } from '@mantine/core';
import { counted } from '../../ui/counted.ts';
import { formatNumber } from '../../ui/format.ts';
import { BarPlot } from '../../ui/plot/BarPlot.tsx';
import { formatUtcDay } from '../../ui/plot/days.ts';
import { DAYS, type DayOfUse, everyDay } from './use-plot.ts';

/** How often a key was used on each of the last 90 days, as bars and, for those who do not see them, as a table. */
export function UsePlot({ uses, now }: { readonly uses: readonly DayOfUse[]; readonly now: number }) {
  const days = everyDay(uses, now);
  const used = days.filter((one) => one.uses > 0);
  const total = used.reduce((sum, one) => sum + one.uses, 0);
  const most = Math.max(...days.map((one) => one.uses));
  if (total === 0) {
    return (
      <Text size="sm" c="dimmed">
        No use has been recorded in the last {DAYS} days.
      </Text>
    );
  }
  const summary = `Used ${counted(total, 'time')} on ${counted(used.length, 'day')}, at most ${counted(most, 'time')} a day.`;
  return (
    <div>
      <BarPlot
        label="Use per day"
        summary={summary}
        bars={days.map(({ day, uses: count }) => ({
          key: day,
          parts: [count],
          name: `${formatUtcDay(day)}: ${counted(count, 'use')}`,
        }))}
        below={[formatUtcDay(days[0]?.day ?? 0), 'Today (UTC)']}
      />
      <Text size="sm" c="dimmed">
        {summary}
      </Text>
      <VisuallyHidden>
        <table>
          <caption>Use per day</caption>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Uses</th>
            </tr>
          </thead>
          <tbody>
            {used.map(({ day, uses: count }) => (
              <tr key={day}>
                <th scope="row">{formatUtcDay(day)}</th>
                <td>{formatNumber(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
    </div>
  );
}
