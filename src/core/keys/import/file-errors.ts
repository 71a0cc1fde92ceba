import { AppError } from '../../../shared/rpc.ts';

/** What is wrong with a file as a whole. None of these repeats what stands in it: it may be a key. */

const failed = (code: string, message: string): AppError => new AppError(code, message, { field: 'file' });

export const FILE_BYTES = 50 * 1024 * 1024;
export const FILE_ROWS = 100_000;

export const tooLarge = (): AppError =>
  failed('FILE_TOO_LARGE', 'The file has more than 50 MB. Split it into several files.');

export const tooManyRows = (): AppError =>
  failed('FILE_TOO_LARGE', 'The file has more than 100,000 rows. Split it into several files.');

export const unreadable = (): AppError =>
  failed('FILE_UNREADABLE', 'The file cannot be read. Look whether it is still there, or choose another.');

export const notText = (): AppError =>
  failed(
    'FILE_NOT_TEXT',
    'The file is not text in UTF-8 or UTF-16. Save it again as “CSV UTF-8” and choose that file.',
  );

export const brokenQuotes = (row: number): AppError =>
  failed(
    'FILE_BROKEN',
    `Row ${row}: a quotation mark is missing or stands where none can be. Write " at both ends of the cell, and "" for one inside it.`,
  );

export const rowTooLong = (row: number): AppError =>
  failed(
    'FILE_BROKEN',
    `Row ${row} is far too long. Perhaps a quotation mark that begins a cell in it has no end.`,
  );

export const noRows = (): AppError =>
  failed('FILE_EMPTY', 'The file has no rows below its headings. Write one row for each key.');

export const columnMissing = (...headings: readonly string[]): AppError =>
  failed(
    'FILE_COLUMNS',
    `The first row has no heading ${headings.map((heading) => `“${heading}”`).join(' or ')}. Write the headings into the first row, as in the template.`,
  );

export const columnTwice = (heading: string): AppError =>
  failed('FILE_COLUMNS', `The heading “${heading}” is there twice. Delete one of the two columns.`);
