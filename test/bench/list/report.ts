import type { Case } from './cases.ts';
import type { Measured } from './measure.ts';

/** What is made of the measured times: a table for people and a line for each goal. */

export interface Result {
  readonly case: Case;
  readonly large: Measured;
  readonly small: Measured;
}

const RATIO_GOAL = 3;
const ms = (figure: number): string => figure.toFixed(2);
const ratioOf = ({ large, small }: Result): number => large.p50 / small.p50;
const verdict = (holds: boolean): string => (holds ? 'pass' : 'MISS');

/** One line for each case, as a table in Markdown. */
export function table(results: readonly Result[]): string {
  const head = ['', 'p50, ms', 'p95, ms', 'goal, ms', '', 'p95 of the small store, ms', 'ratio of p50', ''];
  const lines = results.map((result) => {
    const { case: one, large, small } = result;
    const ratio = ratioOf(result);
    return [
      `${one.family}: ${one.name}`,
      ms(large.p50),
      ms(large.p95),
      one.goal === null ? '–' : String(one.goal),
      one.goal === null ? '' : verdict(large.p95 <= one.goal),
      ms(small.p95),
      ratio.toFixed(1),
      hasRatioGoal(one) ? verdict(ratio <= RATIO_GOAL) : '',
    ];
  });
  return markdown([head, ...lines]);
}

/** One line for each family with its worst cases, as a table in Markdown: for docs/benchmarks.md. */
export function compactTable(results: readonly Result[]): string {
  const head = ['', 'p50, ms', 'worst p95, ms', 'goal, ms', 'holds', 'ratio of p50: median, worst', 'holds'];
  const families = [...new Set(results.map((result) => result.case.family))];
  const lines = families.map((family) => {
    const own = results.filter((result) => result.case.family === family);
    const worst = worstOf(own, ({ large }) => large.p95);
    const steepest = worstOf(own, ratioOf);
    const goal = worst?.case.goal ?? null;
    const timed = own.filter((result) => result.large.p95 <= (result.case.goal ?? Infinity));
    const flat = own.filter((result) => ratioOf(result) <= RATIO_GOAL);
    const rated = own.some(({ case: one }) => hasRatioGoal(one));
    return [
      family,
      ms(median(own.map(({ large }) => large.p50))),
      `${ms(worst?.large.p95 ?? 0)} (${worst?.case.name})`,
      goal === null ? '–' : String(goal),
      goal === null ? '–' : `${timed.length} of ${own.length}`,
      rated && steepest
        ? `${median(own.map(ratioOf)).toFixed(1)}, ${ratioOf(steepest).toFixed(1)} (${steepest.case.name})`
        : '–',
      rated ? `${flat.length} of ${own.length}` : '–',
    ];
  });
  return markdown([head, ...lines]);
}

function markdown(lines: readonly (readonly string[])[]): string {
  const [head = [], ...rest] = lines;
  const widths = head.map((_, column) => Math.max(3, ...lines.map((row) => row[column]?.length ?? 0)));
  return [head, widths.map((width) => '-'.repeat(width)), ...rest]
    .map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`)
    .join('\n');
}

const worstOf = (results: readonly Result[], figure: (result: Result) => number): Result | undefined =>
  results.toSorted((one, other) => figure(other) - figure(one))[0];
const median = (figures: readonly number[]): number =>
  figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)] ?? Number.NaN;

/** How many cases of each family hold their goals, and the worst of them. */
export function summary(results: readonly Result[]): string[] {
  const families = [...new Set(results.map((result) => result.case.family))];
  return families.flatMap((family) => {
    const own = results.filter((result) => result.case.family === family && result.case.goal !== null);
    const [first] = own;
    if (!first) return [];
    const worst = Math.max(...own.map(({ large }) => large.p95));
    const holding = own.filter(({ case: { goal }, large }) => large.p95 <= (goal ?? Infinity)).length;
    return JSON.stringify({
      goal: `${family}, p95`,
      value: Number(worst.toFixed(2)),
      unit: 'ms',
      target: `<= ${first.case.goal}`,
      holds: holding === own.length,
      cases: `${holding} of ${own.length}`,
    });
  });
}

/** Counting reads what it counts; only pages must not depend on how many keys there are. */
const hasRatioGoal = (one: Case): boolean => one.what === 'page' || one.what === 'refresh';

export function ratioSummary(results: readonly Result[]): string {
  const own = results.filter((result) => hasRatioGoal(result.case));
  const ratios = own.map(ratioOf);
  const holding = ratios.filter((ratio) => ratio <= RATIO_GOAL).length;
  return JSON.stringify({
    goal: 'pages, ratio to a small store',
    value: Number(median(ratios).toFixed(2)),
    unit: '× (median)',
    target: `<= ${RATIO_GOAL}`,
    holds: holding === own.length,
    cases: `${holding} of ${own.length}`,
  });
}
