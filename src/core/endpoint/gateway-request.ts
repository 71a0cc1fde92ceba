import type { IncomingHttpHeaders } from 'node:http';
import type { VerificationRequest } from '../verification/request.ts';
import type { ClientAddress } from './client-address.ts';

/** A request of a gateway, as Node has read it. */
export interface GatewayCall {
  readonly method: string;
  /** Path and query as they came. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly peer: string | undefined;
}

type Operation = NonNullable<VerificationRequest['operation']>;

/** A gateway and somebody else say different things about what the client asked for. */
export const AMBIGUOUS = 'ambiguous';

export const VERIFY_PATH = '/verify';

/**
 * What a gateway asks about. nginx says the operation in `X-Original-*` as our snippet writes it, Traefik and Caddy in
 * `X-Forwarded-*`, Envoy by asking for the path itself below `/verify`.
 */
export function readGatewayCall(
  { method, url, headers, peer }: GatewayCall,
  clientAddress: ClientAddress,
): VerificationRequest | typeof AMBIGUOUS {
  const query = url.indexOf('?');
  const path = query < 0 ? url : url.slice(0, query);
  const below = path.length > VERIFY_PATH.length;
  const operation = sole([
    said(headers['x-original-method'], headers['x-original-uri']),
    said(headers['x-forwarded-method'], headers['x-forwarded-uri']),
    below ? { method, target: url.slice(VERIFY_PATH.length) } : null,
  ]);
  if (operation === AMBIGUOUS) return AMBIGUOUS;
  return {
    key: presentedKey(headers),
    address: clientAddress(peer, one(headers['x-forwarded-for'])),
    operation,
    // Below `/verify` the query is the client's own.
    permissions: [
      ...list(one(headers['x-latchkey-require-permissions'])),
      ...(below || query < 0 ? [] : new URLSearchParams(url.slice(query)).getAll('permission')),
    ],
  };
}

const one = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header.join(', ') : header;

/** Empty when there is no key. Two headers come joined, which is no key's shape. */
function presentedKey(headers: IncomingHttpHeaders): string {
  const given = one(headers['x-api-key']);
  if (given !== undefined) return given;
  const bearer = /^bearer +(.*)$/i.exec(headers.authorization ?? '');
  return bearer?.[1] ?? '';
}

const said = (
  method: string | string[] | undefined,
  target: string | string[] | undefined,
): Operation | null =>
  method === undefined || target === undefined
    ? null
    : { method: one(method) ?? '', target: one(target) ?? '' };

/** The one operation that is said; a client who adds headers of another gateway's must not choose which counts. */
function sole(candidates: readonly (Operation | null)[]): Operation | null | typeof AMBIGUOUS {
  let found: Operation | null = null;
  for (const candidate of candidates) {
    if (candidate === null) continue;
    if (found !== null && (found.method !== candidate.method || found.target !== candidate.target)) {
      return AMBIGUOUS;
    }
    found = candidate;
  }
  return found;
}

const list = (text: string | undefined): readonly string[] =>
  text === undefined
    ? []
    : text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '');
