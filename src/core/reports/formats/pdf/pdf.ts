import PdfKit from 'pdfkit';
import { PAGE_ROWS } from '../../../../shared/report-words.ts';
import { breathe } from '../../../breathe.ts';
import type { Cell, ReportDocument, ReportSection } from '../../document.ts';
import { isEmpty, leftOut, shown, shownCell } from '../cell-text.ts';
import { coverageOf } from './coverage.ts';
import { readFonts } from './fonts.ts';
import { facts } from './facts.ts';
import { Cursor, FACES, LINE, leading, MARGIN } from './page.ts';
import { Table } from './table.ts';
import { REPLACEMENT, Type } from './type.ts';

/** From so many columns on a page lies on its side. */
const WIDE = 6;
/** Rows that are drawn before others have their turn. */
const STEP = 200;

const MISSING = `${REPLACEMENT} stands for letters that the font of this page does not have. HTML, CSV and JSON have them.`;

/**
 * A report as PDF, the same bytes for the same document and moment: nothing in it is random or of now.
 * @param at what the report says is its date, epoch milliseconds
 */
export async function* pdfReport(document: ReportDocument, at: number): AsyncGenerator<Uint8Array> {
  const fonts = await readFonts();
  const { title, tenant, sections } = document;
  const isWide = sections.some(({ columns }) => columns.length >= WIDE);
  const doc = new PdfKit({
    size: 'A4',
    layout: isWide ? 'landscape' : 'portrait',
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    // Otherwise it begins with a font of its own, which is not bundled.
    font: '',
    lang: 'en',
    displayTitle: true,
    pdfVersion: '1.7',
    info: {
      Title: `${shown(title)} – ${shown(tenant)}`,
      Author: 'Latchkey',
      Creator: 'Latchkey',
      Producer: 'Latchkey',
      CreationDate: new Date(at),
    },
  });
  doc.registerFont('regular', fonts.regular);
  doc.registerFont('bold', fonts.bold);
  const has = coverageOf(fonts.regular);
  const hasBold = coverageOf(fonts.bold);
  const type = new Type(doc, (codePoint) => has(codePoint) && hasBold(codePoint));
  const cursor = new Cursor(doc, type);
  titleBlock(cursor, document);
  if (lacksLetters(type, document)) {
    cursor.y += 8;
    cursor.paragraph(MISSING, FACES.note);
  }
  let room = PAGE_ROWS;
  for (const section of sections) {
    doc.outline.addItem(shown(section.heading));
    const rows = section.rows.slice(0, room);
    room -= rows.length;
    for (const _ of drawSection(cursor, section, rows)) await breathe();
  }
  footers(cursor, document);
  doc.end();
  for await (const piece of doc) yield piece as Uint8Array;
}

function titleBlock(cursor: Cursor, { title, tenant, facts: told }: ReportDocument): void {
  cursor.paragraph('LATCHKEY', FACES.brand);
  cursor.y += 3;
  cursor.paragraph(shown(title), FACES.title);
  cursor.paragraph(shown(tenant), FACES.tenant);
  cursor.y += 12;
  cursor.rule(LINE, 0.75);
  cursor.y += 10;
  facts(cursor, told);
  cursor.rule(LINE, 0.75);
}

/** Draws a section; stops now and then, so that others have their turn. */
function* drawSection(
  cursor: Cursor,
  { heading, note, columns, rows: all }: ReportSection,
  rows: ReportSection['rows'],
): Generator<void> {
  const blank = columns.filter((_, index) => rows.length > 0 && isEmpty(rows, index));
  const kept = columns.flatMap((column, index) => (blank.includes(column) ? [] : [index]));
  const seen = (row: readonly Cell[]): readonly Cell[] => kept.map((index) => row[index] ?? null);
  const table = new Table(cursor, {
    columns: columns.filter((column) => !blank.includes(column)),
    rows: rows.map(seen),
  });
  cursor.y += 22;
  cursor.reserve(leading(FACES.heading) + leading(FACES.note) * 2 + (rows.length > 0 ? table.least : 0));
  cursor.paragraph(shown(heading), FACES.heading);
  const said = note ?? (all.length === 0 ? 'Nothing.' : undefined);
  if (said !== undefined) {
    cursor.y += 1;
    cursor.paragraph(shown(said), FACES.note, Math.min(cursor.width, 560));
  }
  if (rows.length > 0) {
    cursor.y += 4;
    cursor.reserve(table.least);
    table.head();
  }
  for (const [index, row] of rows.entries()) {
    table.row(seen(row));
    if (index % STEP === STEP - 1) yield;
  }
  if (blank.length > 0) {
    cursor.y += 5;
    cursor.paragraph(`Nothing in any row: ${blank.map(({ label }) => label).join(', ')}.`, FACES.label);
  }
  if (rows.length < all.length) {
    cursor.y += 6;
    cursor.paragraph(leftOut(all.length - rows.length), FACES.name);
  }
}

function footers({ doc, type, left, width }: Cursor, { title, tenant }: ReportDocument): void {
  const { start, count } = doc.bufferedPageRange();
  const [name = { text: '', fromRight: false }] = type.lines(
    `${shown(title)} · ${shown(tenant)}`.replaceAll('\n', ' '),
    FACES.foot,
    width - 160,
  );
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    type.forget();
    const y = doc.page.height - MARGIN.bottom + 20;
    type.draw(name, FACES.foot, left, y, { room: width - 160, align: 'left' });
    const number = { text: `Times are UTC · ${page + 1} of ${count}`, fromRight: false };
    type.draw(number, FACES.foot, left, y, { room: width, align: 'right' });
  }
}

/** Whether anything that is drawn needs a letter that the font lacks. */
function lacksLetters(type: Type, { title, tenant, facts, sections }: ReportDocument): boolean {
  const lacks = (text: string): boolean =>
    !text.includes(REPLACEMENT) && type.settable(text).includes(REPLACEMENT);
  return (
    [title, tenant, ...facts.map(({ value }) => shownCell(value))].some(lacks) ||
    sections.some(
      ({ heading, note, rows }) =>
        lacks(heading) ||
        lacks(note ?? '') ||
        rows.slice(0, PAGE_ROWS).some((row) => row.some((cell) => lacks(shownCell(cell)))),
    )
  );
}
