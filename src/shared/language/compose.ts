import { type Part, partsOf } from './message.ts';

/** What can stand in a sentence of text alone. */
export type Value = string | number;
export type Values = Readonly<Record<string, Value>>;

/** How sentences are put together: `found` gives a sentence in the language, `locale` its plurals and numbers. */
export interface Speech {
  readonly locale: string | undefined;
  readonly found: (sentence: string) => string;
}

/** English as it is written in the sources, wherever the person is: for logs and the command line. */
export const ENGLISH: Speech = { locale: 'en', found: (sentence) => sentence };

/** The sentence with its values in their places. */
export function compose(speech: Speech, sentence: string, values: Values = {}): string {
  return join(speech, partsOf(speech.found(sentence)), values, 0);
}

function join(speech: Speech, parts: readonly Part[], values: Values, count: number): string {
  let text = '';
  for (const part of parts) {
    if (typeof part === 'string') text += part;
    else if (part.kind === 'number') text += numberText(speech, count);
    else if (part.kind === 'value') text += valueText(speech, part, values);
    else if (part.kind === 'tag') text += join(speech, part.parts, values, count);
    else text += join(speech, caseOf(speech, part, values), values, Number(values[part.name] ?? count));
  }
  return text;
}

function valueText(speech: Speech, part: Extract<Part, { kind: 'value' }>, values: Values): string {
  const value = values[part.name];
  if (value === undefined) return `{${part.name}}`;
  return part.asNumber ? numberText(speech, Number(value)) : String(value);
}

/** Which of a plural's or a selection's sentences is the one. */
export function caseOf(
  speech: Speech,
  part: Extract<Part, { kind: 'plural' | 'select' }>,
  values: Readonly<Record<string, unknown>>,
): readonly Part[] {
  const value = values[part.name];
  const other = part.cases.get('other') ?? [];
  if (part.kind === 'select') return part.cases.get(String(value)) ?? other;
  const count = Number(value);
  return part.cases.get(`=${count}`) ?? part.cases.get(pluralRules(speech).select(count)) ?? other;
}

// Making one of these costs more than what it is used for.
const rules = new Map<string | undefined, Intl.PluralRules>();
const numbers = new Map<string | undefined, Intl.NumberFormat>();

function pluralRules({ locale }: Speech): Intl.PluralRules {
  const made = rules.get(locale) ?? new Intl.PluralRules(locale);
  rules.set(locale, made);
  return made;
}

/** A number as the language writes it: 1,200 or 1.200. */
export function numberText({ locale }: Speech, value: number): string {
  const made = numbers.get(locale) ?? new Intl.NumberFormat(locale);
  numbers.set(locale, made);
  return made.format(value);
}
