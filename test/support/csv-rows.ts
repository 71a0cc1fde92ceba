/** CSV of rows that are written as objects; the columns are those of all of them. */
export function csvOfRows(rows: readonly { readonly [column: string]: string }[], separator = ','): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  const lines = rows.map((row) => columns.map((column) => quoted(row[column] ?? '')).join(separator));
  return [columns.map(quoted).join(separator), ...lines].join('\r\n');
}
