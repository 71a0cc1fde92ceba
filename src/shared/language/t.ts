import { compose, ENGLISH, type Speech, type Values } from './compose.ts';
import type { Language } from './languages.ts';

/**
 * All words that people read go through `t`: its English sentence is the key of the catalogues in src/locales.
 * One language is in force in a process. Nothing but the chosen catalogue is ever loaded; English needs none.
 */

/** Sentences in another language by the English ones. */
export type Catalogue = Readonly<Record<string, string>>;

declare const opaque: unique symbol;
/**
 * A sentence that stands in a table of the sources and is not yet in the language of whoever reads it. Not a string to
 * the compiler, so that it cannot be shown without `t`.
 */
export interface Message {
  readonly [opaque]: 'message';
}

/** What a process speaks, in a form that can be handed to its threads. */
export interface Spoken {
  readonly language: Language;
  /** With the region, which decides how dates and numbers are written; `undefined` is the system's. */
  readonly locale: string | undefined;
  readonly catalogue: Catalogue;
}

let inForce: Speech = ENGLISH;
let now: Spoken = { language: 'en', locale: ENGLISH.locale, catalogue: {} };
const listeners = new Set<() => void>();

/** Literals and marked messages only: what is put together at run time is in no catalogue. */
type Sentence<Text extends string> = string extends Text ? never : Text;

/** The sentence in the language that is in force, with the values in their places. */
export function t<const Text extends string>(sentence: Sentence<Text> | Message, values?: Values): string {
  return compose(inForce, sentence as string, values);
}

/** Marks a sentence of a table, which is read before a language is chosen; `t` says it where it is shown. */
export const msg = <const Text extends string>(sentence: Sentence<Text>): Message =>
  sentence as unknown as Message;

/** A marked sentence as it is written in the sources: for logs, exports and the command line. */
export const english = (message: Message): string => message as unknown as string;

/** How sentences are put together now. */
export const speech = (): Speech => inForce;
export const languageNow = (): Language => now.language;

/** What a thread is to be told, which shares nothing with who starts it. */
export const spoken = (): Spoken => now;

/** The locale of dates and numbers; `undefined` is that of the system. */
export const localeNow = (): string | undefined => inForce.locale;

/** Puts a language in force. */
export function speak(next: Spoken): void {
  const { catalogue } = next;
  now = next;
  inForce = {
    locale: next.locale,
    found: (sentence) => (Object.hasOwn(catalogue, sentence) ? (catalogue[sentence] ?? sentence) : sentence),
  };
  for (const listener of listeners) listener();
}

/** Calls back after each change of the language; returns what ends that. */
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** A format of `Intl` in the language that is in force, made when it is first needed. */
export function localized<Format>(make: (locale: string | undefined) => Format): () => Format {
  let made: Format | undefined;
  onLanguage(() => (made = undefined));
  return () => (made ??= make(localeNow()));
}
