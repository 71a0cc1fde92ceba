import { Text, VisuallyHidden } from '@mantine/core';
import { counted } from '../../ui/counted.ts';
import { ExactTimes } from '../../ui/ExactTimes.tsx';
import { formatNumber } from '../../ui/format.ts';
import { DAYS, type DayOfUse, everyDay, scaleTop } from './use-plot.ts';
import classes from './UsePlot.module.css';

/** Days are those of UTC, wherever the person sits. */
const dayFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
const WIDTH = 10;
const HEIGHT = 120;

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
  const top = scaleTop(most);
  const summary = `Used ${counted(total, 'time')} on ${counted(used.length, 'day')}, at most ${counted(most, 'time')} a day.`;
  return (
    <ExactTimes>
      <div className={classes.plot}>
        <span className={classes.top}>{formatNumber(top)}</span>
        <span className={classes.zero}>0</span>
        <svg
          role="img"
          aria-labelledby="use-title use-summary"
          viewBox={`0 0 ${DAYS * WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          className={classes.bars}
        >
          <title id="use-title">Use per day</title>
          <desc id="use-summary">{summary}</desc>
          <line x1="0" x2={DAYS * WIDTH} y1="0.5" y2="0.5" className={classes.line} />
          {days.map(({ day, uses: count }, index) => {
            // A single use among thousands is still to be seen.
            const height = count === 0 ? 0 : Math.max((count / top) * HEIGHT, 2);
            return (
              <g key={day} data-exact={`${dayFormat.format(day)}: ${counted(count, 'use')}`}>
                <rect x={index * WIDTH} y={0} width={WIDTH} height={HEIGHT} className={classes.ground} />
                <rect
                  x={index * WIDTH + 1.5}
                  y={HEIGHT - height}
                  width={WIDTH - 3}
                  height={height}
                  className={classes.bar}
                />
              </g>
            );
          })}
        </svg>
        <span className={classes.first}>{dayFormat.format(days[0]?.day ?? 0)}</span>
        <span className={classes.last}>Today (UTC)</span>
      </div>
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
                <th scope="row">{dayFormat.format(day)}</th>
                <td>{formatNumber(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
    </ExactTimes>
  );
}
