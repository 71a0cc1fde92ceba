import type { Cell, ReportColumn } from '../../document.ts';
import { shownCell } from '../cell-text.ts';
import type { Face, Type } from './type.ts';

/** A word that is longer than this may be broken. Points. */
const LONGEST_WORD = 130;
/** Rows that are looked at: the rest is like them. */
const LOOKED_AT = 2_000;

interface Wish {
  readonly share: number;
  /** What its longest word needs. */
  readonly least: number;
  /** What its longest line needs. */
  readonly most: number;
}

/**
 * How wide columns are: by their shares, but none so narrow that its words break, and none wider than what stands in it
 * while others need room.
 */
export function columnWidths(
  type: Type,
  columns: readonly ReportColumn[],
  rows: readonly (readonly Cell[])[],
  faces: { readonly head: Face; readonly cell: (column: number) => Face },
  room: number,
): readonly number[] {
  const looked = rows.slice(0, LOOKED_AT);
  const wishes = columns.map(({ label, width: share }, index): Wish => {
    let [least, most] = [0, 0];
    const look = (text: string, face: Face) => {
      for (const line of type.settable(text).split('\n')) {
        most = Math.max(most, Math.min(room, type.width(line, face)));
        for (const word of line.split(' '))
          least = Math.max(least, Math.min(LONGEST_WORD, type.width(word, face)));
      }
    };
    look(label.replaceAll(' ', '\n'), faces.head);
    for (const row of looked) look(shownCell(row[index] ?? null), faces.cell(index));
    return { share, least, most };
  });
  return settle(wishes, room);
}

/** Gives each its share; who has too little or too much gets the bound, and the others share what is left. */
function settle(wishes: readonly Wish[], room: number): readonly number[] {
  const all = wishes.reduce((sum, { least }) => sum + least, 0);
  if (all >= room) return wishes.map(({ least }) => (least * room) / all);
  const fixed: (number | undefined)[] = wishes.map(() => undefined);
  for (;;) {
    const left = room - fixed.reduce<number>((sum, width) => sum + (width ?? 0), 0);
    const shares = wishes.reduce(
      (sum, { share }, index) => sum + (fixed[index] === undefined ? share : 0),
      0,
    );
    // All have what they need: what is left is for all.
    if (shares === 0) return fixed.map((width) => (width ?? 0) + left / wishes.length);
    const wanted = wishes.map(({ share, least, most }, index) => {
      const width = (left * share) / shares;
      return fixed[index] === undefined ? { width, kept: Math.min(most, Math.max(least, width)) } : null;
    });
    const over = wanted.reduce((sum, one) => sum + (one ? one.kept - one.width : 0), 0);
    let changed = false;
    for (const [index, one] of wanted.entries()) {
      if (one === null || one.kept === one.width) continue;
      // As in flexible boxes: what pushes the sum away from the room is settled first.
      if (over === 0 || over > 0 === one.kept > one.width) {
        fixed[index] = one.kept;
        changed = true;
      }
    }
    if (!changed) return wanted.map((one, index) => fixed[index] ?? one?.width ?? 0);
  }
}
