import { cloneElement, createElement, Fragment, isValidElement, type ReactNode } from 'react';
import { caseOf, numberText } from '../../shared/language/compose.ts';
import { type Part, partsOf } from '../../shared/language/message.ts';
import { speech } from '../../shared/language/t.ts';

type RichValues = Readonly<Record<string, ReactNode>>;

/**
 * A sentence with elements in it: `rich('Delete <b>{name}</b>? It is in <link>Roles</link>.', { name, b: <b />,
 * link: <ScreenLink to="/roles" /> })`. A value can be an element; that of a tag gets the words between.
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
    if (part.kind === 'value') return part.asNumber ? numberText(speech(), Number(value)) : value;
    const words = drawn(part.parts, values, count);
    return isValidElement(value) ? cloneElement(value, undefined, words) : words;
  });
  // Not as an array: what is said has no keys.
  return createElement(Fragment, null, ...children);
}
