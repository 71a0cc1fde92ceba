import { randomBytes } from 'node:crypto';
import { generateKey, hashKey, keyHint } from '../../../src/core/keys/key-format.ts';
import { comparable } from '../../../src/shared/text.ts';

/** Made-up keys as an organisation might have them: the same ones each time, but for their secrets. */

const DAY = 86_400_000;
const THINGS =
  'invoice order payment ledger warehouse catalogue customer supplier shipment tax payroll pricing refund contract ticket voucher subscription inventory budget statement'.split(
    ' ',
  );
const ACTIONS =
  'export import sync webhook integration report archive audit backup migration search reminder approval checkout reconciliation'.split(
    ' ',
  );
const PLACES =
  'Rotterdam Göteborg Łódź Zürich Porto Tallinn Bergen Århus Gdańsk Málaga staging production mobile gateway partner portal nightly weekly terminal kiosk'.split(
    ' ',
  );

export const GROUPS = 20;
export const ACCOUNTS = 500;
export const ROLES = 8;
export const API_SETS = 6;

export interface MadeUpKey {
  readonly name: string;
  readonly nameKey: string;
  readonly description: string;
  readonly hint: string;
  readonly hash: Buffer;
  /** Numbers from 0, or `null`. */
  readonly owner: number | null;
  readonly group: number | null;
  readonly roles: readonly number[];
  readonly apiSets: readonly number[];
  readonly revocation: 'until-reinstated' | 'permanent' | null;
  readonly expiresAt: number | null;
  readonly lastUsedAt: number | null;
  readonly createdAt: number;
  readonly removed: boolean;
}

/** Numbers from 0 up to 1, the same sequence for the same seed. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The system's random bytes, fetched in bulk: a call for each key costs more than the key. */
let pool = Buffer.alloc(0);
function pooledBytes(size: number): Uint8Array {
  if (pool.length < size) pool = randomBytes(65_536);
  const taken = pool.subarray(0, size);
  pool = pool.subarray(size);
  return taken;
}

/** The key number `index` of `count`, of a tenant with that prefix; `now` is the present. */
export function madeUpKey(index: number, count: number, prefix: string, now: number): MadeUpKey {
  const next = random(index + 1);
  const below = (limit: number) => Math.floor(next() * limit);
  const one = (words: readonly string[]) => words[below(words.length)] ?? '';
  const secret = generateKey(prefix, pooledBytes);
  const name = `${one(PLACES)} ${one(THINGS)} ${one(ACTIONS)} ${index}`;
  const hasOwner = next() < 0.3;
  const expiry = next();
  const apiSets = next() < 0.25 ? [below(API_SETS)] : [];
  const role = Math.floor(next() ** 2 * ROLES);
  const createdAt = now - 700 * DAY + Math.floor((690 * DAY * index) / count);
  return {
    name,
    nameKey: comparable(name),
    description: next() < 0.6 ? `${one(ACTIONS)} of every ${one(THINGS)} for the team in ${one(PLACES)}` : '',
    hint: keyHint(secret),
    hash: hashKey(secret),
    owner: hasOwner ? below(ACCOUNTS) : null,
    group: hasOwner || next() < 0.05 ? null : below(GROUPS),
    roles: next() < 0.3 ? [...new Set([role, below(ROLES)])] : [role],
    apiSets,
    revocation: next() < 0.12 ? (next() < 0.3 ? 'permanent' : 'until-reinstated') : null,
    expiresAt:
      expiry < 0.25
        ? null
        : expiry < 0.35
          ? now - 1 - below(300 * DAY)
          : expiry < 0.39
            ? now + 1 + below(14 * DAY - 1)
            : now + 14 * DAY + 1 + below(700 * DAY),
    lastUsedAt: next() < 0.6 ? Math.max(createdAt, now - below(90 * DAY)) : null,
    createdAt,
    removed: next() < 0.01,
  };
}
