import { type EntryBody, sealEntry } from '../../../src/core/audit/entry.ts';
import { searchedText } from '../../../src/core/keys/list/key-search-store.ts';
import { writePolicy } from '../../../src/core/verification/policy.ts';
import { type MadeUpKey, madeUpKey } from './made-up.ts';

/** The rows of many keys, made by the program's own functions and ready to be inserted. */

/** A tenant to fill, and the ids of what its keys refer to; `madeUpKey` numbers them from 0. */
export interface Plan {
  readonly tenantId: number;
  readonly prefix: string;
  readonly keys: number;
  /** Epoch milliseconds. */
  readonly now: number;
  /** The id of the tenant's first key; the others follow. */
  readonly firstId: number;
  readonly accounts: readonly { id: number; username: string }[];
  readonly groups: readonly number[];
  readonly roles: readonly number[];
  readonly apiSets: readonly number[];
  /** The newest entry of the log. */
  readonly head: { readonly seq: number; readonly hash: string | null };
}

export type Value = string | number | null;

/** Rows of some keys, column values in the order of the statements in `insert.ts`. */
export interface Rows {
  readonly keys: readonly (readonly Value[])[];
  /** 32 bytes for each key. */
  readonly secretHashes: Uint8Array;
  readonly texts: readonly (readonly [number, string])[];
  readonly roles: readonly (readonly [number, number])[];
  readonly apiSets: readonly (readonly [number, number])[];
  readonly entries: readonly { readonly seq: number; readonly body: string; readonly time: number }[];
  /** 32 bytes for each entry. */
  readonly entryHashes: Uint8Array;
}

const HASH = 32;

/**
 * Makes a plan's rows, batch after batch.
 * @param made the key number `index`, counted from 0
 */
export function* makeRows(
  plan: Plan,
  batch: number,
  made = (index: number): MadeUpKey => madeUpKey(index, plan.keys, plan.prefix, plan.now),
): Generator<Rows> {
  let { hash: previous } = plan.head;
  for (let from = 0; from < plan.keys; from += batch) {
    const count = Math.min(batch, plan.keys - from);
    const rows = {
      keys: [] as Value[][],
      secretHashes: new Uint8Array(count * HASH),
      texts: [] as [number, string][],
      roles: [] as [number, number][],
      apiSets: [] as [number, number][],
      entries: [] as { seq: number; body: string; time: number }[],
      entryHashes: new Uint8Array(count * HASH),
    };
    for (let index = 0; index < count; index += 1) {
      const key = made(from + index);
      const id = plan.firstId + from + index;
      const owner = key.owner === null ? undefined : plan.accounts[key.owner];
      rows.keys.push(keyColumns(plan, key, id, owner?.id ?? null));
      rows.secretHashes.set(key.hash, index * HASH);
      if (!key.removed) rows.texts.push([id, searchedText({ ...key, owner: owner?.username ?? '' })]);
      for (const role of key.roles) rows.roles.push([id, plan.roles[role] ?? 0]);
      for (const apiSet of key.apiSets) rows.apiSets.push([id, plan.apiSets[apiSet] ?? 0]);
      const seq = plan.head.seq + 1 + from + index;
      const { bytes, hash } = sealEntry(entryOf(plan, key, id, seq, previous));
      rows.entries.push({ seq, body: bytes, time: key.createdAt });
      rows.entryHashes.set(hash, index * HASH);
      previous = hash.toString('hex');
    }
    yield rows;
  }
}

const keyColumns = (plan: Plan, made: MadeUpKey, id: number, ownerId: number | null): Value[] => [
  id,
  plan.tenantId,
  ownerId,
  made.name,
  made.nameKey,
  made.description,
  made.hint,
  made.group === null ? null : (plan.groups[made.group] ?? null),
  made.apiSets.length > 0 ? 'selected' : 'all',
  made.revocation,
  made.revocation === null ? null : plan.now,
  made.expiresAt,
  made.lastUsedAt,
  made.createdAt,
  plan.accounts[0]?.id ?? 0,
  made.removed ? plan.now : null,
  policyOf(plan, made),
];

const policyOf = (plan: Plan, made: MadeUpKey): string =>
  writePolicy({
    groupId: made.group === null ? null : (plan.groups[made.group] ?? null),
    apiAccess: made.apiSets.length > 0 ? 'selected' : 'all',
    roleIds: made.roles.map((role) => plan.roles[role] ?? 0),
    apiSetIds: made.apiSets.map((set) => plan.apiSets[set] ?? 0),
    excludedIds: [],
    rateLimits: '',
    allowlist: [],
  });

/** What the program writes down about a new key. */
function entryOf(plan: Plan, made: MadeUpKey, id: number, seq: number, previous: string | null): EntryBody {
  const { name, description, hint, expiresAt, createdAt } = made;
  const [actor] = plan.accounts;
  return {
    version: 1,
    log: 'bench',
    epoch: 1,
    seq,
    time: createdAt,
    origin: 'desktop',
    session: 'bench',
    actor: actor ? { id: actor.id, name: actor.username } : null,
    tenant: plan.tenantId,
    action: 'keys.generate',
    target: { type: 'key', id, name },
    outcome: 'done',
    details: { after: { name, description, hint, owner: 'tenant', expiresAt } },
    previous,
  };
}
