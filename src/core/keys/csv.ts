/** Spreadsheets run a cell that begins with one of these as a formula; some read the full-width forms as well. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** One line of CSV (RFC 4180) with its line end; no cell of it can be a formula. */
export function csvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) => {
    // One that begins with ' already gets another, so that reading takes off what writing has put there.
    const text = FORMULA.test(cell) ? `'${cell}` : cell;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${quoted.join(',')}\r\n`;
}

/** A cell as it was before `csvLine` kept spreadsheets from running it. */
export const withoutGuard = (cell: string): string =>
  cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
