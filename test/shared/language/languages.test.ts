import { expect, it } from 'vitest';
import { asLanguageChoice, languageFor, localeFor } from '../../../src/shared/language/languages.ts';

it.each([
  ['system', 'de-AT', 'de'],
  ['system', 'de_DE.UTF-8', 'de'],
  ['system', 'DE', 'de'],
  ['system', 'fr-FR', 'en'],
  ['system', 'den', 'en'],
  ['system', '', 'en'],
  ['en', 'de-DE', 'en'],
  ['de', 'en-GB', 'de'],
] as const)('with the choice %o and a system in %o it is %o', (choice, system, language) =>
  expect(languageFor(choice, system)).toBe(language),
);

it.each([
  ['de', 'de-AT', undefined],
  ['de', 'de', undefined],
  ['de', 'en-US', 'de-US'],
  ['en', 'de_CH', 'en-CH'],
  ['en', 'fr', 'en'],
  ['de', 'C.UTF-8', 'de'],
  ['de', '', 'de'],
] as const)('%o writes dates and numbers, on a system in %o, by %o', (language, system, locale) =>
  expect(localeFor(language, system)).toBe(locale),
);

it('takes only known choices from what was kept', () => {
  expect(['de', 'system', 'fr', 7, null, undefined].map(asLanguageChoice)).toEqual([
    'de',
    'system',
    'system',
    'system',
    'system',
    'system',
  ]);
});
