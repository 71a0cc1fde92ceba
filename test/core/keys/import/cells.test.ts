import { describe, expect, it } from 'vitest';
import { csvLine, withoutGuard } from '../../../../src/core/keys/csv.ts';
import {
  joinNames,
  readApiSets,
  readHash,
  readMoment,
  readStatus,
  splitNames,
  writeApiSets,
  writeStatus,
} from '../../../../src/core/keys/import/cells.ts';
import { columnOf } from '../../../../src/core/keys/import/columns.ts';
import { separatorOf } from '../../../../src/core/keys/import/separator.ts';

describe('what an export writes, an import reads', () => {
  it.each([['a'], ['a;b'], ['a', 'b\\'], ['\\;', ';', 'c;;'], ['*'], ['all'], ['ALL', '*']])(
    'names %j %j',
    (...names) => {
      expect(splitNames(joinNames(names))).toEqual(names);
      expect(readApiSets(writeApiSets('selected', names))).toEqual(names);
    },
  );

  it('all API sets', () => {
    expect(readApiSets(writeApiSets('all', []))).toBe('all');
    for (const cell of ['', ' ', '*', 'all', 'ALL']) expect(readApiSets(cell)).toBe('all');
    expect(readApiSets(';')).toEqual([]);
  });

  it.each(['=1+1', "'=1+1", "''@x", '-', "'", "'a", '+4', '＝x', '\tx', 'plain'])('the cell %j', (cell) => {
    const written = csvLine([cell]).trimEnd().replace(/^"|"$/g, '');
    expect(withoutGuard(written)).toBe(cell);
    expect(written).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
  });

  it.each([null, 'until-reinstated', 'permanent'] as const)('the status %s', (revocation) => {
    expect(readStatus(writeStatus(revocation))).toBe(revocation);
  });
});

it('a status is read as people write it', () => {
  expect(['', 'Active', 'REVOKED', 'revoked_permanently', 'disabled'].map(readStatus)).toEqual([
    null,
    null,
    'until-reinstated',
    'permanent',
    undefined,
  ]);
});

describe('a time', () => {
  const here = (
    year: number,
    month: number,
    day: number,
    hour = 0,
    minute = 0,
    second = 0,
    millisecond = 0,
  ) => new Date(year, month, day, hour, minute, second, millisecond).getTime();
  it.each([
    ['2027-03-31', here(2027, 2, 31, 23, 59, 59, 999)],
    ['2027-03-31T18:00', here(2027, 2, 31, 18)],
    ['2027-03-31 18:00:01', here(2027, 2, 31, 18, 0, 1)],
    ['2028-02-29', here(2028, 1, 29, 23, 59, 59, 999)],
    ['2027-03-31t18:00:01.5z', Date.UTC(2027, 2, 31, 18, 0, 1, 500)],
    ['2027-03-31T18:00+02:00', Date.UTC(2027, 2, 31, 16)],
  ])('%s is the right one', (cell, time) => {
    expect(readMoment(cell, 'end')).toBe(time);
  });
  it('of a day is its beginning where something began', () => {
    expect(readMoment('2027-03-31', 'start')).toBe(here(2027, 2, 31));
  });
  it.each([
    '',
    '2027-02-29',
    '2027-02-30T00:00Z',
    '31.03.2027',
    '3/31/2027',
    '2027',
    '2027-13-01',
    '46112',
    '2027-03-31T25:00',
  ])('%j is none', (cell) => expect(readMoment(cell, 'end')).toBeNull());
});

it('a SHA-256 is 32 bytes in hexadecimal or base64', () => {
  const bytes = Buffer.alloc(32, 0xfb);
  for (const cell of [
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    bytes.toString('base64'),
    bytes.toString('base64url'),
  ]) {
    expect(readHash(cell)).toEqual(bytes);
  }
  for (const cell of [
    '',
    'fb',
    bytes.toString('hex').slice(1),
    `${bytes.toString('hex')}0`,
    'x'.repeat(64),
    `${'A'.repeat(42)}B=`,
  ]) {
    expect(readHash(cell), cell).toBeNull();
  }
});

it('headings are known whatever their case and joints', () => {
  expect(
    ['NAME', 'sha256', 'SHA-256', 'api_sets', 'Authorization Group', 'requests-per-day', 'Id', ''].map(
      columnOf,
    ),
  ).toEqual(['name', 'sha256', 'sha256', 'apiSets', 'group', 'perDay', undefined, undefined]);
});

it('the separator is what the first row has most of, outside of quotation marks', () => {
  expect(separatorOf('a,b;c\n;;;;')).toBe(',');
  expect(separatorOf('a;b,c;d')).toBe(';');
  expect(separatorOf('"a;b;c";d,e,f\r\n')).toBe(',');
  expect(separatorOf('a\tb,c\td')).toBe('\t');
  expect(separatorOf('name')).toBe(',');
});
