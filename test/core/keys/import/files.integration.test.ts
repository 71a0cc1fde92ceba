import { beforeEach, describe, expect, it } from 'vitest';
import { Buffer } from 'node:buffer';
import { csvOfRows } from '../../../support/csv-rows.ts';
import { bring, look, problemsOf, written } from '../../../support/import.ts';
import { goodRow, type Row } from '../../../support/import-rows.ts';
import { type Organisation, organisation } from '../../../support/people.ts';
import { refusal } from '../../../support/store.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

const row = (more: Row = {}) => goodRow('Payroll', more);
const everything = () => written(here);
const problems = (...rows: readonly Row[]) => problemsOf(here, rows);

describe('a file', () => {
  const csv = () => csvOfRows([row({ Name: 'Zoë 日本', Description: '“a”;b' })]);
  const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();

  it('is read in UTF-8 and UTF-16, with any of the separators and line ends', async () => {
    const text = csv();
    const files: readonly (string | Buffer)[] = [
      text,
      `\ufeff${text}`,
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      swapped(Buffer.from(`\ufeff${text}`, 'utf16le')),
      text.replaceAll('\r\n', '\n'),
      text.replaceAll('\r\n', '\r'),
      `${text}\r\n`,
      text.replaceAll('","', '";"'),
      text.replaceAll('","', '"\t"'),
    ];
    for (const file of files) {
      const { preview } = await look(here, file);
      expect(preview).toMatchObject({ ready: 1, problems: [], first: [{ name: 'Zoë 日本', row: 2 }] });
    }
  });

  it.each<[string, () => string | Buffer, string]>([
    ['of another encoding', () => Buffer.from(csv(), 'latin1'), 'FILE_NOT_TEXT'],
    ['of UTF-16 without a mark', () => Buffer.from(csv(), 'utf16le'), 'FILE_NOT_TEXT'],
    ['that is a spreadsheet', () => Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0]), 'FILE_NOT_TEXT'],
    ['that ends within a character', () => Buffer.from('Name,Key\nx,é').subarray(0, -1), 'FILE_NOT_TEXT'],
    ['that is empty', () => '', 'FILE_EMPTY'],
    ['of one byte', () => 'x', 'FILE_COLUMNS'],
    ['with headings only', () => 'Name,Key\r\n', 'FILE_EMPTY'],
    ['without names', () => 'Key\nx', 'FILE_COLUMNS'],
    ['without secrets', () => 'Name,Hint\nx,y', 'FILE_COLUMNS'],
    ['with a heading twice', () => 'Name,Key,name\nx,y,z', 'FILE_COLUMNS'],
    ['with an open quotation mark', () => 'Name,Key\nok,y\n"x,y', 'FILE_BROKEN'],
    ['with a stray quotation mark', () => 'Name,Key\nok,y\n"x"z,y', 'FILE_BROKEN'],
    ['with a row that has no end', () => `Name,Key\n"${'x'.repeat(1_100_000)}`, 'FILE_BROKEN'],
    ['of too many rows', () => `Name,Key\n${'x,y\n'.repeat(100_001)}`, 'FILE_TOO_LARGE'],
    ['of too many bytes', () => Buffer.alloc(50 * 1024 * 1024 + 1, 0x20), 'FILE_TOO_LARGE'],
  ])('%s is refused as a whole', async (_, contents, failure) => {
    expect(await refusal(look(here, contents()))).toMatchObject({ code: failure, field: 'file' });
  });

  it('names the row of a quotation mark that is wrong', async () => {
    const rows = 'ok,y\n'.repeat(700);
    expect(await refusal(look(here, `Name,Key\n${rows}"x"z,y\n${rows}`))).toMatchObject({
      message: expect.stringContaining('Row 702: a quotation mark'),
    });
  });

  it('of hostile cells harms nothing', async () => {
    const names = [
      "'; DROP TABLE keys; --",
      '<img src=x onerror=alert(1)>',
      '__proto__',
      'constructor',
      '=cmd|calc',
    ];
    const rows = names.map((Name) => row({ Name, Description: Name }));
    expect(await bring(here, csvOfRows(rows))).toMatchObject({ imported: names.length });
    expect((await everything()).keys.map(({ name }) => name)).toEqual(names);
    expect(
      await problems(row({ Name: 'x1', Owner: '__proto__', Roles: 'constructor', 'API sets': 'toString' })),
    ).toHaveLength(3);
  });
});
