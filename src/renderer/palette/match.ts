import type { Entry } from './entry.ts';

const WORD = /[\s\-–:/_.]+/;

/**
 * How well a label fits what was typed; `null`: not at all. Every typed word must begin a word of the label, or stand
 * somewhere in it; less is better.
 */
export function fit(label: string, typed: string): number | null {
  const text = label.toLowerCase();
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return 0;
  if (text === wanted) return 0;
  if (text.startsWith(wanted)) return 1;
  const words = text.split(WORD);
  const parts = wanted.split(/\s+/);
  if (parts.every((part) => words.some((word) => word.startsWith(part)))) return 2;
  return parts.every((part) => text.includes(part)) ? 3 : null;
}

/** How well an entry fits: by its label, and after all that do by its other words. */
function rankOf({ label, words }: Entry, typed: string, worst: 2 | 3): number | null {
  const own = fit(label, typed);
  if (own !== null && own <= worst) return own;
  const other = words === undefined ? null : fit(`${label} ${words}`, typed);
  return other !== null && other <= 2 ? worst + 1 : null;
}

/**
 * The entries that fit, the best first; equal ones stay in their order.
 * @param worst 2: every typed word begins a word of the label; 3: it stands anywhere in it
 */
export function matching(
  entries: readonly Entry[],
  typed: string,
  most: number,
  worst: 2 | 3,
): readonly Entry[] {
  return entries
    .flatMap((entry) => {
      const rank = rankOf(entry, typed, worst);
      return rank === null ? [] : [{ entry, rank }];
    })
    .toSorted((one, other) => one.rank - other.rank)
    .slice(0, most)
    .map(({ entry }) => entry);
}
