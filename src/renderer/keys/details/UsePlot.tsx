import { Text, VisuallyHidden } from '@mantine/core';
import { t } from '../../../shared/language/t.ts';
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
        {t('No use has been recorded in the last {days} days.', { days: DAYS })}
      </Text>
    );
  }
  const summary = t('Used {times} on {days}, at most {times2} a day.', {
    times: counted(total, 'time'),
    days: counted(used.length, 'day'),
    times2: counted(most, 'time'),
  });
  return (
    <div>
      <BarPlot
        label={t('Use per day')}
        summary={summary}
        bars={days.map(({ day, uses: count }) => ({
          key: day,
          parts: [count],
          name: `${formatUtcDay(day)}: ${counted(count, 'use')}`,
        }))}
        below={[formatUtcDay(days[0]?.day ?? 0), t('Today (UTC)')]}
      />
      <Text size="sm" c="dimmed">
        {summary}
      </Text>
      <VisuallyHidden>
        <table>
          <caption>{t('Use per day')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('Day')}</th>
              <th scope="col">{t('Uses')}</th>
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
