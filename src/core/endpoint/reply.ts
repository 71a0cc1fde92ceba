import { messageOf } from '../verification/answer.ts';
import { STATUS, type VerificationCode } from '../verification/codes.ts';
import type { Subject } from '../verification/decide.ts';
import type { Verification } from '../verification/verifier.ts';

/** What the endpoint answers a gateway with. */
export interface GatewayReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty: none. */
  readonly body: string;
}

const PROBLEM = 'application/problem+json';
const REALM = 'Bearer realm="Latchkey"';

/**
 * A valid key: who it is and what it may do, in headers for the upstream. Everything that people have named is
 * percent-encoded as UTF-8, so that no name can be or end a header; lists have commas between their encoded parts.
 * @param empty 204 in place of 200: nginx drops the connection after each 200 to a subrequest
 */
export function granted({ secret, owner, policy }: Subject, empty: boolean): GatewayReply {
  return {
    status: empty ? 204 : 200,
    headers: {
      'X-Latchkey-Key-Id': String(secret.keyId),
      'X-Latchkey-Key-Name': encode(secret.name),
      'X-Latchkey-Owner': owner === null ? '' : encode(owner.username),
      'X-Latchkey-Roles': encodeAll(policy.roles),
      'X-Latchkey-Permissions': encodeAll(policy.permissions),
      'X-Latchkey-Data-Access': owner === null ? '' : encodeAll(owner.dataScopes),
      'X-Latchkey-Expires': secret.expiresAt === null ? '' : new Date(secret.expiresAt).toISOString(),
    },
    body: '',
  };
}

/** A colon stays, for permissions; it ends no value of a header. */
const encode = (text: string): string =>
  PLAIN.test(text) ? text : encodeURIComponent(text.toWellFormed()).replaceAll('%3A', ':');
const PLAIN = /^[\w.~:-]*$/;

/** By the list itself: many keys share one, and it stays the same until the store changes. */
const encoded = new WeakMap<readonly string[], string>();
function encodeAll(texts: readonly string[]): string {
  const known = encoded.get(texts);
  if (known !== undefined) return known;
  const fresh = texts.map(encode).join(',');
  encoded.set(texts, fresh);
  return fresh;
}

/**
 * Bytes of the three lists together. With names at their longest it stays below what gateways take by themselves (Envoy 60
 * KiB) or by the configuration that ships (nginx 64 KiB).
 */
const LISTS_AT_MOST = 48 * 1024;

/**
 * Whether what a key may do can be said in headers. A shortened list would read as fewer rights, and an empty one of data
 * scopes as none that apply, so there is no answer in place of one that is cut.
 */
export function fitsHeaders({ owner, policy }: Subject): boolean {
  const lists = [policy.roles, policy.permissions, owner === null ? [] : owner.dataScopes];
  return lists.reduce((length, list) => length + encodeAll(list).length, 0) <= LISTS_AT_MOST;
}

/** A refusal as an RFC 9457 problem document. */
export function refused(
  { code, subject }: Verification & { readonly code: Exclude<VerificationCode, 'VALID'> },
  retryAfter?: number,
): GatewayReply {
  const status = STATUS[code];
  return problem(status, code, messageOf({ code, subject }), {
    ...(status === 401 && { 'WWW-Authenticate': REALM }),
    ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
  });
}

/** What every refusal looks like to those who are not to learn why. */
export const TERSE: GatewayReply = {
  status: 401,
  headers: { 'Content-Type': PROBLEM, 'WWW-Authenticate': REALM },
  body: JSON.stringify({ type: 'about:blank', title: 'Unauthorized', status: 401 }),
};

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

export const problem = (
  status: number,
  code: string,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): GatewayReply => ({
  status,
  headers: { 'Content-Type': PROBLEM, ...headers },
  body: JSON.stringify({ type: 'about:blank', title: TITLES[status] ?? 'Error', status, detail, code }),
});
