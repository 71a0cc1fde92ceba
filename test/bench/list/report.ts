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
  const rows = [head, head.map(() => '---'), ...lines];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`)
    .join('\n');
}

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
  const ratios = own.map(ratioOf).sort((one, other) => one - other);
  const holding = ratios.filter((ratio) => ratio <= RATIO_GOAL).length;
  return JSON.stringify({
    goal: 'pages, ratio to a small store',
    value: Number((ratios[Math.floor(ratios.length / 2)] ?? 0).toFixed(2)),
    unit: '× (median)',
    target: `<= ${RATIO_GOAL}`,
    holds: holding === own.length,
    cases: `${holding} of ${own.length}`,
  });
}
