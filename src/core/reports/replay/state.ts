import { type Ref, Things } from './things.ts';

/**
 * Who could reach what, as far as the log has told up to some entry. `null` in the place of a list: the log does not say.
 * Held in memory as a whole: a few hundred bytes a key that ever was, and nothing of the entries.
 */
export interface AccessState {
  readonly tenant: TenantState;
  readonly keys: Map<number, KeyState>;
  readonly accounts: Things<AccountState>;
  readonly roles: Things<RoleState>;
  readonly groups: Things<GroupState>;
  readonly apiSets: Things<ApiSetState>;
  readonly dataGroups: Things<DataGroupState>;
  /** Those that can be granted, as far as they were told of. */
  readonly permissions: Set<string>;
}

export interface TenantState {
  name: string | null;
  archived: boolean;
  /** The entry of its making; `whole`: it says what the tenant began with. `null`: there is none. */
  beginning: { readonly seq: number; readonly time: number; readonly whole: boolean } | null;
}

export interface KeyState {
  readonly id: number;
  name: string;
  /** The log tells how the key was made; otherwise all but what later entries say of it is unknown. */
  readonly whole: boolean;
  description: string;
  hint: string;
  /** `null`: the tenant. */
  owner: Ref | null;
  group: Ref | null;
  roles: readonly Ref[];
  apiSets: 'all' | readonly Ref[];
  withheld: readonly string[];
  allowlist: readonly string[];
  rateLimits: readonly string[];
  revocation: 'until-reinstated' | 'permanent' | null;
  revokedAt: number | null;
  expiresAt: number | null;
  readonly createdAt: number | null;
  /** Maybe of another tenant, so the name of then is kept too. */
  readonly createdBy: { readonly id: number; readonly name: string } | null;
  rotatedAt: number | null;
  /** The last secret before the current one, and the moment from which it is dead. */
  previous: { readonly hint: string; readonly endsAt: number } | null;
  removed: boolean;
}

export interface AccountState {
  /** The username. */
  name: string;
  readonly whole: boolean;
  displayName: string;
  licence: string;
  apiOnly: boolean;
  enabled: boolean;
  removed: boolean;
  roles: readonly Ref[];
  dataGroups: readonly Ref[];
}

export interface RoleState {
  name: string;
  permissions: readonly string[] | null;
  authorities: readonly string[] | null;
}

export interface GroupState {
  name: string;
  type: string | null;
  permissions: readonly string[] | null;
}

export interface ApiSetState {
  name: string;
  operations: readonly string[] | null;
}

export interface DataGroupState {
  name: string;
  scopes: readonly string[] | null;
}

/** Before the first entry. */
export const emptyState = (): AccessState => ({
  tenant: { name: null, archived: false, beginning: null },
  keys: new Map(),
  accounts: new Things<AccountState>((name) => ({
    name,
    whole: false,
    displayName: '',
    licence: '',
    apiOnly: false,
    enabled: true,
    removed: false,
    roles: NONE,
    dataGroups: NONE,
  })),
  roles: new Things<RoleState>((name) => ({ name, permissions: null, authorities: null })),
  groups: new Things<GroupState>((name) => ({ name, type: null, permissions: null })),
  apiSets: new Things<ApiSetState>((name) => ({ name, operations: null })),
  dataGroups: new Things<DataGroupState>((name) => ({ name, scopes: null })),
  permissions: new Set(),
});

/** One for all, because most keys have none of most things. */
export const NONE: readonly never[] = [];
