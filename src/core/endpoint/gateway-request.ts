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
  /** Names and values by turns, as they came: of two equal headers `headers` has but one. */
  readonly rawHeaders: readonly string[];
}

type Operation = NonNullable<VerificationRequest['operation']>;
/** Something was said of it, and not all. */
type Half = 'half';

export const VERIFY_PATH = '/verify';

/**
 * What a gateway asks about. nginx says the operation in `X-Original-*` as our snippet writes it, Traefik and Caddy in
 * `X-Forwarded-*`, Envoy by asking for the path itself below `/verify`.
 */
export function readGatewayCall(
  { method, url, headers, peer, rawHeaders }: GatewayCall,
  clientAddress: ClientAddress,
): VerificationRequest {
  const query = url.indexOf('?');
  const path = query < 0 ? url : url.slice(0, query);
  const below = path.length > VERIFY_PATH.length;
  const operation = sole([
    said(headers['x-original-method'], headers['x-original-uri']),
    said(headers['x-forwarded-method'], headers['x-forwarded-uri']),
    below ? { method, target: url.slice(VERIFY_PATH.length) } : null,
  ]);
  return {
    key: presentedKey(headers, rawHeaders),
    address: clientAddress(peer, one(headers['x-forwarded-for'])),
    ...operation,
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
function presentedKey(headers: IncomingHttpHeaders, rawHeaders: readonly string[]): string {
  const given = one(headers['x-api-key']);
  if (given !== undefined) return given;
  const { authorization } = headers;
  if (authorization === undefined) return '';
  // Node keeps the first of several; whoever stands behind may read another.
  const values = rawHeaders.filter(
    (_, index) => rawHeaders[index - 1]?.toLowerCase() === 'authorization' && index % 2 === 1,
  );
  const bearer = /^bearer +(.*)$/i.exec(values.join(', '));
  return bearer?.[1] ?? '';
}

function said(
  method: string | string[] | undefined,
  target: string | string[] | undefined,
): Operation | Half | null {
  if (method === undefined && target === undefined) return null;
  return method === undefined || target === undefined
    ? 'half'
    : { method: one(method) ?? '', target: one(target) ?? '' };
}

/** The one operation that is said; a client who adds headers of another gateway's must not choose which counts. */
function sole(
  candidates: readonly (Operation | Half | null)[],
): Pick<VerificationRequest, 'operation' | 'contradictory'> {
  let found: Operation | null = null;
  for (const candidate of candidates) {
    if (candidate === null) continue;
    const isOther =
      candidate === 'half' ||
      (found !== null && (found.method !== candidate.method || found.target !== candidate.target));
    if (isOther) return { operation: null, contradictory: true };
    found = candidate;
  }
  return { operation: found };
}

const list = (text: string | undefined): readonly string[] =>
  text === undefined
    ? []
    : text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '');
