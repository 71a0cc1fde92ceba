import type { Cell, ReportDocument } from '../document.ts';
import { isMoment } from './cell-text.ts';

/**
 * A report as JSON, one object: what holds of the whole under `facts`, the rows of each section under its id, and in them
 * each value under the id of its column. Members come in the order of the document, a row stands on a line of its own,
 * times are ISO 8601.
 */
export function* jsonReport({ kind, title, tenant, facts, sections }: ReportDocument): Generator<string> {
  const head = { format: 'latchkey-report', version: 1, kind, title, tenant };
  yield `{\n${Object.entries(head).map(member).join(',\n')},\n"facts":{`;
  yield facts
    .map(({ id, value }, index) => `${index === 0 ? '\n' : ''}${member([id, plain(value)])}`)
    .join(',\n');
  yield '\n},\n"sections":{';
  for (const [index, { id, heading, note, columns, rows }] of sections.entries()) {
    const names = columns.map((column) => JSON.stringify(column.id));
    yield `${index === 0 ? '' : ','}\n${JSON.stringify(id)}:{\n${member(['heading', heading])},\n`;
    yield `${member(['note', note ?? null])},\n"rows":[`;
    for (const [place, row] of rows.entries()) {
      const values = names.map((name, column) => `${name}:${JSON.stringify(plain(row[column] ?? null))}`);
      yield `${place === 0 ? '' : ','}\n{${values.join(',')}}`;
    }
    yield '\n]}';
  }
  yield '\n}\n}\n';
}

const member = ([name, value]: [string, unknown]): string =>
  `${JSON.stringify(name)}:${JSON.stringify(value)}`;

const plain = (cell: Cell): unknown => (isMoment(cell) ? new Date(cell.at).toISOString() : cell);
