import { t } from '../../shared/language/t.ts';
import { addressProblem, methodProblem, pathProblem, permissionsProblem } from '../../shared/request-text.ts';
import type { ExplainInput } from '../../shared/verification.ts';
import { momentProblem, readMoment } from './moment-text.ts';

/** The form of a question. */
export interface Question extends Record<string, unknown> {
  /** What the client presents: a key of the tenant, a pasted one, or none. */
  readonly by: 'key' | 'text' | 'none';
  readonly keyId: number | null;
  readonly secret: 'current' | 'previous';
  /** What was typed in place of a key, or what may be shown of the one that was pasted; never a whole key. */
  readonly pasted: string;
  readonly address: string;
  /** As it was typed, see `readMoment`. */
  readonly time: string;
  readonly method: string;
  /** Empty: the operation is not known. */
  readonly path: string;
  readonly permissions: string[];
}

export const question = (keyId: number | null): Question => ({
  by: 'key',
  keyId,
  secret: 'current',
  pasted: '',
  address: '',
  time: '',
  method: 'GET',
  path: '',
  permissions: [],
});

export const RULES = {
  keyId: (keyId: number | null, { by }: Question) =>
    by === 'key' && keyId === null ? t('Choose a key, or paste one.') : null,
  pasted: (pasted: string, { by }: Question) =>
    by === 'text' && pasted.trim() === '' ? t('Paste a secret, or choose “No key”.') : null,
  address: addressProblem,
  time: momentProblem,
  method: methodProblem,
  path: (path: string) => (path.trim() === '' ? null : pathProblem(path.trim())),
  permissions: permissionsProblem,
};

/** The contract's names of the form's fields, where they differ. */
export const FIELD_NAMES = {
  'presented.id': 'keyId',
  'presented.text': 'pasted',
  'operation.method': 'method',
  'operation.path': 'path',
} as const;

/**
 * The question as it crosses.
 * @param held the key that was pasted; `null`: what was typed in its place counts
 */
export function inputOf(asked: Question, held: string | null): ExplainInput {
  const { address, method, permissions } = asked;
  const moment = readMoment(asked.time);
  const path = asked.path.trim();
  return {
    presented: presentedOf(asked, held),
    address: address.trim(),
    time: 'time' in moment ? moment.time : null,
    operation: path === '' ? null : { method, path },
    permissions,
  };
}

function presentedOf(
  { by, keyId, secret, pasted }: Question,
  held: string | null,
): ExplainInput['presented'] {
  if (by === 'key' && keyId !== null) return { by: 'key', id: keyId, secret };
  return { by: 'text', text: by === 'text' ? (held ?? pasted.trim()) : '' };
}

/** A whole request that was pasted, `POST /v1/orders/7`; `null`: it is none. */
export function requestIn(text: string): { readonly method: string; readonly path: string } | null {
  const [, method, path] = /^\s*([A-Za-z]+)\s+(\/\S*)(?:\s+HTTP\/[\d.]+)?\s*$/.exec(text) ?? [];
  return method === undefined || path === undefined ? null : { method: method.toUpperCase(), path };
}

/** The question in one line: "GET /v1/orders/7 from 10.1.2.3, needing orders:read". */
export function questionText({ address, method, path, permissions }: Question): string {
  const operation = path.trim() === '' ? t('An unknown operation') : `${method} ${path.trim()}`;
  const from = address.trim() === '' ? t('an unknown address') : address.trim();
  const needs =
    permissions.length === 0 ? '' : t(', needing {permissions}', { permissions: permissions.join(', ') });
  return t('{operation} from {from}{needs}', { operation, from, needs });
}
