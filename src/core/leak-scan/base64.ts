import { endOfRun } from './byte-runs.ts';

/** Each character of both alphabets of base64 as its six bits. */
const SIX_BITS = new Uint8Array(256);
for (const [alphabet, from] of [
  ['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', 0],
  ['+/', 62],
  ['-_', 62],
] as const) {
  for (const [place, character] of [...alphabet].entries()) SIX_BITS[character.charCodeAt(0)] = from + place;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Text that was taken out of bytes, without the line ends in it. */
export interface Joined {
  readonly text: Uint8Array;
  /** Where in the bytes a place of the text stands. */
  readonly placeOf: (index: number) => number;
  /** Where in the bytes the text ends. */
  readonly end: number;
}

/** The run from `start` to `end`, and the lines after it that go on without a gap, as base64 is wrapped. */
export function joinLines(bytes: Uint8Array, start: number, end: number, to: number): Joined {
  const parts: { readonly from: number; readonly to: number }[] = [{ from: start, to: end }];
  let last = end;
  for (;;) {
    let next = last;
    if (bytes[next] === CARRIAGE_RETURN) next += 1;
    if (next >= to || bytes[next] !== LINE_FEED) break;
    const lineEnd = endOfRun(bytes, next + 1, to);
    if (lineEnd === next + 1) break;
    parts.push({ from: next + 1, to: lineEnd });
    last = lineEnd;
  }
  const [first] = parts;
  if (first === undefined || parts.length === 1) {
    return { text: bytes.subarray(start, end), placeOf: (index) => start + index, end };
  }
  const text = new Uint8Array(parts.reduce((sum, part) => sum + part.to - part.from, 0));
  let filled = 0;
  const begins = parts.map((part) => {
    text.set(bytes.subarray(part.from, part.to), filled);
    const begin = { index: filled, place: part.from };
    filled += part.to - part.from;
    return begin;
  });
  const placeOf = (index: number): number => {
    const begin = begins.findLast((candidate) => candidate.index <= index);
    return begin === undefined ? start : begin.place + index - begin.index;
  };
  return { text, placeOf, end: last };
}

/** Decodes as much of the text from `from` on as is whole groups of four, and what is left of the last one. */
export function decode(text: Uint8Array, from: number): Uint8Array {
  const characters = text.length - from;
  const decoded = new Uint8Array(Math.floor((characters * 3) / 4));
  const at = (index: number): number => SIX_BITS[text[index] ?? 0] ?? 0;
  let to = 0;
  for (let index = from; to < decoded.length; index += 4) {
    const bits = (at(index) << 18) | (at(index + 1) << 12) | (at(index + 2) << 6) | at(index + 3);
    decoded[to] = bits >> 16;
    // Beyond the end a typed array takes nothing.
    decoded[to + 1] = bits >> 8;
    decoded[to + 2] = bits;
    to += 3;
  }
  return decoded;
}
