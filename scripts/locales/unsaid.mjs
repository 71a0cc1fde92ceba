/** Words of the window that do not go through the catalogue. */
import { ALLOWED } from './allowed.mjs';
import { calledName, literalText, readSource } from './read.mjs';

const KEYS =
  /^(?:Enter|Escape|Esc|Tab|Home|End|Page(?:Up|Down)|Arrow(?:Up|Down|Left|Right)|Delete|Backspace|Shift|Control|Ctrl|Alt|Meta|Space)$/;
/** Attributes that no person reads. */
const QUIET =
  /^(?:className|classNames|styles?|id|role|type|href|w|h|size|variant|color|m[tblrxy]?|p[tblrxy]?|width|height|gap|key|value|htmlFor|rel|method|target|position|align|justify|radius|transition|autoComplete|inputMode|d|viewBox|fill|stroke|shadow|ff|tt|c|bg|m[ai][wh]|component|to|path|lang|data-.+|aria-(?:live|current|haspopup|controls|describedby|labelledby))$/;
const QUIET_CALLS =
  /^(?:t|msg|rich|counted|add?EventListener|removeEventListener|querySelector(?:All)?|closest|matches|getItem|setItem|removeItem|includes|startsWith|endsWith|split|replace(?:All)?|join|has|Error|RegExp|matchMedia|createElement|getElementById|onEvent|URL|dispatchEvent|Event|CustomEvent|DateTimeFormat|execCommand|padStart|getPropertyValue|setProperty|test|localeCompare)$/;
const QUIET_PROPERTIES =
  /^(?:className|styles?|classNames|position|transition|variant|color|size|id|key|role|code|path|type|kind|fontFamily\w*)$/;

/** Whether a literal reads like words for people rather than like a name of the program. */
function isWords(text) {
  const words = text.replaceAll('\u0000', ' ').trim();
  if (!/[A-Za-z]{2,}/.test(words)) return false;
  if (/^[A-Z][a-z]+(?:[ ’'–—.,:…-]|$)/.test(words)) return true;
  if (/^(?:#|\.|\/|\[|--|var\(|calc\(|https?:|data:|[a-z]+\/)/.test(words)) return false;
  if (/[a-z,.;:]\s+[a-zA-Z(]/.test(words) && !/[{};]|\d(?:px|rem|%|fr)|var\(|=>|^\w+:/.test(words))
    return true;
  // oxlint-disable-next-line no-control-regex -- it stands for a value
  if (/\u0000 [a-z]{2,}|[a-z]{2,}[:,]? \u0000/.test(text)) return true;
  return /^[A-Z]{2,} [A-Za-z]/.test(words);
}

/** What people read even where it is one small word. */
const READ =
  /^(?:label|title|placeholder|description|unit|alt|tooltip|aria-label|aria-description|aria-roledescription)$/;
const isRead = (around) => {
  const attribute = around.findLast(({ type }) => !/^(?:Conditional|Logical|JSXExpression)/.test(type));
  return attribute?.type === 'JSXAttribute' && READ.test(attribute.name.name);
};

/** A key of the keyboard, as the program asks for it; on a button the same word is for people. */
const isKey = (words, around) =>
  KEYS.test(words) &&
  !around.findLast(({ type }) => !/Conditional|Logical/.test(type))?.type.startsWith('JSX');

/** Whether people see what stands here. */
function isSeen(node, around) {
  let child = node;
  for (const parent of around.toReversed()) {
    if (parent.type === 'Property') {
      if (
        (parent.key === child && !parent.computed) ||
        QUIET_PROPERTIES.test(parent.key.name ?? parent.key.value)
      )
        return false;
    } else if (parent.type === 'MemberExpression' && parent.property === child) return false;
    else if (parent.type === 'BinaryExpression' && /^(?:[!=]==?|in)$/.test(parent.operator)) return false;
    else if (parent.type === 'SwitchCase' && parent.test === child) return false;
    else if (parent.type === 'JSXAttribute') {
      const { name, namespace } = parent.name;
      return !QUIET.test(typeof name === 'string' ? name : `${namespace.name}-${name.name}`);
    } else if (/^(?:Call|New)Expression$/.test(parent.type) && parent.callee !== child) {
      return !QUIET_CALLS.test(calledName(parent));
    } else if (/^(?:TaggedTemplate|Import)Expression$/.test(parent.type)) return false;
    else if (/Function|Statement|Declaration|JSXElement|Program/.test(parent.type)) return true;
    child = parent;
  }
  return true;
}

const textOf = (node) =>
  node.type === 'JSXText'
    ? node.value
    : node.type === 'TemplateLiteral'
      ? node.quasis.map(({ value }) => value.cooked).join('\u0000')
      : literalText(node);

/** Calls whose text is for programmers, for the log or for the catalogue itself. */
const NOT_FOR_PEOPLE =
  /^(?:t|msg|rich|counted|Error|TypeError|RangeError|NotAnArchive|PolicyError|super|log|warn|error|prepare|exec|sql)$/;

/**
 * The places outside of the screens where a whole sentence stands that no catalogue has: a refusal, the title of a
 * dialog. Short words cannot be told from the names of a program there, so only a sentence is looked for.
 */
export function sentencesIn(path, code) {
  const { lineOf, walk } = readSource(path, code);
  const problems = [];
  walk((node, around) => {
    const words = textOf(node)?.replaceAll('\u0000', '{}').replace(/\s+/g, ' ').trim();
    if (words === undefined || !/^["“{A-Z].*[a-z] .*[a-z] .*[.?!…]$/.test(words)) return;
    if (
      around.some((one) => /^(?:Call|New)Expression$/.test(one.type) && NOT_FOR_PEOPLE.test(calledName(one)))
    )
      return;
    if (ALLOWED.some((one) => one.text === words && (one.file ?? path) === path)) return;
    problems.push(`${path}:${lineOf(node)} is not in the catalogue: ${words}`);
  });
  return problems;
}

/** The places of a file where words stand that no catalogue has. */
export function unsaidIn(path, code) {
  const { lineOf, walk } = readSource(path, code);
  const problems = [];
  walk((node, around) => {
    const text = textOf(node);
    if (text === null) return;
    const words = text.replace(/\s+/g, ' ').trim();
    const seen =
      node.type === 'JSXText'
        ? /\p{L}{2,}/u.test(words)
        : (/^[A-Za-z][A-Za-z ’-]+[.?…]?$/.test(words) && isRead(around)) ||
          (isWords(text) && isSeen(node, around) && !isKey(words, around));
    if (!seen || ALLOWED.some((one) => one.text === words && (one.file ?? path) === path)) return;
    problems.push(`${path}:${lineOf(node)} is not in the catalogue: ${words.replaceAll('\u0000', '…')}`);
  });
  return problems;
}
