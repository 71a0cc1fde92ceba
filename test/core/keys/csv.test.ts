import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine, withoutGuard } from '../../../src/core/keys/csv.ts';

/** Reads CSV as RFC 4180 has it. */
function parse(text: string): string[][] {
  const lines: string[][] = [[]];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n') lines.push([]);
  }
  return lines.slice(0, -1);
}

describe('a line of CSV', () => {
  it.each([
    [['a', 'b'], 'a,b\r\n'],
    [[''], '\r\n'],
    [['', ''], ',\r\n'],
    [['a,b'], '"a,b"\r\n'],
    [['say "hi"'], '"say ""hi"""\r\n'],
    [['one\ntwo', 'one\r\ntwo'], '"one\ntwo","one\r\ntwo"\r\n'],
    [['straße 🔑'], 'straße 🔑\r\n'],
    [[' spaces '], ' spaces \r\n'],
  ])('of %o', (cells, line) => {
    expect(csvLine(cells)).toBe(line);
  });

  it.each([
    ['=1+1', `'=1+1\r\n`],
    ['+1', `'+1\r\n`],
    ['-1', `'-1\r\n`],
    ['@SUM(A1)', `'@SUM(A1)\r\n`],
    ['\t1', `'\t1\r\n`],
    ['\r1', `"'\r1"\r\n`],
    ['\n1', `"'\n1"\r\n`],
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"\r\n`],
    ['＝1+1', `'＝1+1\r\n`],
    ['＋1', `'＋1\r\n`],
    ['－1', `'－1\r\n`],
    ['＠SUM(A1)', `'＠SUM(A1)\r\n`],
    // Its mark would otherwise be taken for one that an export has put there.
    [`'=1`, `''=1\r\n`],
  ])('has no formula: %o', (cell, line) => {
    expect(csvLine([cell])).toBe(line);
  });

  it.each([
    ['Reader;=1+1', `Reader;'=1+1\r\n`],
    ['a;b;@SUM(A1);c', `a;b;'@SUM(A1);c\r\n`],
    ['a\t＝1', `a\t'＝1\r\n`],
    ['one\n=1', `"one\n'=1"\r\n`],
    ['a;"=1', `"a;'""=1"\r\n`],
    [`a;'=1`, `a;''=1\r\n`],
    [';=1', `;'=1\r\n`],
    ['\t=1', `'\t'=1\r\n`],
  ])('has none either where semicolons or tabs separate: %o', (cell, line) => {
    expect(csvLine([cell])).toBe(line);
  });

  it.each(['a=1', '1-2', `'a`, ' =1', 'a; =1', 'a\n\nb', 'a;b'])(
    'leaves %o, which is none, as it is',
    (cell) => {
      expect(parse(csvLine([cell]))).toEqual([[cell]]);
    },
  );

  it('is read again as what it was, and no cell of it is a formula', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('"', ',', ';', '\t', '\r', '\n', '=', '+', 'a', "'") }),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 4 }), (lines) => {
        const text = lines.map((cells) => csvLine(cells));
        const read = parse(text.join(''));
        expect(read.map((cells) => cells.map(withoutGuard))).toEqual(lines);
        for (const cell of read.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
        for (const line of text) {
          for (const cell of line.split(/[;\t\r\n]/).slice(1)) expect(cell).not.toMatch(/^"*[=+\-@＝＋－＠]/);
        }
      }),
    );
  });
});
