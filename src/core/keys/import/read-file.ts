import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { t } from '../../../shared/language/t.ts';
import { breathe } from '../../breathe.ts';
import { withoutGuard } from '../csv.ts';
import { type Column, COLUMNS, columnOf } from './columns.ts';
import { decoded } from './decode.ts';
import {
  brokenQuotes,
  columnMissing,
  columnTwice,
  FILE_ROWS,
  noRows,
  rowTooLong,
  tooManyRows,
} from './file-errors.ts';
import { readRow } from './read-row.ts';
import { type ImportRow } from './row.ts';
import { separatorOf } from './separator.ts';
import { shown } from './shown.ts';

/** The longest row, in bytes: far beyond the longest cell that is accepted. */
const ROW_BYTES = 1_000_000;
/** As much of a file as its first row is looked for in. */
const START = 65_536;
/** Headings that nothing is read of and that are named; a row has room for hundreds of thousands. */
const IGNORED_TOLD = 20;
/** Rows between two breaths. */
const CHUNK = 500;

export interface ReadFile {
  readonly rows: readonly ImportRow[];
  /** Headings of columns that nothing is read of. */
  readonly ignored: readonly string[];
}

/**
 * Reads the rows of a CSV file. Plain keys are hashed row by row and left behind.
 * @throws AppError `FILE_…` about the file as a whole, `CANCELLED`
 */
export async function readFileRows(
  chunks: AsyncIterable<Uint8Array>,
  now: number,
  stopIfAsked: () => void,
): Promise<ReadFile> {
  const text = decoded(chunks);
  const start = await startOf(text);
  const parser = parse({
    delimiter: separatorOf(start),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: ROW_BYTES,
  });
  pipeline(Readable.from(joined(start, text)), parser, () => {});
  const rows: ImportRow[] = [];
  let headings: Headings | null = null;
  let row = 0;
  try {
    for await (const record of parser) {
      const cells = (record as readonly string[]).map((cell) => withoutGuard(cell.trim()).trim());
      row += 1;
      if (headings === null) headings = readHeadings(cells);
      else if (cells.some((cell) => cell !== '')) {
        if (rows.length === FILE_ROWS) throw tooManyRows();
        rows.push(readCells(row, cells, headings, now));
      }
      if (row % CHUNK === 0) {
        await breathe();
        stopIfAsked();
      }
    }
  } catch (error) {
    throw error instanceof CsvError ? explained(error) : error;
  }
  if (headings === null || rows.length === 0) throw noRows();
  return { rows, ignored: headings.ignored };
}

/** The parser's own words repeat what stands in the file. */
function explained(error: CsvError): Error {
  const row = Number(error['records']) + 1;
  return error.code === 'CSV_MAX_RECORD_SIZE' ? rowTooLong(row) : brokenQuotes(row);
}

async function startOf(text: AsyncGenerator<string>): Promise<string> {
  let start = '';
  while (start.length < START) {
    const { value, done } = await text.next();
    if (done === true) break;
    start += value;
  }
  return start;
}

async function* joined(start: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield start;
  yield* rest;
}

interface Headings {
  readonly places: ReadonlyMap<Column, number>;
  readonly width: number;
  readonly ignored: readonly string[];
}

function readHeadings(cells: readonly string[]): Headings {
  const places = new Map<Column, number>();
  const ignored: string[] = [];
  for (const [place, cell] of cells.entries()) {
    const column = columnOf(cell);
    if (column === undefined) {
      if (cell !== '') ignored.push(shown(cell));
    } else if (places.has(column)) throw columnTwice(COLUMNS[column]);
    else places.set(column, place);
  }
  const more = ignored.length - IGNORED_TOLD;
  if (more > 0) ignored.splice(IGNORED_TOLD, more, t('…and {more, number} more', { more }));
  if (!places.has('name')) throw columnMissing(COLUMNS.name);
  if (!places.has('key') && !places.has('sha256')) throw columnMissing(COLUMNS.sha256, COLUMNS.key);
  return { places, width: cells.length, ignored };
}

function readCells(
  row: number,
  cells: readonly string[],
  { places, width }: Headings,
  now: number,
): ImportRow {
  const read = readRow(row, (column) => cells[places.get(column) ?? -1] ?? '', now);
  if (cells.slice(width).some((cell) => cell !== '')) {
    read.problems.push({
      row,
      column: '',
      message: t(
        'This row has more cells than there are headings. Put cells that contain the separator between quotation marks.',
      ),
    });
  }
  return read;
}
