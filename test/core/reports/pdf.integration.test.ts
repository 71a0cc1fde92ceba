import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ReportDocument } from '../../../src/core/reports/document.ts';
import { writeReport } from '../../../src/core/reports/formats/write-report.ts';
import { hostileDocument, HOSTILE_NAMES, MARCH } from '../../support/report-document.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { whole } from '../../support/whole.ts';

const pdfOf = (document: ReportDocument, at = MARCH): Promise<Buffer> =>
  whole(writeReport(document, 'pdf', at));
const poppler = (program: string, ...args: string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });

let folder: string;
function save(pdf: Buffer): string {
  const path = join(folder, 'report.pdf');
  writeFileSync(path, pdf);
  return path;
}

/** Where each word stands, as poppler reads the page: in points, from the top left. */
function wordsOf(path: string) {
  const out = poppler('pdftotext', '-bbox', path, '-');
  return [...out.matchAll(/<page width="([\d.]+)" height="([\d.]+)">([\s\S]*?)<\/page>/g)].map(
    ([, width, height, body = '']) => ({
      width: Number(width),
      height: Number(height),
      words: [
        ...body.matchAll(/xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</g),
      ].map(([, left, top, right, bottom, word]) => ({
        left: Number(left),
        top: Number(top),
        right: Number(right),
        bottom: Number(bottom),
        word,
      })),
    }),
  );
}

describe('a PDF report', () => {
  let path: string;
  let text: string;
  let pdf: Buffer;
  beforeAll(async () => {
    pdf = await pdfOf(hostileDocument());
  });
  beforeEach(() => {
    folder = tempFolder();
    path = save(pdf);
    text = poppler('pdftotext', '-layout', path, '-');
  });

  it('is the same bytes each time, and others for another moment', async () => {
    const first = await pdfOf(hostileDocument());
    expect((await pdfOf(hostileDocument())).equals(first)).toBe(true);
    expect((await pdfOf(hostileDocument(), MARCH - 60_000)).equals(first)).toBe(false);
  });

  it('says what it is: title, language, and the date of the report in place of now', () => {
    const info = poppler('pdfinfo', '-isodates', path);
    expect(info).toMatch(/Title: +Access review – Northwind <b>Traders<\/b> & Söhne\n/);
    expect(info).toMatch(/CreationDate: +2026-03-31T23:59:59Z/);
    expect(info).toMatch(/JavaScript: +no/);
    expect(info).toMatch(/Page size: +841\.89 x 595\.28 pts \(A4\)/);
  });

  it('has all names as text, in letters of any alphabet that its font knows, and says where it lacks some', () => {
    for (const name of HOSTILE_NAMES.slice(0, 4)) expect(text).toContain(name);
    expect(text).toContain('Back‹U+202E›gnp.exe');
    expect(text).toContain('Zażółć gęślą jaźń – Ελλάδα – Москва');
    expect(text).toContain('שירות');
    expect(text.normalize('NFKC')).toContain('المدفوعات');
    expect(text).toContain('Ann&amp;Bob &lt;x&gt;');
    expect(text).not.toContain('支');
    expect(text).toContain('\ufffd stands for letters that the font of this page does not have.');
    expect(text.match(/W/g)?.length).toBeGreaterThan(500);
  });

  it('has page numbers, and the head of a table on each page that it reaches', async () => {
    const long = hostileDocument(Array.from({ length: 120 }, (_, index) => `Key number ${index + 1}`));
    const pages = poppler('pdftotext', '-layout', save(await pdfOf(long)), '-')
      .split('\f')
      .slice(0, -1);
    expect(pages.length).toBeGreaterThan(3);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`${index + 1} of ${pages.length}`);
      if (/Key number \d+ +lk_/.test(page)) expect(page).toMatch(/Name +Key +Owner +Permissions/);
    }
    expect(pages.join('').match(/^Key number \d+ +lk_/gm)).toHaveLength(120);
  });

  it('lets nothing run out of the page or over the foot, and no page is empty', () => {
    for (const { width, height, words } of wordsOf(path)) {
      expect(words.length).toBeGreaterThan(10);
      const foot = height - 52;
      for (const { left, top, right, bottom, word } of words) {
        const where = `${word} at ${left}, ${top}`;
        expect(left, where).toBeGreaterThanOrEqual(41.5);
        expect(right, where).toBeLessThanOrEqual(width - 41.5);
        expect(top, where).toBeGreaterThan(30);
        expect(bottom <= foot + 3 || top >= foot + 10, where).toBe(true);
        expect(bottom, where).toBeLessThan(height - 10);
      }
    }
  });

  it('is ink on paper when it is drawn', () => {
    poppler('pdftoppm', '-r', '40', '-gray', path, join(folder, 'page'));
    const pages = [1, 2, 3].map((page) => readFileSync(join(folder, `page-${page}.pgm`)));
    for (const page of pages) {
      const pixels = page.subarray(page.indexOf('255\n') + 4);
      const dark = pixels.filter((value) => value < 160).length / pixels.length;
      expect(dark).toBeGreaterThan(0.0003);
      expect(dark).toBeLessThan(0.3);
    }
  });

  it('goes on where a row is taller than a page', async () => {
    const tall = hostileDocument(['Many words '.repeat(900).trim()]);
    const pages = poppler('pdftotext', save(await pdfOf(tall)), '-')
      .split('\f')
      .slice(0, -1);
    expect(pages.length).toBeGreaterThan(2);
    const words = pages.join(' ').match(/\bwords\b/g) ?? [];
    expect(words.length).toBeGreaterThanOrEqual(900 * 2);
  });
});
