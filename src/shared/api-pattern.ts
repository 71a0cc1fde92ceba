import { type Message, msg, t } from './language/t.ts';
/**
 * The language of API sets: `METHOD /path/pattern`, as docs/api-patterns.md describes it. A set allows, so whatever
 * could be read differently by the program behind the gateway (dot segments, encoded slashes …) matches nothing.
 */

import { quoted } from './text.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', '*'] as const;
export type Method = (typeof METHODS)[number];

/** What a key is allowed to call: canonical, so that equal operations are equal strings. */
export interface Operation {
  readonly method: Method;
  readonly path: string;
  /** The names in braces, from left to right. */
  readonly parameters: readonly string[];
}

export const PATTERN_MAX = 500;
export const SEGMENTS_MAX = 32;
export const OPERATIONS_MAX = 500;
/** Paths of requests that are longer match nothing. */
export const REQUEST_PATH_MAX = 8192;

const METHOD_LIST = msg('GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS, or * for any');
const PARAMETER = /^\{([A-Za-z][A-Za-z0-9_]*)\}$/;

/** What makes a path match nothing, as a clause after “the path”; looked for in this order. */
const UNSAFE: readonly (readonly [RegExp, Message])[] = [
  [/^(?!\/)/, msg('does not begin with “/”')],
  [/\\/, msg('has a backslash')],
  [/[^!-~]/, msg('has a space, a control character or a letter outside ASCII that is not percent-encoded')],
  [/%2e/i, msg('has an encoded dot (%2E)')],
  [/%(?:2f|5c)/i, msg('has an encoded slash or backslash (%2F, %5C)')],
  [/%(?:[01][\da-f]|7f)/i, msg('has an encoded control character')],
  [/%(?:25)+(?:2e|2f|3b|5c|[01][\da-f]|7f)/i, msg('has a character that is encoded twice')],
  // A server that knows path parameters reads “..;x” as “..”.
  [/\/\.\.?(?:[/;]|%3b|$)/i, msg('has a dot segment (“.” or “..”)')],
  [/\/(?:;|%3b)/i, msg('has a segment that begins with “;”')],
  [/\/\//, msg('has an empty segment (“//”)')],
];

/**
 * The segments of a path without query, percent-encoding normalised as RFC 3986 says: `%7E` is `~`, `%c3` is `%C3`.
 * A trailing slash is an empty last segment. Or a clause that says why the path matches nothing.
 */
export function pathSegments(path: string): readonly string[] | { readonly unsafe: string } {
  if (path.length > REQUEST_PATH_MAX)
    return { unsafe: t('is longer than {requestPathMax} characters', { requestPathMax: REQUEST_PATH_MAX }) };
  if (/%(?![\da-f]{2})/i.test(path))
    return { unsafe: t('has a “%” that two hexadecimal digits do not follow') };
  // Before the rest is looked at, so that `%25%32%65` is seen as the `%252e` that it is. A dot stays, to be found.
  const normal = path.replace(/%../g, (octet) => {
    const character = String.fromCharCode(Number.parseInt(octet.slice(1), 16));
    return /[\w~-]/.test(character) ? character : octet.toUpperCase();
  });
  const unsafe = UNSAFE.find(([looks]) => looks.test(normal))?.[1];
  if (unsafe !== undefined) return { unsafe: t(unsafe) };
  if (!decodes(normal)) return { unsafe: t('has percent-encoding that is not UTF-8') };
  return normal.slice(1).split('/');
}

function decodes(path: string): boolean {
  if (!path.includes('%')) return true;
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function segmentProblem(segment: string, last: boolean): string | null {
  const shown = quoted(segment);
  if (segment === '*' || PARAMETER.test(segment)) return null;
  if (segment === '**') return last ? null : t('“**” may only be the last segment. Use “*” for one segment.');
  if (/^\{[^{}]*\}$/.test(segment)) {
    return t(
      "{shown} is no parameter name. Use letters, digits and “_”, a letter first, for example '{'id'}'.",
      { shown },
    );
  }
  if (/[*{}]/.test(segment)) {
    return t(
      "{shown} mixes text with a wildcard. A wildcard is a whole segment: write “*” or '{'name'}' alone.",
      { shown },
    );
  }
  const name = /^:([A-Za-z]\w*)/.exec(segment)?.[1];
  return name === undefined
    ? null
    : t("{shown} would be text. Write a parameter in braces: '{'{name}'}'.", { shown, name });
}

/** The pattern in its one form, or what is wrong with it. */
function readPattern(text: string): Pick<Operation, 'path' | 'parameters'> | string {
  if (text.length > PATTERN_MAX)
    return t('The path has more than {most} characters. Shorten it.', { most: PATTERN_MAX });
  if (!text.startsWith('/')) return t('The path must begin with “/”. Leave out scheme and host.');
  if (/[?#]/.test(text))
    return t('Query and fragment are not compared. Leave out everything from “?” or “#” on.');
  if (/\s/.test(text)) return t('The path has a space. Write it as %20, or one operation per line.');
  if (/[\p{Cc}\p{Cs}]/u.test(text)) return t('The path has a character that no URL can have. Delete it.');
  const segments = pathSegments(text.replace(/[^\0-\u007f]+/g, encodeURIComponent));
  if ('unsafe' in segments)
    return t('Such a path matches nothing: it {unsafe}. Leave that out.', { unsafe: segments.unsafe });
  const path = `/${segments.join('/')}`;
  if (path.length > PATTERN_MAX) {
    return t('The path has more than {most} characters, percent-encoded. Shorten it.', {
      most: PATTERN_MAX,
    });
  }
  if (segments.length > SEGMENTS_MAX)
    return t('The path has more than {segmentsMax} segments. Shorten it.', { segmentsMax: SEGMENTS_MAX });

  for (const [index, segment] of segments.entries()) {
    const problem = segmentProblem(segment, index === segments.length - 1);
    if (problem !== null) return problem;
  }
  const parameters = segments.flatMap((segment) => PARAMETER.exec(segment)?.[1] ?? []);
  const twice = parameters.find((name, index) => parameters.indexOf(name) !== index);
  if (twice !== undefined)
    return t("The parameter '{'{twice}'}' stands twice. Give each its own name.", { twice });
  return { path, parameters };
}

/** Reads one operation as it is typed, for example `get /v1/orders/{id}`, into its canonical form. */
export function readOperation(
  text: string,
): ({ readonly ok: true } & Operation) | { readonly ok: false; readonly message: string } {
  const written = text.trim();
  const refuse = (cure: string) =>
    ({
      ok: false,
      message: t('{written} is not an operation. {cure}', { written: quoted(written), cure }),
    }) as const;
  const space = written.search(/\s/);
  const word = space < 0 ? written : written.slice(0, space);
  if (written === '') return refuse(t('Write a method and a path, for example GET /v1/orders.'));
  if (word.startsWith('/'))
    return refuse(t('Write a method before the path: {methods}.', { methods: t(METHOD_LIST) }));
  const method = METHODS.find((known) => known === word || known.toLowerCase() === word.toLowerCase());
  if (method === undefined)
    return refuse(t('Begin with one method: {methods}.', { methods: t(METHOD_LIST) }));
  if (space < 0)
    return refuse(t('Write a path after the method, for example {method} /v1/orders.', { method }));
  const pattern = readPattern(written.slice(space).trimStart());
  return typeof pattern === 'string' ? refuse(pattern) : { ok: true, method, ...pattern };
}

/** The canonical line of an operation. */
export const operationText = ({ method, path }: Pick<Operation, 'method' | 'path'>): string =>
  `${method} ${path}`;

/**
 * Reads a set as it is typed, an operation per line: canonical, in the order of first mention, without duplicates.
 * Operations of good lines are there even when other lines have problems: save only when there are none.
 */
export function readOperations(text: string): {
  operations: readonly Operation[];
  problems: readonly { readonly line: number; readonly message: string }[];
} {
  const operations = new Map<string, Operation>();
  const problems: { line: number; message: string }[] = [];
  let count = 0;
  for (const [index, written] of text.split(/\r\n|\r|\n/).entries()) {
    const line = index + 1;
    if (written.trim() === '') continue;
    if (++count > OPERATIONS_MAX) {
      const message = t(
        'Line {line}: an API set has at most {operationsMax} operations. Delete the rest, or use wildcards.',
        { line, operationsMax: OPERATIONS_MAX },
      );
      problems.push({ line, message });
      break;
    }
    const read = readOperation(written);
    if (!read.ok)
      problems.push({ line, message: t('Line {line}: {message}', { line, message: read.message }) });
    else {
      const { method, path, parameters } = read;
      if (!operations.has(operationText(read)))
        operations.set(operationText(read), { method, path, parameters });
    }
  }
  return { operations: [...operations.values()], problems };
}

/** The first problem of a set as it is typed, for a form, or `null`. */
export const operationsProblem = (text: string): string | null =>
  readOperations(text).problems[0]?.message ?? null;

interface Pattern {
  /** Text of each segment, or `null` for any one that is not empty. Without `**`. */
  readonly segments: readonly (string | null)[];
  /** Whether anything may follow, as `**` says. */
  readonly open: boolean;
}

/** A set made ready for many requests. Holds nothing of the requests; may be kept as long as the set is unchanged. */
export interface CompiledOperations {
  readonly byMethod: ReadonlyMap<string, readonly Pattern[]>;
}

function compilePattern(path: string): Pattern {
  const segments = path.slice(1).split('/');
  const open = segments.at(-1) === '**';
  const closed = open ? segments.slice(0, -1) : segments;
  return {
    open,
    segments: closed.map((segment) => (segment === '*' || PARAMETER.test(segment) ? null : segment)),
  };
}

/** Prepares operations as they are kept. One that cannot be read (a damaged store) allows nothing. */
export function compileOperations(
  operations: readonly Pick<Operation, 'method' | 'path'>[],
): CompiledOperations {
  const byMethod = new Map<string, Pattern[]>();
  for (const operation of operations) {
    const read = readOperation(operationText(operation));
    if (!read.ok) continue;
    const patterns = byMethod.get(read.method) ?? [];
    patterns.push(compilePattern(read.path));
    byMethod.set(read.method, patterns);
  }
  return { byMethod };
}

const fits = ({ segments, open }: Pattern, path: readonly string[]): boolean =>
  (open ? path.length >= segments.length : path.length === segments.length) &&
  segments.every((segment, index) => (segment === null ? path[index] !== '' : path[index] === segment));

/** The part of a request's target that is compared: without query and fragment. */
export const withoutQuery = (target: string): string => target.replace(/[?#].*$/s, '');

/** A method as HTTP defines it; `*` stands for any of these, whatever their case. */
export const isMethod = (method: string): boolean => /^[\w!#$%&'*+.^`|~-]+$/.test(method);

/**
 * Whether a request is one of the operations: every pattern is compared with the path once, from left to right.
 * Methods are compared exactly as sent, so `get` is not `GET`; `HEAD` is not allowed by `GET`, only by `HEAD` or `*`.
 * @param path path of the request as the client sent it, with or without query
 */
export function matchesAny({ byMethod }: CompiledOperations, method: string, path: string): boolean {
  const named = method === '*' ? undefined : byMethod.get(method);
  const any = isMethod(method) ? byMethod.get('*') : undefined;
  if (!named && !any) return false;
  const segments = pathSegments(withoutQuery(path));
  if ('unsafe' in segments) return false;
  const matches = (pattern: Pattern) => fits(pattern, segments);
  return (named?.some(matches) ?? false) || (any?.some(matches) ?? false);
}
