import type { EntryBody } from '../../audit/entry.ts';
import { after, before, ids, number, refs, text, texts } from './saying.ts';
import { type AccessState, type KeyState, NONE } from './state.ts';
import type { Ref } from './things.ts';

/** What entries about keys do. */

export function generated(state: AccessState, entry: EntryBody): void {
  const { target, time, actor } = entry;
  if (target === null) return;
  const said = after(entry);
  const owner = ownerOf(state, entry);
  const revocation = revocationOf(said['revocation']);
  state.keys.set(target.id, {
    id: target.id,
    name: target.name,
    whole: owner !== undefined,
    description: text(said['description']) ?? '',
    hint: text(said['hint']) ?? '',
    owner: owner ?? null,
    group: groupOf(state, entry) ?? null,
    roles: refs(state.roles, ids(entry)['roles'], said['roles']) ?? NONE,
    apiSets: apiSetsOf(state, entry) ?? 'all',
    withheld: texts(said['withheld']) ?? NONE,
    allowlist: texts(said['allowlist']) ?? NONE,
    rateLimits: texts(said['rateLimits']) ?? NONE,
    // An imported key may have been made, and revoked, before it came here.
    revocation,
    revokedAt: revocation && time,
    expiresAt: number(said['expiresAt']) ?? null,
    createdAt: number(said['createdAt']) ?? time,
    createdBy: actor,
    rotatedAt: null,
    previous: null,
    removed: false,
  });
}

export function edited(state: AccessState, entry: EntryBody): void {
  const key = keyOf(state, entry);
  if (key === undefined) return;
  const said = after(entry);
  key.name = entry.target?.name ?? key.name;
  key.description = text(said['description']) ?? key.description;
  const group = groupOf(state, entry);
  if (group !== undefined) key.group = group;
  key.roles = refs(state.roles, ids(entry)['roles'], said['roles']) ?? key.roles;
  key.apiSets = apiSetsOf(state, entry) ?? key.apiSets;
  key.withheld = texts(said['withheld']) ?? key.withheld;
  key.allowlist = texts(said['allowlist']) ?? key.allowlist;
  key.rateLimits = texts(said['rateLimits']) ?? key.rateLimits;
}

export function rotated(state: AccessState, entry: EntryBody): void {
  const key = keyOf(state, entry);
  if (key === undefined) return;
  const said = after(entry);
  key.previous = {
    hint: text(before(entry)['hint']) ?? key.hint,
    endsAt: number(entry.details['oldSecretEndsAt']) ?? entry.time,
  };
  key.hint = text(said['hint']) ?? key.hint;
  if ('expiresAt' in said) key.expiresAt = number(said['expiresAt']) ?? null;
  key.rotatedAt = entry.time;
}

export function rotationFinished(state: AccessState, entry: EntryBody): void {
  const key = keyOf(state, entry);
  if (key?.previous) key.previous = { ...key.previous, endsAt: Math.min(key.previous.endsAt, entry.time) };
}

export function revoked(state: AccessState, entry: EntryBody): void {
  const key = keyOf(state, entry);
  if (key === undefined) return;
  key.revocation = revocationOf(after(entry)['revocation']) ?? 'until-reinstated';
  key.revokedAt = entry.time;
}

export function reinstated(state: AccessState, entry: EntryBody): void {
  const key = keyOf(state, entry);
  if (key === undefined) return;
  key.revocation = null;
  key.revokedAt = null;
}

export function removed(state: AccessState, entry: EntryBody): void {
  const key = keyOf(state, entry);
  if (key) key.removed = true;
}

export function restored(state: AccessState, entry: EntryBody): void {
  const key = keyOf(state, entry);
  if (key) key.removed = false;
}

export function reassigned(state: AccessState, entry: EntryBody): void {
  const key = keyOf(state, entry);
  if (key === undefined) return;
  const name = text(after(entry)['owner']);
  const owner = number(ids(entry)['owner']) ?? (name === undefined ? undefined : state.accounts.refTo(name));
  if (owner !== undefined) key.owner = owner;
}

function keyOf(state: AccessState, { target }: EntryBody): KeyState | undefined {
  if (target === null) return undefined;
  const known = state.keys.get(target.id);
  if (known) return known;
  const key = unknownKey(target.id, target.name);
  state.keys.set(target.id, key);
  return key;
}

/** `null`: the tenant; `undefined`: it cannot be told. */
function ownerOf(state: AccessState, entry: EntryBody): Ref | null | undefined {
  const byId = ids(entry)['owner'];
  const name = text(after(entry)['owner']);
  if (typeof byId === 'number' && name !== undefined) state.accounts.about(byId, name);
  if (byId === null || typeof byId === 'number') return byId;
  if (name === undefined) return undefined;
  const account = state.accounts.refTo(name);
  if (name !== 'tenant') return account;
  // The word for the tenant, or the account of that name: entries without ids do not say.
  return typeof account === 'number' ? undefined : null;
}

function groupOf(state: AccessState, entry: EntryBody): Ref | null | undefined {
  const byId = ids(entry)['authorizationGroup'];
  const name = after(entry)['authorizationGroup'];
  if (typeof byId === 'number' && typeof name === 'string') state.groups.about(byId, name);
  if (byId === null || typeof byId === 'number') return byId;
  if (name === null) return null;
  return typeof name === 'string' ? state.groups.refTo(name) : undefined;
}

function apiSetsOf(state: AccessState, entry: EntryBody): KeyState['apiSets'] | undefined {
  const byId = ids(entry)['apiSets'];
  const byName = after(entry)['apiSets'];
  if (byId === 'all' || (byId === undefined && byName === 'all')) return 'all';
  return refs(state.apiSets, byId, byName);
}

const revocationOf = (value: unknown): KeyState['revocation'] =>
  value === 'permanent' || value === 'until-reinstated' ? value : null;

const unknownKey = (id: number, name: string): KeyState => ({
  id,
  name,
  whole: false,
  description: '',
  hint: '',
  owner: null,
  group: null,
  roles: NONE,
  apiSets: NONE,
  withheld: NONE,
  allowlist: NONE,
  rateLimits: NONE,
  revocation: null,
  revokedAt: null,
  expiresAt: null,
  createdAt: null,
  createdBy: null,
  rotatedAt: null,
  previous: null,
  removed: false,
});
