import { describe, expect, it } from 'vitest';
import { authoritiesText } from '../../src/renderer/access/authority-words.ts';
import { byName, contains, counted, uses } from '../../src/renderer/ui/counted.ts';
import { operationLines } from '../../src/renderer/access/operation-lines.ts';
import { AUTHORITIES } from '../../src/shared/authorities.ts';

describe('authorities in a few words', () => {
  it('name what is there, or what is missing when that is one', () => {
    expect(authoritiesText(AUTHORITIES)).toBe('All');
    expect(authoritiesText([])).toBe('None');
    expect(authoritiesText(AUTHORITIES.filter((one) => one !== 'manage-tenants'))).toBe(
      'All but Manage Tenants',
    );
    expect(authoritiesText(['export', 'view'])).toBe('View, Export');
  });
});

describe('counts', () => {
  it('have their word in the right number', () => {
    expect(counted(1, 'key')).toBe('1 key');
    expect(counted(0, 'key')).toBe('0 keys');
    expect(counted(2, 'entry', 'entries')).toBe('2 entries');
  });

  it('say who uses something', () => {
    expect(uses(3, 1)).toBe('3 keys, 1 account');
    expect(uses(0, 2)).toBe('2 accounts');
    expect(uses(0, 0)).toBeNull();
  });
});

describe('lists', () => {
  it('stand by name without regard to case', () => {
    const rows = [{ name: 'zebra' }, { name: 'apple' }, { name: 'Banana' }];
    expect(byName(rows).map(({ name }) => name)).toEqual(['apple', 'Banana', 'zebra']);
  });

  it('are searched in every text', () => {
    expect(contains(' ERP', 'Integration', 'for the erp')).toBe(true);
    expect(contains('crm', 'Integration', 'for the erp')).toBe(false);
  });
});

describe('the lines of a set', () => {
  it('keep their numbers past blank, bad and repeated ones', () => {
    const text = 'GET /a\n\nnonsense\nget /a\r\n* /b/**';
    expect(operationLines(text).map(({ line, text: canonical }) => [line, canonical])).toEqual([
      [1, 'GET /a'],
      [5, '* /b/**'],
    ]);
  });
});
