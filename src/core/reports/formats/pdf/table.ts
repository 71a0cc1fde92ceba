import type { Cell, ReportSection } from '../../document.ts';
import { isNumeric, nameColumn, shownCell } from '../cell-text.ts';
import { type Cursor, FACES, LINE, leading } from './page.ts';
import type { Face, Line } from './type.ts';
import { columnWidths } from './widths.ts';

/** Between columns, and above and below the text of a row. Points. */
const GAP = 10;
const PAD = 3.5;

interface Place {
  readonly x: number;
  readonly width: number;
  readonly align: 'left' | 'right';
  readonly face: Face;
  readonly head: readonly Line[];
}

/** Draws tables row by row, each with its head on every page that it reaches. */
export class Table {
  readonly #cursor: Cursor;
  readonly #places: readonly Place[];

  constructor(cursor: Cursor, { columns, rows }: Pick<ReportSection, 'columns' | 'rows'>) {
    this.#cursor = cursor;
    const { type } = cursor;
    const name = nameColumn(rows, columns.length);
    const faces = { head: FACES.head, cell: (column: number) => (column === name ? FACES.name : FACES.cell) };
    const widths = columnWidths(type, columns, rows, faces, cursor.width - GAP * (columns.length - 1));
    let { left: x } = cursor;
    this.#places = columns.map(({ label }, index) => {
      const width = widths[index] ?? 0;
      const place: Place = {
        x,
        width,
        align: isNumeric(rows, index) ? 'right' : 'left',
        face: faces.cell(index),
        head: type.lines(label, FACES.head, width),
      };
      x += width + GAP;
      return place;
    });
  }

  /** What the head and a first row need at least. */
  get least(): number {
    return this.#headHeight + leading(FACES.cell) * 2 + 2 * PAD;
  }

  get #headHeight(): number {
    return Math.max(...this.#places.map(({ head }) => head.length)) * leading(FACES.head) + 2 * PAD;
  }

  head(): void {
    const cursor = this.#cursor;
    const tallest = Math.max(...this.#places.map(({ head }) => head.length));
    cursor.y += PAD;
    const top = cursor.y;
    for (const { head, x, width, align } of this.#places) {
      // All stand on the rule below them.
      cursor.y = top + (tallest - head.length) * leading(FACES.head);
      cursor.column(head, FACES.head, x, width, align);
    }
    cursor.y = top + tallest * leading(FACES.head) + PAD;
    cursor.rule(LINE, 1.25);
  }

  row(row: readonly Cell[]): void {
    const cursor = this.#cursor;
    const step = leading(FACES.cell);
    let cells = this.#places.map(({ face, width }, index) =>
      cursor.type.lines(shownCell(row[index] ?? null), face, width),
    );
    for (;;) {
      const tallest = Math.max(...cells.map((lines) => lines.length));
      const fits = Math.floor((cursor.bottom - cursor.y - 2 * PAD) / step);
      if (fits < tallest && !this.#isFresh) {
        this.#nextPage();
        continue;
      }
      // Taller than a page: the rest of it goes on on the next one.
      const drawn = Math.max(1, Math.min(fits, tallest));
      cursor.y += PAD;
      for (const [index, { x, width, align, face }] of this.#places.entries()) {
        cursor.column(cells[index]?.slice(0, drawn) ?? [], face, x, width, align);
      }
      cursor.y += drawn * step + PAD;
      cursor.rule(LINE, 0.5);
      this.#isFresh = false;
      if (drawn >= tallest) return;
      cells = cells.map((lines) => lines.slice(drawn));
      this.#nextPage();
    }
  }

  /** Nothing but the head is on the page. */
  #isFresh = false;

  #nextPage(): void {
    this.#cursor.newPage();
    this.head();
    this.#isFresh = true;
  }
}
