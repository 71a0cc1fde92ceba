import type { ApiSet } from '../../shared/api-sets.ts';
import type { AuthorizationGroup, Role, Users } from '../../shared/grants.ts';
import { type Message, msg, t } from '../../shared/language/t.ts';
import { api } from '../api.ts';
import { uses } from '../ui/counted.ts';

/** How those are spoken of who have something. */
export interface UseWords {
  /** The list's column. */
  readonly column: Message;
  /** "3 keys, 1 account"; `null`: nobody. */
  readonly count: (row: AccessRow) => string | null;
  readonly nobody: Message;
  /** The dialog that names them. */
  readonly who: (name: string) => string;
  /** Why it cannot be deleted. */
  readonly inUse: (name: string, count: string) => string;
}

export const USED: UseWords = {
  column: msg('Used by'),
  count: ({ keys, accounts = 0 }) => uses(keys, accounts),
  nobody: msg('Nobody'),
  who: (name) => t('Who uses “{name}”', { name }),
  inUse: (name, count) => t('“{name}” is used by {count}.', { name, count }),
};

/** What the lists and forms of roles, authorization groups, API sets and data access groups have in common. */
export interface Subject<Row> {
  /** The list's title and name in the navigation. */
  readonly title: Message;
  readonly path: string;
  readonly one: Message;
  readonly many: Message;
  /** Whole sentences about one of them: the noun decides about every word around it. */
  readonly fresh: Message;
  readonly first: Message;
  readonly missing: Message;
  /** What they are for, in a sentence. */
  readonly about: Message;
  /** What must happen to the users before it can be deleted. */
  readonly release: Message;
  /** `USED` without it. */
  readonly use?: UseWords;
  readonly list: () => Promise<readonly Row[]>;
  readonly users: (id: number) => Promise<Users>;
  readonly remove: (id: number) => Promise<unknown>;
}

/** What every row of them has. */
export interface AccessRow {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly keys: number;
  readonly accounts?: number;
  readonly builtIn?: boolean;
}

export const ROLES: Subject<Role> = {
  title: msg('Roles'),
  path: '/roles',
  one: msg('role'),
  many: msg('roles'),
  fresh: msg('New role'),
  first: msg('Create the first role'),
  missing: msg('This role does not exist'),
  about: msg('What people may do in Latchkey, and what people and keys may do in your APIs.'),
  release: msg('Take the role from them first.'),
  list: () => api.roles.list(undefined),
  users: (id) => api.roles.users({ id }),
  remove: (id) => api.roles.remove({ id }),
};

export const GROUPS: Subject<AuthorizationGroup> = {
  title: msg('Authorization groups'),
  path: '/authorization-groups',
  one: msg('authorization group'),
  many: msg('authorization groups'),
  fresh: msg('New authorization group'),
  first: msg('Create the first authorization group'),
  missing: msg('This authorization group does not exist'),
  about: msg('What keys may do in your APIs. Each key of the tenant has exactly one.'),
  release: msg('Give them another authorization group first.'),
  list: () => api.authorizationGroups.list(undefined),
  users: (id) => api.authorizationGroups.users({ id }),
  remove: (id) => api.authorizationGroups.remove({ id }),
};

export const API_SETS: Subject<ApiSet> = {
  title: msg('API sets'),
  path: '/api-sets',
  one: msg('API set'),
  many: msg('API sets'),
  fresh: msg('New API set'),
  first: msg('Create the first API set'),
  missing: msg('This API set does not exist'),
  about: msg('Groups of API operations to which keys can be limited.'),
  release: msg('Take the API set from them first.'),
  list: () => api.apiSets.list(undefined),
  users: (id) => api.apiSets.users({ id }),
  remove: (id) => api.apiSets.remove({ id }),
};
