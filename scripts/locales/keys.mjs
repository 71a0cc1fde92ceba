/** The sentences of the sources: what `t`, `msg`, `rich` and `counted` are called with. */
import { calledName, isInFunction, literalText, readSource } from './read.mjs';

const SAYS = new Set(['t', 'msg', 'rich']);

/** Both sides of `open ? 'Close' : 'Open'`. */
function textsOf(node) {
  if (node?.type === 'ConditionalExpression')
    return [...textsOf(node.consequent), ...textsOf(node.alternate)];
  const text = literalText(node);
  return text === null ? [] : [text];
}

/** The names of an object that is written out whole; `null` where they are known only at run time. */
function namesOf(node) {
  if (node === undefined) return [];
  if (node.type !== 'ObjectExpression' || node.properties.some(({ type }) => type !== 'Property'))
    return null;
  return node.properties.map(({ key }) => key.name ?? key.value);
}

/** The values that are given as words: `{ unit: 'a day' }` would stay English in every language. */
function wordsGiven(node) {
  if (node?.type !== 'ObjectExpression') return [];
  return node.properties.flatMap((one) => {
    const text = one.type === 'Property' ? literalText(one.value) : null;
    return text !== null && /[A-Za-z]{2}/.test(text) ? [{ name: one.key.name ?? one.key.value, text }] : [];
  });
}

/** `counted(count, 'entry', 'entries')` is short for a plural. */
function countedText([, one, many]) {
  const single = literalText(one);
  if (single === null) return null;
  return `{count, plural, one {# ${single}} other {# ${literalText(many) ?? `${single}s`}}}`;
}

/** Every sentence of a file with its place and the values it is given, and what is wrong with how it is called. */
export function keysOf(path, code) {
  const { lineOf, walk } = readSource(path, code);
  const keys = [];
  const problems = [];
  walk((node, around) => {
    if (node.type !== 'CallExpression') return;
    const place = () => `${path}:${lineOf(node)}`;
    const name = node.callee.type === 'Identifier' ? calledName(node) : '';
    if (name === 'counted') {
      const text = countedText(node.arguments);
      if (text === null) problems.push(`${place()} counted() needs its words as literals`);
      else keys.push({ text, place: place(), given: ['count'] });
    } else if (SAYS.has(name)) {
      for (const text of textsOf(node.arguments[0])) {
        keys.push({ text, place: place(), given: name === 'msg' ? null : namesOf(node.arguments[1]) });
        for (const { name: value, text: words } of wordsGiven(node.arguments[1])) {
          // What a selection chooses by is read by nobody.
          if (!new RegExp(`\\{${value}, select,`).test(text))
            problems.push(`${place()} gives {${value}} words of English: ${words}`);
        }
      }
      if (name !== 'msg' && !isInFunction(around)) {
        problems.push(
          `${place()} ${name}() is called before a language is chosen: mark the sentence with msg()`,
        );
      }
    }
  });
  return { keys, problems };
}
