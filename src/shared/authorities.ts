import { type Message, msg } from './language/t.ts';

/** What people may do in Latchkey. A key never carries one of these, whatever roles it has. */
export const AUTHORITIES = [
  'view',
  'manage-tenant-api-keys',
  'manage-user-api-key',
  'manage-accounts',
  'manage-access-control',
  'view-activity',
  'export',
  'manage-settings',
  'manage-tenants',
] as const;

export type Authority = (typeof AUTHORITIES)[number];

/**
 * What a call asks of its caller: an authority, or one of the three states of a session.
 * `anyone`: before sign-in too. `held`: signed in, even while locked. `signed-in`: signed in and unlocked.
 * `manages-keys`: holds one of the two authorities over keys; which of them it must be, the core says by the key's owner.
 */
export type Access = Authority | 'anyone' | 'held' | 'signed-in' | 'manages-keys';

export const KEY_AUTHORITIES = [
  'manage-tenant-api-keys',
  'manage-user-api-key',
] as const satisfies Authority[];

/** The names that people see, in the words of the field's products. */
export const AUTHORITY_NAMES: Readonly<Record<Authority, Message>> = {
  view: msg('View'),
  'manage-tenant-api-keys': msg('Manage Tenant API Keys'),
  'manage-user-api-key': msg('Manage User API Key'),
  'manage-accounts': msg('Manage Accounts'),
  'manage-access-control': msg('Manage Access Control'),
  'view-activity': msg('View Activity'),
  export: msg('Export'),
  'manage-settings': msg('Manage Settings'),
  'manage-tenants': msg('Manage Tenants'),
};

export interface BuiltInRole {
  readonly key: string;
  readonly name: string;
  readonly authorities: readonly Authority[];
}

/** The roles that every tenant has from its first day on. */
export const BUILT_IN_ROLES: readonly BuiltInRole[] = [
  { key: 'super-user', name: 'Super User', authorities: AUTHORITIES },
  {
    key: 'tenant-administrator',
    name: 'Tenant Administrator',
    authorities: AUTHORITIES.filter((authority) => authority !== 'manage-tenants'),
  },
  {
    key: 'key-manager',
    name: 'Key Manager',
    authorities: ['view', 'manage-tenant-api-keys', 'manage-user-api-key', 'view-activity'],
  },
  { key: 'auditor', name: 'Auditor', authorities: ['view', 'view-activity', 'export'] },
];
