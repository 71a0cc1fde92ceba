import { createApiSet } from '../../../../src/core/access/api-set-service.ts';
import { groupId, permissionIds } from '../../../support/keys.ts';
import type { Case } from '../scene.ts';

export const broadPermissions: Case = async (s) => {
  const authorizationGroupId = await groupId(s.store.db, s.ada, 'Read only');
  const most = await s.role('Most', 'customers:write', 'invoices:write');
  const rest = await s.role('Rest', 'orders:write');
  const id = await s.key('Payroll', { authorizationGroupId, roleIds: [most] });
  const scope = { authorizationGroupId, roleIds: [most, rest] };
  const withheld = await permissionIds(s.store.db, s.ada, 'orders:write');
  return {
    finds: 'Payroll',
    hit: () => s.edit(id, scope),
    says: { text: 'all' },
    mend: () => s.edit(id, { ...scope, excludedPermissionIds: withheld }),
  };
};

export const wideAllowlist: Case = async (s) => {
  const id = await s.key('Payroll', { allowlist: '10.1.0.0/16\n2001:db8::/32\n192.0.2.7' });
  return {
    finds: 'Payroll',
    hit: () => s.edit(id, { allowlist: '10.1.0.0/16\n172.16.0.0/15' }),
    says: { text: '172.16.0.0/15' },
    mend: () => s.edit(id, { allowlist: '172.16.0.0/16' }),
  };
};

export const noAllowlist: Case = async (s) => {
  const id = await s.key('Payroll', { allowlist: '192.0.2.7' });
  return {
    finds: 'Payroll',
    hit: () => s.edit(id, { allowlist: '' }),
    mend: () => s.edit(id, { allowlist: '10.0.0.0/8' }),
  };
};

export const allApiSets: Case = async (s) => {
  const made = { name: 'Payments', description: '', operations: 'GET /v1/payments' };
  const { id: set } = await createApiSet(s.deps, s.ada, made);
  const selected = { apiAccess: 'selected' as const, apiSetIds: [set] };
  const id = await s.key('Payroll', selected);
  return {
    finds: 'Payroll',
    hit: () => s.edit(id, { apiAccess: 'all', apiSetIds: [] }),
    mend: () => s.edit(id, selected),
  };
};

export const confusableName: Case = async (s) => {
  await s.key('Payroll');
  const id = await s.key('Payrolls');
  return {
    finds: 'Payroll',
    // With a Cyrillic а.
    hit: () => s.edit(id, { name: 'Pаyroll' }),
    says: { text: 'Pаyroll' },
    mend: () => s.edit(id, { name: 'Salaries' }),
  };
};
