import { readOperations } from '../../shared/api-pattern.ts';
import type { GROUP_TYPES } from '../../shared/grants.ts';
import { comparable } from '../../shared/text.ts';
import type { WriteDb } from '../db/schema.ts';
import { insertApiSet, putOperations } from './api-set-store.ts';
import { insertGroup, putGroupPermissions } from './authorization-group-store.ts';
import type { NamingColumns } from './naming.ts';
import { insertPermission, permissionName } from './permission-store.ts';
import { insertRole, putRolePermissions } from './role-store.ts';

/** What a new tenant begins with, to be changed at will. Migration 0002 gives the permissions and groups to older ones. */

const PERMISSIONS = [
  ['customers', 'read', 'See customers and their contacts'],
  ['customers', 'write', 'Create and change customers'],
  ['invoices', 'read', 'See invoices'],
  ['invoices', 'write', 'Create and change invoices'],
  ['orders', 'read', 'See orders and their state'],
  ['orders', 'write', 'Create and change orders'],
  ['reports', 'read', 'Run and read reports'],
] as const;
const READING = ['customers:read', 'invoices:read', 'orders:read', 'reports:read'];

const GROUPS: readonly {
  readonly name: string;
  readonly type: (typeof GROUP_TYPES)[number];
  readonly description: string;
  readonly grants: readonly string[];
}[] = [
  {
    name: 'Read only',
    type: 'Tenant API Key',
    description: 'Reads everything, changes nothing',
    grants: READING,
  },
  {
    name: 'Full access',
    type: 'Tenant API Key',
    description: 'Every permission of the starter set',
    grants: PERMISSIONS.map(([resource, action]) => permissionName({ resource, action })),
  },
  {
    name: 'Standard user',
    type: 'User',
    description: 'What a person’s own key may read',
    grants: READING,
  },
];

const ROLES = [
  {
    name: 'Order processing',
    description: 'Sees customers, sees and changes orders',
    grants: ['customers:read', 'orders:read', 'orders:write'],
  },
  {
    name: 'Reporting',
    description: 'Reads invoices, orders and reports',
    grants: ['invoices:read', 'orders:read', 'reports:read'],
  },
] as const;

const API_SETS = [
  {
    name: 'Customers',
    description: 'Everything about customers',
    operations: '* /v1/customers\n* /v1/customers/**',
  },
  {
    name: 'Invoices',
    description: 'Reading invoices and making new ones',
    operations: 'GET /v1/invoices\nGET /v1/invoices/{id}\nPOST /v1/invoices',
  },
  {
    name: 'Orders',
    description: 'Everything about orders',
    operations: 'GET /v1/orders\nPOST /v1/orders\n* /v1/orders/**',
  },
] as const;

/** Inserts the starter set of a new tenant. */
export async function insertStarter(db: WriteDb, tenantId: number, now: number): Promise<void> {
  const ids = new Map<string, number>();
  for (const [resource, action, description] of PERMISSIONS) {
    const row = { tenant_id: tenantId, resource, action, description, created_at: now };
    ids.set(permissionName(row), await insertPermission(db, row));
  }
  const idsOf = (names: readonly string[]) => names.flatMap((name) => ids.get(name) ?? []);
  for (const group of GROUPS) {
    const id = await insertGroup(db, tenantId, { ...namingOf(group), type: group.type }, now);
    await putGroupPermissions(db, id, idsOf(group.grants));
  }
  for (const role of ROLES) {
    const id = await insertRole(db, tenantId, namingOf(role), now);
    await putRolePermissions(db, id, idsOf(role.grants));
  }
  for (const set of API_SETS) {
    const id = await insertApiSet(db, tenantId, namingOf(set), now);
    await putOperations(db, id, readOperations(set.operations).operations);
  }
}

const namingOf = ({ name, description }: { name: string; description: string }): NamingColumns => ({
  name,
  name_key: comparable(name),
  description,
});
