/** Finding stretches of text in bytes that may be anything. */

/** For each byte whether it can be part of a key or of base64, of either alphabet. */
const IN_TEXT = tableOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_');

function tableOf(characters: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return table;
}

/**
 * Visits each run of at least `least` bytes of text in `bytes` between `from` and `to`, from left to right. Looks at the
 * byte where a run would be long enough and goes back from there, so that of usual text it reads only a part.
 */
export function visitRuns(
  bytes: Uint8Array,
  from: number,
  to: number,
  least: number,
  visit: (start: number, end: number) => void,
): void {
  let start = from;
  while (start + least <= to) {
    let at = start + least - 1;
    while (at >= start && IN_TEXT[bytes[at] ?? 0] === 1) at -= 1;
    if (at >= start) {
      start = at + 1;
      continue;
    }
    let end = start + least;
    while (end < to && IN_TEXT[bytes[end] ?? 0] === 1) end += 1;
    visit(start, end);
    start = end + 1;
  }
}

/**
 * The same for UTF-16: visits each run of at least `least` text characters that stand two bytes apart with a zero byte
 * after each. `last` is where its last character stands; with the big end first that one has its zero byte before it.
 */
export function visitWideRuns(
  bytes: Uint8Array,
  from: number,
  to: number,
  least: number,
  visit: (start: number, last: number) => void,
): void {
  const isPair = (at: number) => IN_TEXT[bytes[at] ?? 0] === 1 && bytes[at + 1] === 0;
  for (const parity of [0, 1]) {
    let start = from + parity;
    while (start + 2 * least <= to) {
      let at = start + 2 * (least - 1);
      while (at >= start && isPair(at)) at -= 2;
      if (at >= start) {
        start = at + 2;
        continue;
      }
      let end = start + 2 * least;
      while (end + 1 < to && isPair(end)) end += 2;
      const goesOn = end < to && IN_TEXT[bytes[end] ?? 0] === 1;
      visit(start, goesOn ? end : end - 2);
      start = end + 2;
    }
  }
}

/** Where the run of text that begins at `start` ends. */
export function endOfRun(bytes: Uint8Array, start: number, to: number): number {
  let end = start;
  while (end < to && IN_TEXT[bytes[end] ?? 0] === 1) end += 1;
  return end;
}
