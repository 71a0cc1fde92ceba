import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { compose, ENGLISH } from '../../../src/shared/language/compose.ts';
import {
  english,
  languageNow,
  localeNow,
  localized,
  msg,
  onLanguage,
  speak,
  spoken,
  t,
} from '../../../src/shared/language/t.ts';

/** What is said: values in their places, and the language that is in force. */

const before = spoken();
afterEach(() => speak(before));

const german = (catalogue: Readonly<Record<string, string>>): void =>
  speak({ language: 'de', locale: 'de', catalogue });

describe('values', () => {
  it('stand in their places, and are never read as a sentence', () => {
    expect(compose(ENGLISH, 'Key {name}: {note}', { name: '{note} <b>', note: "'{'" })).toBe(
      "Key {note} <b>: '{'",
    );
  });

  it('are shown by their name when they are missing, rather than nothing', () => {
    expect(compose(ENGLISH, 'Key {name}')).toBe('Key {name}');
  });

  it('are written as numbers where that is asked', () => {
    expect(compose(ENGLISH, '{n} {n, number}', { n: 1_234 })).toBe('1234 1,234');
    expect(compose({ ...ENGLISH, locale: 'de' }, '{n, number}', { n: 1_234 })).toBe('1.234');
  });

  it.each([
    [0, 'no key'],
    [1, '1 key'],
    [1_200, '1,200 keys'],
  ])('choose the case of a plural: %i', (count, words) => {
    expect(compose(ENGLISH, '{count, plural, =0 {no key} one {# key} other {# keys}}', { count })).toBe(
      words,
    );
  });

  it('choose a case by the rules of the language', () => {
    const polish = { ...ENGLISH, locale: 'pl' };
    const sentence = '{n, plural, one {klucz} few {klucze} many {kluczy} other {klucza}}';
    expect([1, 3, 5, 1.5].map((n) => compose(polish, sentence, { n }))).toEqual([
      'klucz',
      'klucze',
      'kluczy',
      'klucza',
    ]);
  });

  it('choose by a word, and go to “other” with one that is not named', () => {
    const sentence = '{unit, select, day {per day} other {per {unit}}}';
    expect(compose(ENGLISH, sentence, { unit: 'day' })).toBe('per day');
    expect(compose(ENGLISH, sentence, { unit: 'week' })).toBe('per week');
  });

  it('keep the number of their own plural in what is nested', () => {
    const sentence = '{a, plural, other {# and {b, plural, other {#}} and #}}';
    expect(compose(ENGLISH, sentence, { a: 1, b: 2 })).toBe('1 and 2 and 1');
  });

  it('leave the words of elements where only text can stand', () => {
    expect(compose(ENGLISH, 'See <link>{name}</link>.', { name: 'Roles' })).toBe('See Roles.');
  });
});

describe('the language in force', () => {
  beforeEach(() => german({ 'Sign in': 'Anmelden', Close: 'Schließen' }));

  it('says sentences of its catalogue, and others in English', () => {
    expect([t('Sign in'), t('Sign out')]).toEqual(['Anmelden', 'Sign out']);
    expect([languageNow(), localeNow()]).toEqual(['de', 'de']);
  });

  it('finds nothing that every object has', () => expect(t('constructor')).toBe('constructor'));

  it('says what was marked before it was chosen, and English where files keep it', () => {
    const close = msg('Close');
    expect([t(close), english(close)]).toEqual(['Schließen', 'Close']);
  });

  it('is handed to a thread as it is', () => {
    const there = structuredClone(spoken());
    speak(before);
    speak(there);
    expect(t('Sign in')).toBe('Anmelden');
  });

  it('tells those who listen, and makes formats anew', () => {
    const heard = vi.fn();
    const end = onLanguage(heard);
    const number = localized((locale) => new Intl.NumberFormat(locale));
    expect(number().format(1_200)).toBe('1.200');
    expect(number()).toBe(number());
    speak({ language: 'en', locale: 'en', catalogue: {} });
    expect(number().format(1_200)).toBe('1,200');
    end();
    german({});
    expect(heard).toHaveBeenCalledOnce();
  });
});

it('is English, with numbers and plurals of English, where nobody has said otherwise', () => {
  expect(before).toEqual({ language: 'en', locale: 'en', catalogue: {} });
  expect(t('{n, plural, one {# key} other {# keys}}', { n: 1_000 })).toBe('1,000 keys');
});
