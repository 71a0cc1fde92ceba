import type { EntryBody } from '../../audit/entry.ts';
import { after, nameBefore, text, texts } from './saying.ts';
import type { AccessState } from './state.ts';
import type { Things } from './things.ts';

/** What entries about roles, authorization groups, API sets, data access groups and permissions do. */

type Kind = 'roles' | 'groups' | 'apiSets' | 'dataGroups';

/** What an entry says of the contents of something; what it does not say stays as it was. */
const CONTENTS = {
  roles: (entry: EntryBody) => ({
    permissions: texts(after(entry)['permissions']),
    authorities: texts(after(entry)['authorities']),
  }),
  groups: (entry: EntryBody) => ({
    permissions: texts(after(entry)['permissions']),
    type: text(after(entry)['type']),
  }),
  apiSets: (entry: EntryBody) => ({ operations: texts(after(entry)['operations']) }),
  dataGroups: (entry: EntryBody) => ({ scopes: texts(after(entry)['scopes']) }),
} as const;

export const create =
  (kind: Kind) =>
  (state: AccessState, entry: EntryBody): void => {
    if (entry.target === null) return;
    state[kind].begin(entry.target.id, entry.target.name);
    edit(kind)(state, entry);
  };

export const edit =
  (kind: Kind) =>
  (state: AccessState, entry: EntryBody): void => {
    const { target } = entry;
    if (target === null) return;
    const things: Things<{ name: string }> = state[kind];
    const thing = things.about(target.id, nameBefore(entry));
    for (const [member, value] of Object.entries(CONTENTS[kind](entry))) {
      if (value !== undefined) Object.assign(thing, { [member]: value });
    }
    things.rename(target.id, target.name);
  };

export const remove =
  (kind: Kind) =>
  (state: AccessState, { target }: EntryBody): void => {
    if (target) state[kind].remove(target.id);
  };

export function permissionCreated(state: AccessState, { target }: EntryBody): void {
  if (target) state.permissions.add(target.name);
}

export function permissionRemoved(state: AccessState, { target }: EntryBody): void {
  if (target) state.permissions.delete(target.name);
}
