import { translations } from '@zxcvbn-ts/language-en';
import { afterEach, expect, it } from 'vitest';
import de from '../../../src/locales/de.json';
import { adviceInWords, isKnownAdvice } from '../../../src/core/accounts/password-advice.ts';
import { speak, spoken } from '../../../src/shared/language/t.ts';

const before = spoken();
afterEach(() => speak(before));

it('knows all that zxcvbn says', () => {
  const all = [...Object.values(translations.warnings), ...Object.values(translations.suggestions)];
  expect(all.length).toBeGreaterThan(20);
  expect(all.filter((sentence) => !isKnownAdvice(sentence))).toEqual([]);
});

it('says it in the language in force, and what it does not know as it came', () => {
  const said = [translations.warnings.dates, 'Something new.'];
  expect(adviceInWords(said)).toBe('Dates are easy to guess. Something new.');
  speak({ language: 'de', locale: 'de', catalogue: de });
  expect(adviceInWords(said)).toBe('Datumsangaben sind leicht zu erraten. Something new.');
  expect(adviceInWords([])).toBe('');
});
