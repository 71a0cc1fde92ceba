import { t } from '../../shared/language/t.ts';
import { EXPIRY_DAYS } from '../../shared/overview-choices.ts';
import type { KeyFigures } from '../../shared/overview.ts';
import { LIST } from '../keys/paths.ts';
import { showKeys } from '../keys/show-keys.ts';
import { BarPlot } from '../ui/plot/BarPlot.tsx';
import { Figure } from '../ui/plot/Figure.tsx';
import { formatShortDay } from './calendar.ts';
import classes from './Overview.module.css';

/** Every so many weeks has its day below it, the first and the last one too. */
const TICKS = 3;

const named = ({ from }: { readonly from: number }): string =>
  t('Week of {from}', { from: formatShortDay(from) });

/** How many active keys expire in each of the coming weeks. */
export function ExpiringByWeek({ figures: { weeks, now } }: { readonly figures: KeyFigures }) {
  const total = weeks.reduce((sum, week) => sum + week.keys, 0);
  const expire = (keys: number) => t('{keys, plural, one {# key expires} other {# keys expire}}', { keys });
  const follow = ({ from, until, keys }: KeyFigures['weeks'][number]) =>
    keys === 0
      ? undefined
      : () =>
          showKeys({
            status: 'active',
            slice: { by: 'expiry', after: Math.max(from - 1, now), until },
            sort: { column: 'expires', descending: false },
          });
  const title = t('Expiring in the next {days} days', { days: EXPIRY_DAYS });
  const summary =
    total === 0
      ? t('No active key expires in that time')
      : t('{expire} in that time', { expire: expire(total) });
  return (
    <Figure
      title={title}
      summary={summary}
      columns={[t('Week'), t('Keys')]}
      rows={weeks.map((week) => ({
        key: week.from,
        name: named(week),
        numbers: [week.keys],
        follow: follow(week),
      }))}
      target={LIST}
    >
      <div className={classes.weeks}>
        <BarPlot
          label={title}
          summary={summary}
          bars={weeks.map((week) => ({
            key: week.from,
            parts: [week.keys],
            name: `${named(week)}: ${expire(week.keys)}`,
            follow: follow(week),
          }))}
          below={weeks.flatMap(({ from }, bar) =>
            bar % TICKS === 0 ? [{ bar, text: formatShortDay(from) }] : [],
          )}
          target={LIST}
        />
      </div>
    </Figure>
  );
}
