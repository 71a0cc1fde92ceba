import { comparable } from '../../../shared/text.ts';
import { FIELD_END } from './key-search-store.ts';

/** What somebody who typed a text looks for. Nothing in it is a command: it is literal text, or a number. */
export type Search =
  | { readonly kind: 'everything' }
  | { readonly kind: 'nothing' }
  /** `#17`: this key and no other. */
  | { readonly kind: 'id'; readonly id: number }
  /** One or two characters: the start of the name, from here up to there, or on. `orId`: what was typed is a number. */
  | {
      readonly kind: 'start';
      readonly from: string;
      readonly to: string | null;
      readonly orId: number | null;
    }
  /** Three characters and more: anywhere. */
  | { readonly kind: 'text'; readonly text: string; readonly orId: number | null };

/** Shorter texts have no trigram. */
const TRIGRAM = 3;
const NOT_IN_ANY_TEXT = new RegExp(`[\\0${FIELD_END}]|\\p{Cs}`, 'u');

/** Reads what was typed into the search field. */
export function parseSearch(typed: string): Search {
  const text = comparable(typed);
  if (text === '') return { kind: 'everything' };
  if (NOT_IN_ANY_TEXT.test(text)) return { kind: 'nothing' };
  const [, sign, digits] = /^(#?)(\d{1,15})$/.exec(text) ?? [];
  const number = digits === undefined ? null : Number(digits);
  if (sign === '#' && number !== null) return { kind: 'id', id: number };
  if ([...text].length >= TRIGRAM) return { kind: 'text', text, orId: number };
  return { kind: 'start', from: text, to: afterAllThatStartWith(text), orId: number };
}

/** The text as one FTS5 string: nothing in it is an operator. */
export const phrase = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** The trigrams of a text in their order, each once. */
export function trigramsOf(text: string): string[] {
  const points = [...text];
  const trigrams = points.map((_, start) => points.slice(start, start + TRIGRAM).join(''));
  return [...new Set(trigrams.slice(0, points.length - TRIGRAM + 1))];
}

/** The first text, by code points, that is greater than every text with that start; `null`: there is none. */
function afterAllThatStartWith(start: string): string | null {
  const points = [...start].map((character) => character.codePointAt(0) ?? 0);
  while (points.at(-1) === 0x10_ffff) points.pop();
  const last = points.pop();
  if (last === undefined) return null;
  // Between these lie the surrogates, which no text holds.
  const next = last === 0xd7ff ? 0xe000 : last + 1;
  return String.fromCodePoint(...points, next);
}
