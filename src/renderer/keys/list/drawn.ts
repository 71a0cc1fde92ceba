import { type Pages, rowAt } from './pages.ts';

/** What stands in the table's body: a row, or empty space in the place of rows that are out of sight. */
export type Drawn =
  | { readonly type: 'row'; readonly key: string; readonly index: number }
  | { readonly type: 'gap'; readonly key: string; readonly rows: number };

interface Range {
  readonly startIndex: number;
  readonly endIndex: number;
  readonly overscan: number;
  readonly count: number;
}

/** The rows to draw for those in sight. The active one stays, so that scrolling takes no focus from its buttons. */
export function withActive({ startIndex, endIndex, overscan, count }: Range, active: number): number[] {
  const from = Math.max(0, startIndex - overscan);
  const to = Math.min(count - 1, endIndex + overscan);
  const indices = Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
  if (active < from && active >= 0) return [active, ...indices];
  return active > to && active < count ? [...indices, active] : indices;
}

/** Rows and the gaps between them, top to bottom. A row is known by its key, so that it stays itself when it moves. */
export function drawnOf(indices: readonly number[], count: number, pages: Pages): readonly Drawn[] {
  const drawn: Drawn[] = [];
  // While pages are being read again a key can be in two of them.
  const seen = new Set<number>();
  let next = 0;
  for (const index of indices) {
    if (index > next)
      drawn.push({
        type: 'gap',
        key: `gap ${drawn.length}`,
        rows: index - next,
      });
    const id = rowAt(pages, index)?.id;
    const known = id !== undefined && !seen.has(id);
    if (known) seen.add(id);
    drawn.push({ type: 'row', key: known ? `key ${id}` : `place ${index}`, index });
    next = index + 1;
  }
  if (next < count) drawn.push({ type: 'gap', key: 'end', rows: count - next });
  return drawn;
}
