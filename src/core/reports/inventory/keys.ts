import { expiryState } from '../../../shared/expiry.ts';
import { rateInWords, readRateLimits } from '../../../shared/rate-limit.ts';
import { PolicyError, readPolicy } from '../../verification/policy.ts';
import { TOLD_EACH } from '../bounds.ts';
import { ALL_API_SETS, column, EXPIRY_WORDS, moment, stateWords } from '../cells.ts';
import type { Cell, ReportSection } from '../document.ts';
import type { Reading } from '../reading.ts';
import type { ReportWatch } from '../request.ts';
import { type InventoryKey, inventoryKeys } from './inventory-store.ts';
import { type Grants, namer, pairs } from './names.ts';

/** Every key that is not removed: what it is, and what limits it. Two tables, because one would be too wide for a page. */

const KEYS = [
  column('id', 'Id', 1),
  column('name', 'Key name', 4),
  column('hint', 'Key', 3),
  column('description', 'Description', 4),
  column('owner', 'Owner', 2.5),
  column('ownerState', 'Owner is', 1.5),
  column('state', 'State', 2),
  column('revoked', 'Revoked', 2),
  column('expires', 'Expires', 2),
  column('expiry', 'Expiry', 1.5),
  column('lastUsed', 'Last used', 2),
  column('created', 'Created', 2),
  column('createdBy', 'Created by', 2.5),
  column('rotated', 'Rotated', 2),
  column('oldSecretUntil', 'Old secret works until', 2),
];

const LIMITS = [
  column('id', 'Id', 1),
  column('name', 'Key name', 4),
  column('authorizationGroup', 'Authorization group', 3),
  column('roles', 'Roles', 3),
  column('withheld', 'Withheld permissions', 3),
  column('apiSets', 'API sets', 3),
  column('allowlist', 'IP allowlist', 3),
  column('rateLimits', 'Rate limits', 2),
];

export interface InventoryOfKeys {
  readonly sections: readonly ReportSection[];
  readonly keys: number;
  readonly active: number;
}

export function keySections(
  { sqlite }: Reading,
  grants: Grants,
  asked: { readonly tenantId: number; readonly asOf: number; readonly expiringSoonDays: number },
  watch: ReportWatch,
  expected: number,
): InventoryOfKeys {
  const limitsOf = limiting(grants);
  const keys: (readonly Cell[])[] = [];
  const limits: (readonly Cell[])[] = [];
  let active = 0;
  for (const key of inventoryKeys(sqlite, asked.tenantId, asked.asOf)) {
    keys.push(keyCells(key, asked.asOf, asked.expiringSoonDays));
    limits.push(limitsOf(key));
    if (key.revocation === null) active += 1;
    if (keys.length % TOLD_EACH === 0) watch.onProgress(keys.length, Math.max(expected, keys.length));
  }
  return {
    keys: keys.length,
    active,
    sections: [
      {
        id: 'keys',
        heading: 'Keys',
        note: 'Every key that is not removed, by name. A key without an owner is a tenant key.',
        columns: KEYS,
        rows: keys,
      },
      {
        id: 'keyLimits',
        heading: 'What limits the keys',
        note: 'An empty IP allowlist admits every address. Withheld permissions are taken from what group and roles grant.',
        columns: LIMITS,
        rows: limits,
      },
    ],
  };
}

const keyCells = (key: InventoryKey, asOf: number, expiringSoonDays: number): readonly Cell[] => [
  key.id,
  key.name,
  key.hint,
  key.description,
  key.owner,
  ownerState(key),
  stateWords(key.revocation),
  moment(key.revoked_at),
  moment(key.expires_at),
  EXPIRY_WORDS[expiryState(key.expires_at, asOf, expiringSoonDays)],
  moment(key.last_used_at),
  moment(key.created_at),
  key.created_by,
  moment(key.rotated_at),
  moment(key.old_secret_ends_at),
];

function ownerState({ owner_status, owner_deleted_at }: InventoryKey): string | null {
  if (owner_status === null) return null;
  return owner_deleted_at === null ? owner_status : 'deleted';
}

/** Many keys have the same limits: their names are looked up once. */
function limiting(grants: Grants): (key: InventoryKey) => readonly Cell[] {
  const group = new Map(pairs(grants.groups));
  const roles = namer(pairs(grants.roles));
  const sets = namer(pairs(grants.apiSets));
  const permissions = namer(grants.permissions);
  const known = new Map<string, readonly Cell[]>();
  const read = (policy: string): readonly Cell[] => {
    const { groupId, apiAccess, roleIds, apiSetIds, excludedIds, rateLimits, allowlist } = readPolicy(policy);
    return [
      groupId === null ? null : (group.get(groupId) ?? null),
      roles(roleIds),
      permissions(excludedIds),
      apiAccess === 'all' ? ALL_API_SETS : sets(apiSetIds),
      allowlist,
      readRateLimits(rateLimits).map(rateInWords),
    ];
  };
  return ({ id, name, policy }) => {
    let cells = known.get(policy);
    if (cells === undefined) known.set(policy, (cells = readableOr(DAMAGED, () => read(policy))));
    return [id, name, ...cells];
  };
}

const DAMAGED = ['Cannot be read: the key is refused', null, null, null, null, null] as const;

function readableOr(damaged: readonly Cell[], read: () => readonly Cell[]): readonly Cell[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof PolicyError) return damaged;
    throw error;
  }
}
