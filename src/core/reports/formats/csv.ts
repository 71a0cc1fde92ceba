import { csvLine } from '../../keys/csv.ts';
import type { ReportDocument } from '../document.ts';
import { plainCell } from './cell-text.ts';

/**
 * A report as CSV (RFC 4180, UTF-8, no byte order mark). The first cell of each line says what the line belongs to:
 * `report` for what holds of the report as a whole, otherwise the id of a section. Before the lines of a section stands
 * one with the names of its columns, which begins with `section`. No cell can be a formula.
 */
export function* csvReport({ kind, title, tenant, facts, sections }: ReportDocument): Generator<string> {
  yield csvLine(['section', 'id', 'label', 'value']);
  yield csvLine(['report', 'kind', 'Kind', kind]);
  yield csvLine(['report', 'title', 'Title', title]);
  yield csvLine(['report', 'tenant', 'Tenant', tenant]);
  for (const { id, label, value } of facts) yield csvLine(['report', id, label, plainCell(value)]);
  for (const { id, columns, rows } of sections) {
    yield csvLine(['section', ...columns.map((column) => column.id)]);
    for (const row of rows) yield csvLine([id, ...row.map(plainCell)]);
  }
}
