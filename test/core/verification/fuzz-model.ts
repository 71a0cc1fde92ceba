import { BlockList, isIP } from 'node:net';

/** Who may pass, told plainly and independently of the code under test. */

/** By what each key may do. */
export const KEYS = ['open', 'networks', 'orders', 'revoked', 'expired', 'removed'] as const;
export type KeyName = (typeof KEYS)[number];
export type Keys = Readonly<Record<KeyName, string>>;

export interface Operation {
  readonly method: string;
  readonly target: string;
}
export interface PlainRequest {
  readonly key: string;
  readonly address: string | null;
  readonly operation: Operation | null;
  readonly permissions: readonly string[];
}
/** As a gateway sends it; several `Authorization` headers are several here. */
export interface PlainCall {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly authorization: readonly string[];
  readonly method: string;
  readonly url: string;
  readonly peer: string | undefined;
}

function blockList(...networks: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[]): BlockList {
  const list = new BlockList();
  for (const network of networks) list.addSubnet(...network);
  return list;
}
/** Where the key `networks` may be used from, and who is believed about the client's address. */
const NETWORKS = blockList(['10.1.0.0', 16, 'ipv4'], ['2001:db8::', 32, 'ipv6']);
const PROXIES = blockList(['192.0.2.0', 24, 'ipv4']);

function isIn(list: BlockList, address: string): boolean {
  const plain = address.replace(/%.*$/s, '');
  const mapped = /^::ffff:(?<inner>\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.groups?.['inner'];
  if (mapped !== undefined) return list.check(mapped, 'ipv4');
  // Mapped addresses in other spellings are left to the code: BlockList knows them as IPv4.
  const family = isIP(plain);
  return family === 0 ? false : list.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}

/** @param revoked the keys that are revoked at the moment */
export function mayPass(
  { key, address, operation, permissions }: PlainRequest,
  keys: Keys,
  revoked: readonly KeyName[],
): boolean {
  if (revoked.some((name) => keys[name] === key)) return false;
  if (permissions.some((permission) => permission !== 'orders:read')) return false;
  if (operation !== null && isOwn(operation.target)) return false;
  if (key === keys.open) return true;
  if (key === keys.networks) return address !== null && isIn(NETWORKS, address);
  if (key !== keys.orders || operation === null) return false;
  return operation.method === 'GET' && /^\/v1\/orders\/[^/?#]+([?#].*)?$/s.test(operation.target);
}

/** Whether a path leads to Latchkey's own operations. */
function isOwn(target: string): boolean {
  const [path = ''] = target.split(/[?#]/);
  return [path, decoded(path)].some((text) => /^\/*latchkey(?:\/|$)/i.test(text));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What a gateway asks about; `null`: it says the operation by halves or in two ways, which nobody may pass. */
export function requestOf({ headers, authorization, method, url, peer }: PlainCall): PlainRequest | null {
  const said: Operation[] = [];
  for (const names of [
    ['x-original-method', 'x-original-uri'],
    ['x-forwarded-method', 'x-forwarded-uri'],
  ] as const) {
    const [by, target] = [headers[names[0]], headers[names[1]]];
    if ((by === undefined) !== (target === undefined)) return null;
    if (by !== undefined && target !== undefined) said.push({ method: by, target });
  }
  const rest = url.slice('/verify'.length);
  const below = rest !== '' && !rest.startsWith('?');
  if (below) said.push({ method, target: rest });
  if (new Set(said.map((one) => JSON.stringify([one.method, one.target]))).size > 1) return null;
  const needed = (headers['x-latchkey-require-permissions'] ?? '').split(',').map((one) => one.trim());
  const asked = below ? [] : new URLSearchParams(rest).getAll('permission');
  return {
    key: headers['x-api-key'] ?? bearerOf(authorization),
    address: clientOf(peer, headers['x-forwarded-for']),
    operation: said[0] ?? null,
    permissions: [...needed.filter((one) => one !== ''), ...asked],
  };
}

function bearerOf(authorization: readonly string[]): string {
  const [only = '', ...more] = authorization;
  return more.length === 0 && only.slice(0, 7).toLowerCase() === 'bearer '
    ? only.slice(7).replace(/^ +/, '')
    : '';
}

/** From the right, past the proxies that are believed. */
function clientOf(peer: string | undefined, forwarded: string | undefined): string | null {
  if (peer === undefined) return null;
  if (forwarded === undefined || !isIn(PROXIES, peer)) return peer;
  const hops = forwarded.split(',').map((hop) => hop.trim());
  while (hops.length > 1 && isIn(PROXIES, hops.at(-1) ?? '')) hops.pop();
  return hops.at(-1) ?? null;
}
