import type { Face, Line, Type } from './type.ts';

/** Colours and letters of a report on paper. Points throughout. */
export const INK = '#1b2a2f';
export const SOFT = '#566a70';
export const LINE = '#cfd8d9';
export const ACCENT = '#1d6b62';

export const FACES = {
  brand: { weight: 'bold', size: 8, color: ACCENT },
  title: { weight: 'bold', size: 22, color: INK },
  tenant: { weight: 'regular', size: 12, color: SOFT },
  label: { weight: 'regular', size: 7.5, color: SOFT },
  fact: { weight: 'bold', size: 9.5, color: INK },
  heading: { weight: 'bold', size: 13, color: INK },
  note: { weight: 'regular', size: 8.5, color: SOFT },
  head: { weight: 'bold', size: 7.5, color: SOFT },
  name: { weight: 'bold', size: 8, color: INK },
  cell: { weight: 'regular', size: 8, color: INK },
  foot: { weight: 'regular', size: 7.5, color: SOFT },
} as const satisfies Record<string, Face>;

/** From one line to the next. */
export const leading = ({ size }: Face): number => Math.ceil(size * 1.32 * 4) / 4;

export const MARGIN = { side: 42, top: 42, bottom: 52 } as const;

/** Where on which page something comes next. */
export class Cursor {
  readonly doc: PDFKit.PDFDocument;
  readonly type: Type;
  y = 0;

  constructor(doc: PDFKit.PDFDocument, type: Type) {
    this.doc = doc;
    this.type = type;
    this.newPage();
  }

  get left(): number {
    return MARGIN.side;
  }

  get width(): number {
    return this.doc.page.width - 2 * MARGIN.side;
  }

  get bottom(): number {
    return this.doc.page.height - MARGIN.bottom;
  }

  newPage(): void {
    this.doc.addPage();
    this.type.forget();
    this.y = MARGIN.top;
  }

  /** Goes to a new page where so much room is not left. */
  reserve(height: number): void {
    if (this.y + height > this.bottom) this.newPage();
  }

  /** Lines across the page, below each other. */
  paragraph(text: string, face: Face, room = this.width): void {
    for (const line of this.type.lines(text, face, room)) {
      this.reserve(leading(face));
      this.type.draw(line, face, this.left, this.y, { room, align: 'left' });
      this.y += leading(face);
    }
  }

  /** Lines of one cell. */
  column(
    lines: readonly Line[],
    face: Face,
    x: number,
    room: number,
    align: 'left' | 'right' = 'left',
  ): void {
    for (const [index, line] of lines.entries()) {
      this.type.draw(line, face, x, this.y + index * leading(face), { room, align });
    }
  }

  rule(color: string, thickness: number): void {
    this.doc
      .moveTo(this.left, this.y)
      .lineTo(this.left + this.width, this.y)
      .lineWidth(thickness)
      .strokeColor(color)
      .stroke();
  }
}
