import { beginsAtRight, inDrawingOrder, isRightToLeft } from './direction.ts';

/** What of a PDF document setting text needs. */
export type Sheet = Pick<PDFKit.PDFDocument, 'font' | 'fontSize' | 'fillColor' | 'text' | 'widthOfString'>;
export type Weight = 'regular' | 'bold';

export interface Face {
  readonly weight: Weight;
  /** Points. */
  readonly size: number;
  readonly color: string;
}

/** Stands where the font has nothing to show, and tells that something is there. */
export const REPLACEMENT = '\uFFFD';
/** Words whose width is remembered; most of a report's come again and again. */
const REMEMBERED = 20_000;
/** Joins and varies what stands before it; without the font's doing it is nothing. */
const JOINERS = /\u200C|\u200D|[\uFE00-\uFE0F]|[\u{1F3FB}-\u{1F3FF}]/gu;

/** A line as it is drawn, and how wide it is. */
export interface Line {
  readonly text: string;
  readonly fromRight: boolean;
}

/** Sets lines of text: measures, breaks and draws them. */
export class Type {
  readonly #sheet: Sheet;
  readonly #has: (codePoint: number) => boolean;
  readonly #widths: Record<Weight, Map<string, number>> = { regular: new Map(), bold: new Map() };
  #face = '';

  constructor(sheet: Sheet, has: (codePoint: number) => boolean) {
    this.#sheet = sheet;
    this.#has = has;
  }

  /** The text with a visible mark for each letter that the font lacks. */
  settable(text: string): string {
    // All that is ASCII is there.
    if (/^[\x20-\x7E\n]*$/.test(text)) return text;
    let settable = '';
    for (const character of text.normalize('NFC').replaceAll(JOINERS, '')) {
      settable += character === '\n' || this.#has(character.codePointAt(0) ?? 0) ? character : REPLACEMENT;
    }
    return settable;
  }

  width(text: string, { weight, size }: Face): number {
    const widths = this.#widths[weight];
    let known = widths.get(text);
    if (known === undefined) {
      if (widths.size >= REMEMBERED) widths.clear();
      this.#face = '';
      known = this.#sheet.font(weight).fontSize(1_000).widthOfString(text);
      widths.set(text, known);
    }
    return (known * size) / 1_000;
  }

  /** Breaks a text into lines at its spaces, and inside of a word that is too long for one. Never none. */
  lines(raw: string, face: Face, room: number): readonly Line[] {
    return this.settable(raw)
      .split('\n')
      .flatMap((paragraph) => {
        const fromRight = beginsAtRight(paragraph);
        return this.#broken(paragraph, face, room).map((text) => ({ text, fromRight }));
      });
  }

  #broken(paragraph: string, face: Face, room: number): string[] {
    const lines: string[] = [];
    let line = '';
    let width = 0;
    for (const word of paragraph.match(/\S+\s*|\s+/gu) ?? []) {
      const bare = word.trimEnd();
      if (width + this.width(bare, face) > room && line !== '') {
        lines.push(line.trimEnd());
        [line, width] = ['', 0];
      }
      if (this.width(bare, face) > room) {
        const parts = this.#chopped(word, face, room);
        line = parts.pop() ?? '';
        lines.push(...parts);
        width = this.width(line, face);
      } else {
        line += word;
        width += this.width(word, face);
      }
    }
    lines.push(line.trimEnd());
    return lines;
  }

  #chopped(word: string, face: Face, room: number): string[] {
    const parts: string[] = [];
    let part = '';
    let width = 0;
    // A mark stays with its letter.
    for (const character of word.match(/\P{M}\p{M}*|\p{M}+/gu) ?? []) {
      const more = this.width(character, face);
      if (width + more > room && part !== '') {
        parts.push(part);
        [part, width] = ['', 0];
      }
      part += character;
      width += more;
    }
    return [...parts, part];
  }

  /** @param x of the left border, y of the top @param align where it stands in its room */
  draw(
    { text, fromRight }: Line,
    face: Face,
    x: number,
    y: number,
    { room, align }: { readonly room: number; readonly align: 'left' | 'right' },
  ): void {
    if (text === '') return;
    if (!isRightToLeft(text)) {
      const left = align === 'right' ? x + room - this.width(text, face) : x;
      this.#put(text, face, left, y);
      return;
    }
    const pieces = inDrawingOrder(text, fromRight);
    const wide = pieces.reduce((sum, piece) => sum + this.width(piece, face), 0);
    let left = align === 'right' || fromRight ? x + Math.max(0, room - wide) : x;
    for (const piece of pieces) {
      const width = this.width(piece, face);
      this.#put(piece, face, left, y);
      left += width;
    }
  }

  #put(text: string, { weight, size, color }: Face, x: number, y: number): void {
    const face = `${weight} ${size} ${color}`;
    if (face !== this.#face) {
      this.#sheet.font(weight).fontSize(size).fillColor(color);
      this.#face = face;
    }
    this.#sheet.text(text, x, y, { lineBreak: false });
  }

  /** Something else has set a font or a colour. */
  forget(): void {
    this.#face = '';
  }
}
