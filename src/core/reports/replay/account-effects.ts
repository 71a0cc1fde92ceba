import type { EntryBody } from '../../audit/entry.ts';
import { after, flag, ids, nameBefore, refs, text } from './saying.ts';
import { type AccessState, type AccountState, NONE } from './state.ts';

/** What entries about accounts do. */

export function created(state: AccessState, entry: EntryBody): void {
  const { target } = entry;
  if (target === null) return;
  const said = after(entry);
  const licence = text(said['licence']) ?? '';
  state.accounts.put(target.id, {
    name: target.name,
    whole: true,
    displayName: text(said['displayName']) ?? target.name,
    licence,
    // The first person of a store was told of without it.
    apiOnly: flag(said['apiOnly']) ?? licence === 'API',
    enabled: true,
    removed: false,
    roles: refs(state.roles, ids(entry)['roles'], said['roles']) ?? NONE,
    dataGroups: NONE,
  });
}

export function edited(state: AccessState, entry: EntryBody): void {
  const account = accountOf(state, entry);
  if (account === undefined || entry.target === null) return;
  const said = after(entry);
  state.accounts.rename(entry.target.id, entry.target.name);
  account.displayName = text(said['displayName']) ?? account.displayName;
  account.licence = text(said['licence']) ?? account.licence;
  account.apiOnly = flag(said['apiOnly']) ?? account.apiOnly;
  account.roles = refs(state.roles, ids(entry)['roles'], said['roles']) ?? account.roles;
}

export function disabled(state: AccessState, entry: EntryBody): void {
  const account = accountOf(state, entry);
  if (account) account.enabled = false;
}

export function enabled(state: AccessState, entry: EntryBody): void {
  const account = accountOf(state, entry);
  if (account) account.enabled = true;
}

/** Its keys still name it, so it stays, without its name, which is free again. */
export function removed(state: AccessState, entry: EntryBody): void {
  const account = accountOf(state, entry);
  if (account === undefined || entry.target === null) return;
  account.removed = true;
  account.roles = NONE;
  account.dataGroups = NONE;
  state.accounts.remove(entry.target.id, 'referred to');
}

/** Each account whose groups change has an entry of its own, beside the one of the group. */
export function dataAccessChanged(state: AccessState, entry: EntryBody): void {
  const account = accountOf(state, entry);
  if (account === undefined) return;
  const groups = refs(state.dataGroups, ids(entry)['dataAccessGroups'], after(entry)['dataAccessGroups']);
  account.dataGroups = groups ?? account.dataGroups;
}

const accountOf = (state: AccessState, entry: EntryBody): AccountState | undefined =>
  entry.target === null ? undefined : state.accounts.about(entry.target.id, nameBefore(entry, 'username'));
