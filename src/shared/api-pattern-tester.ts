/** Says in a sentence why a request is or is not one of the operations of a set; the rules are in api-pattern.ts. */
import {
  compileOperations,
  isMethod,
  matchesAny,
  type Operation,
  operationText,
  pathSegments,
  readOperation,
  withoutQuery,
} from './api-pattern.ts';
import { t } from './language/t.ts';
import { quoted } from './text.ts';

export interface OperationMatch {
  readonly matches: boolean;
  /** What stands in the place of each `{name}`, decoded; empty when nothing matches. */
  readonly parameters: Readonly<Record<string, string>>;
  /** One sentence or two, for the person who tries a set out. */
  readonly why: string;
}

const segmentCount = (count: number): string => `${count} ${count === 1 ? 'segment' : 'segments'}`;
const withoutTrailing = (segments: readonly string[]): readonly string[] =>
  segments.at(-1) === '' ? segments.slice(0, -1) : segments;

function methodProblem(wanted: string, method: string): string | null {
  if (!isMethod(method)) return t('The request has no valid method.');
  if (wanted === '*' || wanted === method) return null;
  if (wanted === method.toUpperCase())
    return t('Methods count upper and lower case: {method} is not {wanted}.', {
      method: quoted(method),
      wanted,
    });
  if (method === 'HEAD' && wanted === 'GET') return t('GET does not allow HEAD: add an operation for HEAD.');
  return t('The method is {method}; the operation is for {wanted}.', { method: quoted(method), wanted });
}

/** Where a path that is safe first differs from a pattern that it does not match. */
function difference(pattern: readonly string[], path: readonly string[]): string {
  const open = pattern.at(-1) === '**';
  const wanted = withoutTrailing(open ? pattern.slice(0, -1) : pattern);
  const given = withoutTrailing(path);
  if (open ? given.length < wanted.length : given.length !== wanted.length) {
    const least = open ? t('at least ') : '';
    return t('The path has {segmentCount}; the pattern needs {least}{wantedCount}.', {
      segmentCount: segmentCount(given.length),
      least,
      wantedCount: wanted.length,
    });
  }
  for (const [index, text] of wanted.entries()) {
    const segment = given[index] ?? '';
    if (text === '*' || text.startsWith('{') || text === segment) continue;
    const hint = text.toLowerCase() === segment.toLowerCase() ? t(' Upper and lower case count.') : '';
    return t('Segment {index} is {segment}; the pattern needs {text}.{hint}', {
      index: index + 1,
      segment: quoted(segment),
      text: quoted(text),
      hint,
    });
  }
  return path.at(-1) === ''
    ? t('The path ends with “/” and the pattern does not.')
    : t('The pattern ends with “/” and the path does not.');
}

/**
 * Tries a request on one operation. Says the same as `matchesAny`, and why.
 * @param target path of the request as the client sent it, with or without query
 */
export function operationMatches(
  operation: Pick<Operation, 'method' | 'path'>,
  method: string,
  target: string,
): OperationMatch {
  const refuse = (why: string): OperationMatch => ({ matches: false, parameters: {}, why });
  const read = readOperation(operationText(operation));
  if (!read.ok) return refuse(read.message);
  const wrongMethod = methodProblem(read.method, method);
  if (wrongMethod !== null) return refuse(wrongMethod);
  const path = withoutQuery(target);
  const segments = pathSegments(path);
  if ('unsafe' in segments)
    return refuse(t('This path matches nothing: it {unsafe}.', { unsafe: segments.unsafe }));
  const pattern = read.path.slice(1).split('/');
  if (!matchesAny(compileOperations([read]), method, target)) return refuse(difference(pattern, segments));

  const values = pattern.flatMap((segment, index): [string, string][] =>
    segment.startsWith('{') ? [[segment.slice(1, -1), decodeURIComponent(segments[index] ?? '')]] : [],
  );
  const list = values.map(([name, value]) => `{${name}} = ${quoted(value)}`).join(', ');
  return {
    matches: true,
    parameters: Object.fromEntries(values),
    why: t('{path} matches{value}.', { path: quoted(path), value: list === '' ? '' : `: ${list}` }),
  };
}
