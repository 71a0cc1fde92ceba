/** What is made of the figures of the window: tables in Markdown and a line for each goal. */
import { median } from '../../start/figures.mjs';

const ROWS_GOAL = 60;
const COUNT_GOAL = 150;
const FRAME_GOAL = 50;

const ms = (figure) => figure.toFixed(0);
const markdown = (rows) => {
  const widths = rows[0].map((_, column) => Math.max(3, ...rows.map((row) => row[column].length)));
  const lines = [rows[0], widths.map((width) => '-'.repeat(width)), ...rows.slice(1)];
  return lines
    .map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`)
    .join('\n');
};
const worstOf = (list, figure) => list.toSorted((one, other) => figure(other) - figure(one))[0];
const goalLine = (goal, value, unit, limit, more = {}) =>
  JSON.stringify({
    goal,
    value: Number(value.toFixed(2)),
    unit,
    target: `<= ${limit}`,
    holds: value <= limit,
    ...more,
  });

/**
 * @param {{ large: object[], small: object[] }} choices of `measureChoices`, in two stores
 * @returns {{ table: string, goals: string[] }} one row for each family: its median and its worst choice
 */
export function reportChoices({ large, small }) {
  const cases = large.map((one, index) => ({
    ...one,
    rows: median(one.rows),
    slowest: Math.max(...one.rows),
    count: median(one.count),
    ratio: median(one.rows) / median(small[index].rows),
  }));
  const families = [...new Set(cases.map(({ family }) => family))];
  const lines = families.map((family) => {
    const own = cases.filter((one) => one.family === family);
    const worst = worstOf(own, ({ rows }) => rows);
    return [
      family,
      ms(median(own.map(({ rows }) => rows))),
      `${ms(worst.rows)} (${worst.name})`,
      ms(Math.max(...own.map(({ slowest }) => slowest))),
      `${ms(median(own.map(({ count }) => count)))}, ${ms(Math.max(...own.map(({ count }) => count)))}`,
      `${median(own.map(({ ratio }) => ratio)).toFixed(2)}, ${Math.max(...own.map(({ ratio }) => ratio)).toFixed(2)}`,
    ];
  });
  const head = [
    '',
    'rows drawn, ms',
    'worst choice',
    'slowest of all',
    'counted, ms: median, worst',
    'ratio: median, worst',
  ];
  const worst = worstOf(cases, ({ rows }) => rows);
  const holding = cases.filter(({ rows }) => rows <= ROWS_GOAL).length;
  return {
    table: markdown([head, ...lines]),
    every: markdown([
      ['', 'rows, ms', 'slowest', 'count, ms', 'ratio'],
      ...cases.map((one) => [
        `${one.family}: ${one.name}`,
        ...[one.rows, one.slowest, one.count].map(ms),
        one.ratio.toFixed(2),
      ]),
    ]),
    goals: [
      goalLine('choice to drawn rows, worst median', worst.rows, 'ms', ROWS_GOAL, {
        cases: `${holding} of ${cases.length}`,
      }),
      goalLine(
        'choice to count, worst median',
        Math.max(...cases.map(({ count }) => count)),
        'ms',
        COUNT_GOAL,
      ),
    ],
  };
}

/**
 * @param {{ large: object[], small: object[] }} scrolling of `measureScrolling`, in two stores
 * @returns {{ table: string, goals: string[], long: string[] }} `long`: what ran in the longest frames
 */
export function reportScrolling({ large, small }) {
  const figure = (one, what) => median(one.rounds.map((round) => round[what]));
  const lines = large.map((one, index) => [
    one.name,
    ms(figure(one, 'p99')),
    ms(figure(one, 'longest')),
    ms(Math.max(...one.rounds.map(({ longest }) => longest))),
    `${one.rounds.reduce((sum, { over }) => sum + over, 0)} of ${one.rounds.reduce((sum, { frames }) => sum + frames, 0)}`,
    ms(figure(small[index], 'longest')),
    (figure(one, 'longest') / figure(small[index], 'longest')).toFixed(2),
  ]);
  const head = [
    '',
    'p99, ms',
    'longest, ms',
    'longest of all rounds',
    'frames over 50 ms',
    'longest with 100 keys',
    'ratio',
  ];
  const worst = worstOf(large, (one) => figure(one, 'longest'));
  const long = large.flatMap(({ name, long: entries }) =>
    entries
      .toSorted((one, other) => other.duration - one.duration)
      .slice(0, 3)
      .map(
        ({ duration, untilRendering, scripts }) =>
          `${name}: ${ms(duration)} ms, ${ms(untilRendering)} of them before rendering, ${scripts.join('; ') || 'no script over 5 ms'}`,
      ),
  );
  return {
    table: markdown([head, ...lines]),
    long,
    goals: [
      goalLine('longest frame while scrolling 100,000 keys', figure(worst, 'longest'), 'ms', FRAME_GOAL, {
        worst: worst.name,
      }),
    ],
  };
}
