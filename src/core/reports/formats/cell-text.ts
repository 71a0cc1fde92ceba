import type { Cell, Moment } from '../document.ts';

/** Cells as text: for people in PDF and HTML, for programs in CSV and JSON. */

/**
 * What a page would obey or hide instead of showing it: controls, marks of direction, what has no width, lone surrogates.
 * Joiners and variation selectors stay, as in names: scripts and emoji need them.
 */
const UNSEEN =
  /(?!\u200c|\u200d|\p{Variation_Selector})[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu;

/** Text of a store as a page may show it: nothing of it acts, and nothing of it goes unseen. Lines stay lines. */
export const shown = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(UNSEEN, (found) =>
      found === '\n'
        ? found
        : found === '\t'
          ? ' '
          : `‹U+${codeOf(found).toString(16).toUpperCase().padStart(4, '0')}›`,
    );

const codeOf = (character: string): number => character.codePointAt(0) ?? 0;

const digits = new Intl.NumberFormat('en-US', { maximumFractionDigits: 20 });

/** `2026-03-31 14:05:09`; the same wherever it is written, so in UTC, which each page says once. */
const shownMoment = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');

/** Lists have an `at` as well, which is their method. */
export const isMoment = (cell: Cell): cell is Moment =>
  cell !== null && typeof cell === 'object' && 'at' in cell && typeof cell.at === 'number';
export const isList = (cell: Cell): cell is readonly string[] => Array.isArray(cell);

/** A cell for people. Reports are the same bytes wherever they are written: nothing goes by the system's language. */
export function shownCell(cell: Cell): string {
  if (cell === null) return '–';
  if (typeof cell === 'string') return shown(cell);
  if (typeof cell === 'number') return digits.format(cell);
  if (typeof cell === 'boolean') return cell ? 'Yes' : 'No';
  if (isList(cell)) return cell.length === 0 ? '–' : cell.map(shown).join(', ');
  return shownMoment(cell.at);
}

/** A cell for programs: times in ISO 8601, several values with ` | ` between them, nothing where there is none. */
export function plainCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  return isList(cell) ? cell.join(' | ') : new Date(cell.at).toISOString();
}

type Rows = readonly (readonly Cell[])[];

/** Whether a column has numbers and nothing else: then its digits stand below each other. */
export const isNumeric = (rows: Rows, column: number): boolean =>
  rows.some((row) => typeof row[column] === 'number') &&
  rows.every((row) => row[column] == null || typeof row[column] === 'number');

/** Whether nothing stands in a column, in any row. */
export const isEmpty = (rows: Rows, column: number): boolean =>
  rows.every((row) => shownCell(row[column] ?? null) === '–' || row[column] === '');

/** The column that names its rows: the first that is no number. */
export const nameColumn = (rows: Rows, columns: number): number =>
  Math.max(
    0,
    Array.from({ length: columns }, (_, column) => column).findIndex((column) => !isNumeric(rows, column)),
  );

/** What stands where rows are left out of a page. */
export const leftOut = (rows: number): string =>
  `…and ${digits.format(rows)} more ${rows === 1 ? 'row' : 'rows'}: use CSV or JSON.`;
