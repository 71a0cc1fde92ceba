import { english } from '../../../shared/language/t.ts';
import { AUTHORITY_NAMES } from '../../../shared/authorities.ts';
import { grouped } from '../../access/grouped.ts';
import { column, moment } from '../cells.ts';
import type { ReportSection } from '../document.ts';
import type { Reading } from '../reading.ts';
import { inventoryAccounts, membersOfGroups, namesOfAccounts, ownedKeys } from './inventory-store.ts';
import { type Grants, namer } from './names.ts';

/** Accounts, and all that keys and accounts are given. */

export function accountSection({ sqlite }: Reading, tenantId: number): ReportSection {
  const named = (of: 'roles' | 'data_access_groups') =>
    grouped(namesOfAccounts(sqlite, tenantId, of).map(({ id, name }) => [id, name] as const));
  const [roles, groups] = [named('roles'), named('data_access_groups')];
  const keys = new Map(ownedKeys(sqlite, tenantId).map(({ id, count }) => [id, count]));
  return {
    id: 'accounts',
    heading: 'Accounts',
    note: 'Every account that is not deleted, by username. An API-only account never signs in.',
    columns: [
      column('id', 'Id', 1),
      column('username', 'Username', 3),
      column('displayName', 'Display name', 3),
      column('licence', 'License', 1),
      column('apiOnly', 'API only', 1),
      column('status', 'Status', 1.5),
      column('roles', 'Roles', 3),
      column('dataAccessGroups', 'Data access groups', 3),
      column('keys', 'Keys', 1),
      column('lastSignIn', 'Last sign-in', 2),
      column('created', 'Created', 2),
      column('createdBy', 'Created by', 2.5),
    ],
    rows: inventoryAccounts(sqlite, tenantId).map((account) => [
      account.id,
      account.username,
      account.display_name,
      account.licence,
      account.api_only === 1,
      account.status,
      roles.get(account.id) ?? [],
      groups.get(account.id) ?? [],
      keys.get(account.id) ?? 0,
      moment(account.last_sign_in_at),
      moment(account.created_at),
      account.created_by,
    ]),
  };
}

const ID = column('id', 'Id', 1);
const NAME = column('name', 'Name', 3);
const DESCRIPTION = column('description', 'Description', 4);
const PERMISSIONS = column('permissions', 'Permissions', 5);
const KEYS = column('keys', 'Keys', 1);

export function grantSections({ sqlite }: Reading, tenantId: number, grants: Grants): ReportSection[] {
  const permissions = namer(grants.permissions);
  const members = grouped(membersOfGroups(sqlite, tenantId).map(({ id, name }) => [id, name] as const));
  return [
    {
      id: 'roles',
      heading: 'Roles',
      columns: [
        ID,
        NAME,
        DESCRIPTION,
        PERMISSIONS,
        column('authorities', 'Authorities in Latchkey', 4),
        KEYS,
        column('accounts', 'Accounts', 1),
        column('builtIn', 'Built in', 1),
      ],
      rows: grants.roles.map((role) => [
        role.id,
        role.name,
        role.description,
        permissions(role.permissionIds),
        role.authorities.map((authority) => english(AUTHORITY_NAMES[authority])),
        role.keys,
        role.accounts,
        role.builtIn,
      ]),
    },
    {
      id: 'authorizationGroups',
      heading: 'Authorization groups',
      columns: [ID, NAME, column('type', 'Type', 2), DESCRIPTION, PERMISSIONS, KEYS],
      rows: grants.groups.map((group) => [
        group.id,
        group.name,
        group.type,
        group.description,
        permissions(group.permissionIds),
        group.keys,
      ]),
    },
    {
      id: 'apiSets',
      heading: 'API sets',
      columns: [ID, NAME, DESCRIPTION, column('operations', 'Operations', 6), KEYS],
      rows: grants.apiSets.map((set) => [
        set.id,
        set.name,
        set.description,
        set.operations === '' ? [] : set.operations.split('\n'),
        set.keys,
      ]),
    },
    {
      id: 'dataAccessGroups',
      heading: 'Data access groups',
      columns: [ID, NAME, DESCRIPTION, column('scopes', 'Data scopes', 4), column('members', 'Members', 4)],
      rows: grants.dataAccessGroups.map((group) => [
        group.id,
        group.name,
        group.description,
        group.scopes,
        members.get(group.id) ?? [],
      ]),
    },
  ];
}
