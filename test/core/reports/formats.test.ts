import { describe, expect, it } from 'vitest';
import { plainCell, shown } from '../../../src/core/reports/formats/cell-text.ts';
import { csvReport } from '../../../src/core/reports/formats/csv.ts';
import { htmlReport } from '../../../src/core/reports/formats/html.ts';
import { jsonReport } from '../../../src/core/reports/formats/json.ts';
import { PAGE_ROWS } from '../../../src/shared/report-words.ts';
import { HOSTILE_NAMES, hostileDocument } from '../../support/report-document.ts';

const text = (pieces: Iterable<string>): string => [...pieces].join('');

/** Reads RFC 4180 as strictly as it is written. */
function parseCsv(csv: string): string[][] {
  const rows: string[][] = [];
  let [row, at]: [string[], number] = [[], 0];
  while (at < csv.length) {
    let cell = '';
    if (csv[at] === '"') {
      for (at += 1; csv[at] !== '"' || csv[at + 1] === '"'; at += 1) {
        if (csv[at] === '"') at += 1;
        cell += csv[at] ?? '';
      }
      at += 1;
    } else {
      while (at < csv.length && csv[at] !== ',' && csv[at] !== '\r') {
        expect(csv[at]).not.toMatch(/["\n]/);
        cell += csv[at];
        at += 1;
      }
    }
    row.push(cell);
    if (csv[at] === ',') at += 1;
    else {
      expect(csv.slice(at, at + 2)).toBe('\r\n');
      at += 2;
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

describe('CSV', () => {
  const rows = parseCsv(text(csvReport(hostileDocument())));

  it('says in the first cell of each line what it belongs to, under a line with the names of the columns', () => {
    expect(rows.slice(0, 6)).toEqual([
      ['section', 'id', 'label', 'value'],
      ['report', 'kind', 'Kind', 'access-review'],
      ['report', 'title', 'Title', 'Access review'],
      ['report', 'tenant', 'Tenant', 'Northwind <b>Traders</b> & Söhne'],
      ['report', 'asOf', 'As of', '2026-03-31T23:59:59.999Z'],
      ['report', 'log', 'Activity log up to entry', '12345'],
    ]);
    expect(rows.filter(([first]) => first === 'section')).toEqual([
      ['section', 'id', 'label', 'value'],
      ['section', 'name', 'hint', 'owner', 'permissions', 'live', 'uses', 'lastUsed'],
      ['section', 'name', 'roles'],
      ['section', 'name'],
    ]);
    expect(rows.filter(([first]) => first === 'keys')).toHaveLength(HOSTILE_NAMES.length);
  });

  it('has every name whole, and none that a spreadsheet would run', () => {
    const names = rows.filter(([first]) => first === 'keys').map(([, name = '']) => name);
    expect(names).toEqual(HOSTILE_NAMES.map((name) => (/^[=+\-@\t\r＝]/.test(name) ? `'${name}` : name)));
    expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  });
});

describe('JSON', () => {
  it('gives each value under the ids of its section and column, in a stable order', () => {
    const written = text(jsonReport(hostileDocument()));
    const read = JSON.parse(written) as {
      facts: object;
      sections: { [id: string]: { heading: string; note: string | null; rows: { [id: string]: unknown }[] } };
    };
    expect(read).toMatchObject({ format: 'latchkey-report', version: 1, kind: 'access-review' });
    expect(Object.entries(read.facts)[0]).toEqual(['asOf', '2026-03-31T23:59:59.999Z']);
    expect(Object.keys(read.sections)).toEqual(['keys', 'accounts', 'unknown']);
    expect(read.sections['keys']?.rows.map(({ name }) => name)).toEqual(HOSTILE_NAMES);
    expect(read.sections['keys']?.rows[1]).toEqual({
      name: '+1+1',
      hint: 'lk_ab01…wxyz',
      owner: '+1+1',
      permissions: ['invoices:read', '+1+1', 'orders:write'],
      live: false,
      uses: 1234,
      lastUsed: '2026-02-03T04:05:06.789Z',
    });
    expect(read.sections['unknown']?.rows).toEqual([]);
    expect(text(jsonReport(hostileDocument()))).toBe(written);
  });

  it('can be read with no facts, no sections and lone surrogates', () => {
    const bare = { ...hostileDocument(), facts: [], sections: [], tenant: '\ud800' };
    expect(JSON.parse(text(jsonReport(bare)))).toMatchObject({ facts: {}, sections: {}, tenant: '\ud800' });
  });
});

describe('HTML', () => {
  it('has no tag, attribute or style that a name could have brought', () => {
    const html = text(htmlReport(hostileDocument()));
    const tags = new Set([...html.matchAll(/<\/?([a-z0-9]+)/g)].map(([, tag]) => tag));
    for (const tag of ['script', 'img', 'svg', 'i', 'u', 'b', 'link', 'iframe'])
      expect(tags).not.toContain(tag);
    expect(html.match(/<style>/g)).toHaveLength(1);
    expect(html).toContain('&lt;script&gt;document.title = &quot;taken&quot;&lt;/script&gt;');
    expect(html).toContain('Ann&amp;amp;Bob &amp;lt;x&amp;gt;');
  });

  it('leaves out what is too much for a page, and says how much', () => {
    const row = hostileDocument(['Payroll']).sections[0];
    if (!row) throw new Error('There is a section.');
    const many = {
      ...row,
      rows: Array.from({ length: PAGE_ROWS + 7 }, () => ['x', null, null, [], true, 1, null]),
    };
    const document = { ...hostileDocument(), sections: [many, { ...row, id: 'next' }] };
    const html = text(htmlReport(document));
    expect(html.match(/<tr>/g)?.length).toBe(PAGE_ROWS + 1 + 1);
    expect(html).toContain('…and 7 more rows: use CSV or JSON.');
    expect(html).toContain('…and 1 more row: use CSV or JSON.');
    expect(text(csvReport(document)).split('\r\n')).toHaveLength(9 + 1 + PAGE_ROWS + 7 + 1 + 1 + 1);
  });
});

it('what a page would obey or hide is shown, and what joins letters is left alone', () => {
  expect(shown('a\u202Eb\u200Bc\u0000d\ud800e\r\nf\tg')).toBe('a‹U+202E›b‹U+200B›c‹U+0000›d‹U+D800›e\nf g');
  // A soft hyphen, a joiner of graphemes, fillers of Hangul, and letters of a language tag.
  expect(shown('a\u00ADb\u034Fc\u115F\u1160\u3164\uFFA0d\u{E0041}')).toBe(
    'a‹U+00AD›b‹U+034F›c‹U+115F›‹U+1160›‹U+3164›‹U+FFA0›d‹U+E0041›',
  );
  expect(shown('❤\uFE0F')).toBe('❤\uFE0F');
  expect(shown('می\u200Cخواهم 👩\u200D💻')).toBe('می\u200Cخواهم 👩\u200D💻');
  expect(plainCell(['a', 'b'])).toBe('a | b');
});
