import { createElement, Fragment, type ReactNode } from 'react';
import { caseOf, numberText } from '../../shared/language/compose.ts';
import { type Part, partsOf } from '../../shared/language/message.ts';
import { speech } from '../../shared/language/t.ts';

type RichValue = ReactNode | ((words: ReactNode) => ReactNode);
type RichValues = Readonly<Record<string, RichValue>>;

/**
 * A sentence with elements in it: `rich('Delete <b>{name}</b>?', { name, b: (words) => <b>{words}</b> })`. A value
 * can be an element itself; a tag is a function of the words between.
 */
export function rich<const Text extends string>(
  sentence: string extends Text ? never : Text,
  values: RichValues,
): ReactNode {
  return drawn(partsOf(speech().found(sentence)), values, 0);
}

function drawn(parts: readonly Part[], values: RichValues, count: number): ReactNode {
  const children = parts.map((part): ReactNode => {
    if (typeof part === 'string') return part;
    if (part.kind === 'number') return numberText(speech(), count);
    if (part.kind === 'plural' || part.kind === 'select')
      return drawn(caseOf(speech(), part, values), values, Number(values[part.name] ?? count));
    const value = values[part.name];
    if (part.kind === 'tag') {
      const words = drawn(part.parts, values, count);
      return typeof value === 'function' ? value(words) : words;
    }
    if (part.asNumber) return numberText(speech(), Number(value));
    return typeof value === 'function' ? null : value;
  });
  // Not as an array: what is said has no keys.
  return createElement(Fragment, null, ...children);
}
