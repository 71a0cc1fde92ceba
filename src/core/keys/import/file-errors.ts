import { t } from '../../../shared/language/t.ts';
import { AppError } from '../../../shared/rpc.ts';

/** What is wrong with a file as a whole. None of these repeats what stands in it: it may be a key. */

const failed = (code: string, message: string): AppError => new AppError(code, message, { field: 'file' });

export const FILE_BYTES = 50 * 1024 * 1024;
export const FILE_ROWS = 100_000;

export const tooLarge = (): AppError =>
  failed('FILE_TOO_LARGE', t('The file has more than 50 MB. Split it into several files.'));

export const tooManyRows = (): AppError =>
  failed('FILE_TOO_LARGE', t('The file has more than 100,000 rows. Split it into several files.'));

export const unreadable = (): AppError =>
  failed('FILE_UNREADABLE', t('The file cannot be read. Look whether it is still there, or choose another.'));

export const notText = (): AppError =>
  failed(
    'FILE_NOT_TEXT',
    t('The file is not text in UTF-8 or UTF-16. Save it again as “CSV UTF-8” and choose that file.'),
  );

export const brokenQuotes = (row: number): AppError =>
  failed(
    'FILE_BROKEN',
    t(
      'Row {row}: a quotation mark is missing or stands where none can be. Write " at both ends of the cell, and "" for one inside it.',
      { row },
    ),
  );

export const rowTooLong = (row: number): AppError =>
  failed(
    'FILE_BROKEN',
    t('Row {row} is far too long. Perhaps a quotation mark that begins a cell in it has no end.', { row }),
  );

export const noRows = (): AppError =>
  failed('FILE_EMPTY', t('The file has no rows below its headings. Write one row for each key.'));

export const columnMissing = (...headings: readonly string[]): AppError =>
  failed(
    'FILE_COLUMNS',
    t('The first row has no heading {headings}. Write the headings into the first row, as in the template.', {
      headings: headings.map((heading) => `“${heading}”`).join(t(' or ')),
    }),
  );

export const columnTwice = (heading: string): AppError =>
  failed(
    'FILE_COLUMNS',
    t('The heading “{heading}” is there twice. Delete one of the two columns.', { heading }),
  );
