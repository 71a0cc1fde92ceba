/** What is made of the measured figures: medians, ratios, a table for people and a line for each goal. */

export function median(figures) {
  const sorted = figures.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** `612 (598–640)`: the median and the range. */
function spread(figures) {
  if (figures.length === 0) return '–';
  const round = (figure) => Math.round(figure);
  return `${round(median(figures))} (${round(Math.min(...figures))}–${round(Math.max(...figures))})`;
}

const ratio = (figures, bare) => (figures.length === 0 ? undefined : median(figures) / median(bare));
const factor = (value) => (value === undefined ? '–' : `${value.toFixed(2)} ×`);

/**
 * A table with one row for each program; the first is the one that the others are compared with.
 * @param {{ name: string, warm: number[], cold: number[], memory: number[] }[]} programs milliseconds and MiB
 * @returns {string}
 */
export function table(programs) {
  const [bare] = programs;
  const head = ['', 'warm, ms', '', 'cold, ms', '', 'memory, MiB', ''];
  const rows = programs.map(({ name, ...measured }) => [
    name,
    ...['warm', 'cold', 'memory'].flatMap((what) => [
      spread(measured[what]),
      factor(ratio(measured[what], bare[what])),
    ]),
  ]);
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/**
 * One line of JSON for each goal that was measured.
 * @param {{ goal: string, figures: number[], bare: number[], limit: number }[]} goals
 * @returns {string[]}
 */
export function goalLines(goals) {
  return goals
    .filter(({ figures }) => figures.length > 0)
    .map(({ goal, figures, bare, limit }) => {
      const value = Number(ratio(figures, bare).toFixed(2));
      return JSON.stringify({ goal, value, unit: '×', target: `<= ${limit}`, holds: value <= limit });
    });
}
