/** Spreadsheets run a cell that begins with one of these as a formula; some read the full-width forms as well. */
const BEGINS = /^'*[=+\-@\t\r\n＝＋－＠]/;
/**
 * Where a spreadsheet that separates cells by semicolons or tabs, as Excel does in German, would begin another one; what
 * stands in quotation marks is no whole cell to it.
 */
const BEGINS_WITHIN = /([;\t\r\n])(?=['"]*[=+\-@＝＋－＠])/g;
const GUARD_WITHIN = /([;\t\r\n])'(?=['"]*[=+\-@＝＋－＠])/g;

/** One line of CSV (RFC 4180) with its line end; no cell of it can be a formula, whatever separates cells. */
export function csvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) => {
    // One that begins with ' already gets another, so that reading takes off what writing has put there.
    const text = (BEGINS.test(cell) ? `'${cell}` : cell).replaceAll(BEGINS_WITHIN, "$1'");
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${quoted.join(',')}\r\n`;
}

/** A cell as it was before `csvLine` kept spreadsheets from running it. */
export function withoutGuard(cell: string): string {
  const text = cell.startsWith("'") && BEGINS.test(cell) ? cell.slice(1) : cell;
  return text.replaceAll(GUARD_WITHIN, '$1');
}
