import type { ImportProblem } from '../../../shared/key-import.ts';
import { csvLine } from '../csv.ts';
import { COLUMN_NAMES, COLUMNS } from './columns.ts';

/** What is wrong with the rows of a file, as CSV. */
export const problemsAsCsv = (problems: readonly ImportProblem[]): string =>
  [
    ['Row', 'Column', 'Problem'],
    ...problems.map(({ row, column, message }) => [String(row), column, message]),
  ]
    .map(csvLine)
    .join('');

/** A file with the headings of all columns and nothing else. With its mark, by which spreadsheets know UTF-8. */
export const importTemplate = (): string => `\ufeff${csvLine(COLUMN_NAMES.map((column) => COLUMNS[column]))}`;
