import type { EntryBody } from '../../audit/entry.ts';
import { number, record, records, text, texts } from './saying.ts';
import type { AccessState } from './state.ts';

/** What entries about the tenant itself do. */

/** A tenant begins with roles, groups and API sets; older entries do not say which. */
export function created(state: AccessState, entry: EntryBody): void {
  named(state, entry);
  const { starter } = entry.details;
  state.tenant.beginning = { seq: entry.seq, time: entry.time, whole: starter !== undefined };
  const said = record(starter);
  for (const name of texts(said['permissions']) ?? []) state.permissions.add(name);
  for (const role of records(said['roles'])) {
    state.roles.put(idOf(role), {
      name: nameOf(role),
      permissions: texts(role['permissions']) ?? null,
      authorities: texts(role['authorities']) ?? null,
    });
  }
  for (const group of records(said['authorizationGroups'])) {
    const type = text(group['type']) ?? null;
    state.groups.put(idOf(group), {
      name: nameOf(group),
      type,
      permissions: texts(group['permissions']) ?? null,
    });
  }
  for (const set of records(said['apiSets'])) {
    state.apiSets.put(idOf(set), { name: nameOf(set), operations: texts(set['operations']) ?? null });
  }
}

export function named(state: AccessState, { target }: EntryBody): void {
  state.tenant.name = target?.name ?? state.tenant.name;
}

export function archived(state: AccessState): void {
  state.tenant.archived = true;
}

export function restored(state: AccessState): void {
  state.tenant.archived = false;
}

const idOf = (thing: Readonly<Record<string, unknown>>): number => number(thing['id']) ?? Number.NaN;
const nameOf = (thing: Readonly<Record<string, unknown>>): string => text(thing['name']) ?? '';
