import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  codePoints,
  comparable,
  descriptionProblem,
  KEY_NAME,
  nameProblem,
  passwordProblem,
} from '../../src/shared/text.ts';

const nameIs = (name: string) => nameProblem('Key Name', name, KEY_NAME);
const key = '🔑';

describe('the length of a name', () => {
  it.each([
    ['', 'Key Name is required.'],
    ['   \t ', 'Key Name is required.'],
    ['a', 'Key Name must have at least 2 characters.'],
    ['  a  ', 'Key Name must have at least 2 characters.'],
    [key, 'Key Name must have at least 2 characters.'],
    ['a'.repeat(201), 'Key Name must have at most 200 characters; this one has 201.'],
    [key.repeat(201), 'Key Name must have at most 200 characters; this one has 201.'],
  ])('refuses %o', (name, message) => expect(nameIs(name)).toBe(message));

  it.each(['ab', 'a'.repeat(200), key.repeat(2), key.repeat(200), `  ${'a'.repeat(200)}  `, 'ключ', '鍵鍵'])(
    'takes %o',
    (name) => expect(nameIs(name)).toBeNull(),
  );

  it('counts an emoji as one character and its parts as what they are', () => {
    expect(codePoints(key)).toBe(1);
    expect(codePoints('👩‍💻')).toBe(3);
  });
});

describe('what a name may not hold', () => {
  it.each([
    ['NUL', '\0'],
    ['a tab', '\t'],
    ['a line feed', '\n'],
    ['escape', '\u001b'],
    ['delete', '\u007f'],
    ['a C1 control', '\u0085'],
    ['the Arabic letter mark', '\u061c'],
    ['a zero width space', '\u200b'],
    ['a left-to-right mark', '\u200e'],
    ['a right-to-left mark', '\u200f'],
    ['a line separator', '\u2028'],
    ['a paragraph separator', '\u2029'],
    ['a left-to-right embedding', '\u202a'],
    ['a right-to-left embedding', '\u202b'],
    ['a pop directional formatting', '\u202c'],
    ['a left-to-right override', '\u202d'],
    ['a right-to-left override', '\u202e'],
    ['a word joiner', '\u2060'],
    ['a left-to-right isolate', '\u2066'],
    ['a right-to-left isolate', '\u2067'],
    ['a first strong isolate', '\u2068'],
    ['a pop directional isolate', '\u2069'],
    ['a byte order mark', '\ufeff'],
    ['a soft hyphen', '\u00ad'],
    ['a Hangul filler', '\u3164'],
    ['an inhibited swap', '\u206a'],
    ['a tag', '\u{e0061}'],
  ])('refuses %s', (_, character) => {
    expect(nameIs(`pay${character}roll`)).toMatch(/control or invisible/);
    expect(descriptionProblem(`pay${character}roll`) === null).toBe(['\t', '\n'].includes(character));
  });

  it('refuses a name of which nothing can be seen', () => {
    expect(nameIs('\u200d\u200c\ufe0f')).toBe('Key Name is required.');
  });

  it.each(['\ud83d', '\udd11', `${key}\ud83d`, '\udd11\ud83d'])('refuses half a character', (half) => {
    expect(nameIs(`pay${half}roll`)).toMatch(/half of a character/);
    expect(descriptionProblem(`pay${half}roll`)).toMatch(/half of a character/);
  });

  it.each(['👩‍💻 laptop', 'می‌خواهم', 'שלום', 'A–B', 'O’Brien', 'naïve', '<b>bold</b>', '"; DROP TABLE keys'])(
    'takes what people really write: %o',
    (name) => expect(nameIs(name)).toBeNull(),
  );
});

describe('a description', () => {
  it('may be empty, have lines, and 1,000 characters', () => {
    expect(descriptionProblem('')).toBeNull();
    expect(descriptionProblem('one\r\ntwo\n\tthree')).toBeNull();
    expect(descriptionProblem(key.repeat(1000))).toBeNull();
    expect(descriptionProblem(` ${'a'.repeat(1000)}\n`)).toBeNull();
  });

  it('may not have 1,001', () => {
    expect(descriptionProblem(key.repeat(1001))).toMatch(/at most 1000 characters; this one has 1001/);
  });
});

describe('a password', () => {
  it.each([
    ['a'.repeat(11), /at least 12/],
    [key.repeat(11), /at least 12/],
    ['a'.repeat(257), /at most 256/],
    // Twelve as typed, six after composition.
    ['e\u0301'.repeat(6), /at least 12/],
  ])('refuses %o', (password, message) => expect(passwordProblem(password)).toMatch(message));

  it.each(['a'.repeat(12), 'a'.repeat(256), key.repeat(12), ' '.repeat(12), '\0'.repeat(12)])(
    'takes any character: %o',
    (password) => expect(passwordProblem(password)).toBeNull(),
  );
});

describe('two names are the same', () => {
  it.each([
    ['Payroll', 'pAYROLL'],
    ['  Payroll ', 'payroll'],
    ['straße', 'STRASSE'],
    ['STRAẞE', 'straße'],
    ['ﬁnance', 'FINANCE'],
    ['ＡＢＣ１', 'abc1'],
    ['Ångström', 'ångström'],
    ['caf\u00e9', 'CAFE\u0301'],
    ['ΟΔΟΣ', 'οδος'],
    ['οδος', 'οδοσ'],
    ['ſet', 'SET'],
    ['Ⅳ', 'iv'],
    ['x²', 'X2'],
    ['ŉame', 'ʼNAME'],
    ['İstanbul', 'i̇stanbul'],
  ])('%o and %o', (one, other) => expect(comparable(one)).toBe(comparable(other)));

  it.each([
    ['İstanbul', 'Istanbul'],
    ['pay roll', 'payroll'],
    ['café', 'cafe'],
    ['аdmin', 'admin'],
    ['key 1', 'key 2'],
  ])('%o and %o are two', (one, other) => expect(comparable(one)).not.toBe(comparable(other)));

  it('whatever their case and their form, and comparing what was compared changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 12 }), (name) => {
        const same = comparable(name);
        expect(comparable(same)).toBe(same);
        expect(comparable(name.toUpperCase())).toBe(same);
        for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD'])
          expect(comparable(name.normalize(form))).toBe(same);
      }),
      { numRuns: 1_000, seed: 17 },
    );
  });
});
