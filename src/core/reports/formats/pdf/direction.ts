/**
 * The order in which the words of a line are drawn: the part of the Unicode Bidirectional Algorithm (UAX 9) that names and
 * sentences need. Marks and overrides of direction never come here: they are shown as text. Words are the units, and the
 * font turns the letters of each.
 */

const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}]/u;
const STRONG = /[\p{L}\p{Script=Hebrew}\p{Script=Arabic}]/u;
const PIECES = /\p{Nd}[\p{Nd}.,:/-]*|[^\p{L}\p{M}\p{Nd}\s]+|\s+|[\p{L}\p{M}]+/gu;
const MIRRORED: Readonly<Record<string, string>> = {
  '(': ')',
  ')': '(',
  '[': ']',
  ']': '[',
  '{': '}',
  '}': '{',
  '<': '>',
  '>': '<',
  '«': '»',
  '»': '«',
  '‹': '›',
  '›': '‹',
};

export const isRightToLeft = (text: string): boolean => RIGHT_TO_LEFT.test(text);

/** Whether a text reads from the right as a whole: its first letter decides. */
export function beginsAtRight(text: string): boolean {
  const [first] = STRONG.exec(text) ?? [];
  return first !== undefined && RIGHT_TO_LEFT.test(first);
}

/**
 * The pieces of a line from left to right.
 * @param fromRight the text that the line is of reads from the right
 */
export function inDrawingOrder(line: string, fromRight: boolean): readonly string[] {
  const pieces = line.match(PIECES) ?? [];
  const base = fromRight ? 1 : 0;
  const levels = levelsOf(pieces, base);
  const ordered = pieces.map((piece, index) => ({ piece, level: levels[index] ?? base }));
  // UAX 9, rule L2: from the highest level down, turn each stretch of at least that level around.
  for (let level = Math.max(base, ...levels); level >= 1; level -= 1) {
    for (let start = 0; start < ordered.length; start += 1) {
      let end = start;
      while (end < ordered.length && (ordered[end]?.level ?? 0) >= level) end += 1;
      if (end > start) ordered.splice(start, end - start, ...ordered.slice(start, end).reverse());
      start = end;
    }
  }
  return ordered.map(({ piece, level }) => (level % 2 === 1 ? mirrored(piece) : piece));
}

function levelsOf(pieces: readonly string[], base: number): readonly number[] {
  // Letters decide for themselves, numbers go by the letters before them, and what is between goes by both sides.
  let before = base;
  const strong = pieces.map((piece): number | null => {
    if (STRONG.test(piece)) return (before = RIGHT_TO_LEFT.test(piece) ? 1 : 0);
    return /^\p{Nd}/u.test(piece) ? (before === 1 ? 2 : 0) : null;
  });
  return strong.map((level, index) => {
    if (level !== null) return level === 0 && base === 1 ? 2 : level;
    const side = (found: number | null | undefined) => (found == null ? base : found === 0 ? 0 : 1);
    const left = side(strong.slice(0, index).findLast((one) => one !== null));
    const right = side(strong.slice(index + 1).find((one) => one !== null));
    const direction = left === right ? left : base;
    return direction === 0 && base === 1 ? 2 : direction;
  });
}

/** Brackets of what reads from the right open to the left; the letters of a word are turned by the font. */
const mirrored = (piece: string): string =>
  STRONG.test(piece)
    ? piece
    : [...piece]
        .reverse()
        .map((character) => MIRRORED[character] ?? character)
        .join('');
