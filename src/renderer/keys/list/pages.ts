import { KEY_PAGE } from '../../../shared/key-choices.ts';
import type { KeyRow } from '../../../shared/key-row.ts';

/** The pages of a view that were read, by their number counted from 0; any of them can be missing. */
export type Pages = ReadonlyMap<number, readonly KeyRow[]>;

export const pageOf = (index: number): number => Math.floor(index / KEY_PAGE);

/** The row at a place of the whole view, counted from 0, if its page is there. */
export const rowAt = (pages: Pages, index: number): KeyRow | undefined =>
  pages.get(pageOf(index))?.[index % KEY_PAGE];

/** Where a key stands, as far as pages were read; -1: in none of them. */
export function indexOf(pages: Pages, id: number): number {
  for (const [page, rows] of pages) {
    const within = rows.findIndex((row) => row.id === id);
    if (within >= 0) return page * KEY_PAGE + within;
  }
  return -1;
}

/** Puts a newer version of a row in its place; an older one changes nothing. */
export function withRow(pages: Pages, row: KeyRow): Pages {
  const index = indexOf(pages, row.id);
  const known = rowAt(pages, index);
  if (known === undefined || known.revision > row.revision) return pages;
  const page = pageOf(index);
  const rows = pages.get(page) ?? [];
  return new Map(pages).set(
    page,
    rows.map((other) => (other.id === row.id ? row : other)),
  );
}

/**
 * Rows with what has changed of them since they were read, in their places. A row that is the same stays the very same,
 * and so do all of them when nothing has changed: nothing of it is drawn again.
 */
export function withNewer(rows: readonly KeyRow[], newer: readonly KeyRow[]): readonly KeyRow[] {
  const byId = new Map(newer.map((row) => [row.id, row]));
  const merged = rows.map((row) => {
    const other = byId.get(row.id);
    const same = !other || other.revision < row.revision || JSON.stringify(other) === JSON.stringify(row);
    return same ? row : other;
  });
  return merged.some((row, index) => row !== rows[index]) ? merged : rows;
}

/** Takes a row out, so that those below move up. What moves up from a page that is missing leaves the last place open. */
export function withoutRow(pages: Pages, id: number): Pages {
  return moved(pages, indexOf(pages, id), (rows, within) => rows.toSpliced(within, 1));
}

/** Puts a row on top of all others. */
export function withFirst(pages: Pages, row: KeyRow): Pages {
  if (!pages.has(0)) return pages;
  return moved(pages, 0, (rows) => [row, ...rows]);
}

/** Changes the rows from one place on, through the pages that follow it without a gap; those after a gap are dropped. */
function moved(
  pages: Pages,
  index: number,
  change: (rows: readonly KeyRow[], within: number) => readonly KeyRow[],
): Pages {
  if (index < 0) return pages;
  const from = pageOf(index);
  const result = new Map([...pages].filter(([page]) => page < from));
  const rest: KeyRow[] = [];
  for (let page = from; pages.has(page); page += 1) rest.push(...(pages.get(page) ?? []));
  const rows = change(rest, index % KEY_PAGE);
  // A page that has lost its last row was read all the same.
  result.set(from, []);
  for (let at = 0; at < rows.length; at += KEY_PAGE) {
    result.set(from + at / KEY_PAGE, rows.slice(at, at + KEY_PAGE));
  }
  return result;
}

/** Lets go of the pages that are farthest from those in sight, until `most` are left. */
export function near(pages: Pages, first: number, last: number, most: number): Pages {
  if (pages.size <= most) return pages;
  const distance = (page: number): number => Math.max(first - page, page - last, 0);
  const kept = [...pages].sort(([one], [other]) => distance(one) - distance(other)).slice(0, most);
  return new Map(kept);
}
