import { type Message, english, msg, t } from '../../shared/language/t.ts';

/** All that zxcvbn says of a password. A test finds what a newer one says besides. */
const SENTENCES: readonly Message[] = [
  msg('Straight rows of keys on your keyboard are easy to guess.'),
  msg('Short keyboard patterns are easy to guess.'),
  msg('Repeated characters like "aaa" are easy to guess.'),
  msg('Repeated character patterns like "abcabcabc" are easy to guess.'),
  msg('Common character sequences like "abc" are easy to guess.'),
  msg('Recent years are easy to guess.'),
  msg('Dates are easy to guess.'),
  msg('This is a heavily used password.'),
  msg('This is a frequently used password.'),
  msg('This is a commonly used password.'),
  msg('This is similar to a commonly used password.'),
  msg('Single words are easy to guess.'),
  msg('Single names or surnames are easy to guess.'),
  msg('Common names and surnames are easy to guess.'),
  msg('There should not be any personal or page related data.'),
  msg('Your password was exposed by a data breach on the Internet.'),
  msg("Avoid predictable letter substitutions like '@' for 'a'."),
  msg('Avoid reversed spellings of common words.'),
  msg('Capitalize some, but not all letters.'),
  msg('Capitalize more than the first letter.'),
  msg('Avoid dates and years that are associated with you.'),
  msg('Avoid recent years.'),
  msg('Avoid years that are associated with you.'),
  msg('Avoid common character sequences.'),
  msg('Avoid repeated words and characters.'),
  msg('Use longer keyboard patterns and change typing direction multiple times.'),
  msg('Add more words that are less common.'),
  msg('Use multiple words, but avoid common phrases.'),
  msg('You can create strong passwords without using symbols, numbers, or uppercase letters.'),
  msg('If you use this password elsewhere, you should change it.'),
];
const BY_ENGLISH: ReadonlyMap<string, Message> = new Map(SENTENCES.map((one) => [english(one), one]));

/** Whether a sentence of zxcvbn is in the catalogue. */
export const isKnownAdvice = (sentence: string): boolean => BY_ENGLISH.has(sentence);

/** What zxcvbn advises, in the language of the process. */
export const adviceInWords = (sentences: readonly string[]): string =>
  sentences
    .map((sentence) => {
      const known = BY_ENGLISH.get(sentence);
      return known === undefined ? sentence : t(known);
    })
    .join(' ');
