import { describe, expect, it } from 'vitest';
import { Alike } from '../../../src/core/findings/alike.ts';
import { comparable } from '../../../src/shared/text.ts';

/** Whether one of two names would be told of as looking like the other. */
function alike(...names: readonly string[]): boolean {
  const compared = new Alike();
  for (const [index, name] of names.entries()) compared.add(index + 1, name);
  const keys = new Map(names.map((name, index) => [comparable(name), index + 1]));
  return compared.pairs((nameKey) => keys.get(nameKey)).size > 0;
}

describe('names that look the same', () => {
  it.each([
    ['Payroll', 'Pаyroll', 'a Cyrillic а'],
    ['Invoice', 'Іnvoice', 'a capital Cyrillic І'],
    ['invoice', 'іnvoice', 'a small Cyrillic і'],
    ['Orders', 'Οrders', 'a capital Greek Ο'],
    ['Tenant', 'Τеnаnt', 'several'],
    ['РАУРАL', 'PAYPAL', 'capitals of two scripts'],
    ['Payroll', 'Payro11', 'digits one'],
    ['Payroll', 'Payro||', 'bars'],
    ['Payroll', 'PayroII', 'capitals I'],
    ['Orders', '0rders', 'a digit zero'],
    ['modern', 'modem', 'r and n'],
    ['web', 'vveb', 'two v'],
    ['ERP – import', 'ERP - import', 'a dash'],
    ["Ada's key", 'Ada’s key', 'an apostrophe'],
    ['Pаyroll', 'Pаyrοll', 'two that are neither plain'],
  ])('%s and %s: %s', (one, other) => {
    expect(comparable(one)).not.toBe(comparable(other));
    expect(alike(one, other)).toBe(true);
    expect(alike(other, one)).toBe(true);
  });
});

describe('names that do not', () => {
  it.each([
    ['Key 10', 'Key 11'],
    ['Key 10', 'Key 1o1'],
    ['mail', 'mall'],
    ['café', 'cafe'],
    ['Orders 0', 'Orders O'],
    ['Оплата', 'Закупки'],
    ['日本', '日木'],
    ['Payroll', 'Payrolls'],
  ])('%s and %s', (one, other) => {
    expect(alike(one, other)).toBe(false);
  });

  it('a name alone, in whatever script', () => {
    for (const name of ['Payroll', 'Pаyroll', 'Οrders', 'Payro11', 'Зарплата'])
      expect(alike(name)).toBe(false);
  });
});
