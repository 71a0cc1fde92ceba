import { codeWordsOf } from './code-words.ts';

/** A QR code of a text in UTF-8, error correction M (ISO/IEC 18004): rows of modules, true is dark. No quiet zone. */
export function qrCode(text: string): readonly (readonly boolean[])[] {
  const { version, words } = codeWordsOf(text);
  const base = new Grid(version);
  base.putWords(words);
  const masked = MASKS.map((_, mask) => base.masked(mask));
  const best = masked.reduce((one, other) => (penalty(other) < penalty(one) ? other : one));
  return best;
}

const MASKS: readonly ((row: number, column: number) => boolean)[] = [
  (r, c) => (r + c) % 2 === 0,
  (r) => r % 2 === 0,
  (_, c) => c % 3 === 0,
  (r, c) => (r + c) % 3 === 0,
  (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0,
  (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
  (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0,
  (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
];

class Grid {
  readonly #size: number;
  readonly #version: number;
  readonly #dark: boolean[][];
  /** What is no code word, and so is never masked. */
  readonly #fixed: boolean[][];

  constructor(version: number) {
    this.#version = version;
    this.#size = version * 4 + 17;
    const empty = () => Array.from({ length: this.#size }, () => Array<boolean>(this.#size).fill(false));
    this.#dark = empty();
    this.#fixed = empty();
    this.#putPatterns();
  }

  #set(row: number, column: number, dark: boolean): void {
    const [darkRow, fixedRow] = [this.#dark[row], this.#fixed[row]];
    if (!darkRow || !fixedRow || column < 0 || column >= this.#size) return;
    darkRow[column] = dark;
    fixedRow[column] = true;
  }

  #putPatterns(): void {
    const last = this.#size - 1;
    for (let at = 0; at <= last; at += 1) {
      this.#set(6, at, at % 2 === 0);
      this.#set(at, 6, at % 2 === 0);
    }
    this.#putSquares(3, 3, 4, [2, 4]);
    this.#putSquares(3, last - 3, 4, [2, 4]);
    this.#putSquares(last - 3, 3, 4, [2, 4]);
    const places = alignmentPlaces(this.#version);
    const [first, end] = [places.at(0), places.at(-1)];
    for (const row of places) {
      for (const column of places) {
        const isCorner = (row === first || row === end) && (column === first || column === end);
        if (!isCorner || (row === end && column === end)) this.#putSquares(row, column, 2, [1]);
      }
    }
    // Light in the meantime; each mask writes its own.
    this.#putFormat(0);
    this.#putVersion();
  }

  /** Squares around a place: dark, but for the rings at these distances. */
  #putSquares(row: number, column: number, radius: number, light: readonly number[]): void {
    for (let down = -radius; down <= radius; down += 1) {
      for (let right = -radius; right <= radius; right += 1) {
        const ring = Math.max(Math.abs(down), Math.abs(right));
        this.#set(row + down, column + right, !light.includes(ring));
      }
    }
  }

  #putFormat(mask: number): void {
    // Level M is 00.
    let rest = mask;
    for (let bit = 0; bit < 10; bit += 1) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
    const bits = ((mask << 10) | rest) ^ 0x5412;
    const bit = (index: number) => ((bits >>> index) & 1) !== 0;
    const last = this.#size - 1;
    for (let index = 0; index < 6; index += 1) this.#set(index, 8, bit(index));
    this.#set(7, 8, bit(6));
    this.#set(8, 8, bit(7));
    this.#set(8, 7, bit(8));
    for (let index = 9; index < 15; index += 1) this.#set(8, 14 - index, bit(index));
    for (let index = 0; index < 8; index += 1) this.#set(8, last - index, bit(index));
    for (let index = 8; index < 15; index += 1) this.#set(last - 14 + index, 8, bit(index));
    this.#set(last - 7, 8, true);
  }

  #putVersion(): void {
    if (this.#version < 7) return;
    let rest = this.#version;
    for (let bit = 0; bit < 12; bit += 1) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
    const bits = (this.#version << 12) | rest;
    for (let index = 0; index < 18; index += 1) {
      const dark = ((bits >>> index) & 1) !== 0;
      const [far, near] = [this.#size - 11 + (index % 3), Math.floor(index / 3)];
      this.#set(far, near, dark);
      this.#set(near, far, dark);
    }
  }

  /** In pairs of columns from the right, up and down by turns. */
  putWords(words: readonly number[]): void {
    let at = 0;
    for (let right = this.#size - 1; right >= 1; right -= 2) {
      // The timing pattern has a column to itself.
      const pair = right <= 6 ? right - 1 : right;
      for (let step = 0; step < this.#size; step += 1) {
        const isUpward = ((pair + 1) & 2) === 0;
        const row = isUpward ? this.#size - 1 - step : step;
        for (const column of [pair, pair - 1]) {
          const darkRow = this.#dark[row];
          if (!darkRow || this.#fixed[row]?.[column] || at >= words.length * 8) continue;
          darkRow[column] = (((words[at >>> 3] ?? 0) >>> (7 - (at & 7))) & 1) !== 0;
          at += 1;
        }
      }
    }
  }

  masked(mask: number): boolean[][] {
    this.#putFormat(mask);
    const flips = MASKS[mask] ?? (() => false);
    return this.#dark.map((line, row) =>
      line.map((dark, column) => (this.#fixed[row]?.[column] ? dark : dark !== flips(row, column))),
    );
  }
}

function alignmentPlaces(version: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = version === 32 ? 26 : Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  const last = version * 4 + 10;
  return [6, ...Array.from({ length: count - 1 }, (_, index) => last - (count - 2 - index) * step)];
}

/** How hard a code is to read; the mask with the least is taken. */
function penalty(grid: readonly (readonly boolean[])[]): number {
  const size = grid.length;
  const columns = grid.map((_, column) => grid.map((line) => line[column] ?? false));
  let points = 0;
  for (const line of [...grid, ...columns]) {
    const text = line.map((dark) => (dark ? '1' : '0')).join('');
    for (const { length } of text.match(/0{5,}|1{5,}/g) ?? []) points += length - 2;
    for (let at = 0; at + 11 <= size; at += 1) {
      const part = text.slice(at, at + 11);
      if (part === '10111010000' || part === '00001011101') points += 40;
    }
  }
  for (let row = 0; row + 1 < size; row += 1) {
    for (let column = 0; column + 1 < size; column += 1) {
      const dark = grid[row]?.[column];
      const same = [grid[row]?.[column + 1], grid[row + 1]?.[column], grid[row + 1]?.[column + 1]];
      if (same.every((each) => each === dark)) points += 3;
    }
  }
  const dark = grid.flat().filter(Boolean).length / (size * size);
  return points + Math.floor(Math.abs(dark * 20 - 10)) * 10;
}
