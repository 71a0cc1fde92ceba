import type { LatchkeyContract } from '../../src/shared/contract.ts';
import { EVERYTHING } from '../../src/shared/everything.ts';
import { DEFAULT_ENDPOINT } from '../../src/shared/endpoint.ts';
import { DEFAULT_SECURITY } from '../../src/shared/setting-limits.ts';
import { FINDING_SUBJECTS } from '../../src/shared/finding-rules.ts';
import type { Client } from '../../src/shared/rpc.ts';
import { editOf, newKey } from '../support/keys.ts';

type Api = Client<LatchkeyContract>;

/** Something that people change, once, and what it takes at that moment. */
export interface Change {
  readonly call: string;
  readonly input: (api: Api) => unknown;
}

export const SET_UP = {
  organisation: 'Northwind Traders',
  username: 'ada',
  password: 'marmalade on a tricycle',
} as const;
export const NEXT_PASSWORD = 'a walrus plays the cello';

const described = (name: string) => ({ name, description: `${name} of a test` });
const group = async (api: Api) =>
  (await api.authorizationGroups.list(undefined)).find(({ name }) => name === 'Full access')?.id ?? 0;
/** Of what a list has, the one of that name. */
async function named<Row extends { readonly name: string }>(list: Promise<readonly Row[]>, name: string) {
  const row = (await list).find((one) => one.name === name);
  if (!row) throw new Error(`There is no ${name}.`);
  return row;
}
const key = async (api: Api) => {
  const { rows } = await api.keys.list({ view: EVERYTHING, after: null, limit: 100 });
  const row = rows.find(({ name }) => name.startsWith('Payroll'));
  if (!row) throw new Error('There is no key.');
  return row;
};
const accountOf = async (api: Api, search: string) => {
  const view = { search, licence: 'all', apiOnly: null, status: 'all', roleId: null } as const;
  const { rows } = await api.accounts.list({
    view: { ...view, dataAccessGroup: 'all' },
    after: null,
    limit: 10,
  });
  const [row] = rows;
  if (!row) throw new Error(`There is no ${search}.`);
  return row;
};
const robot = (api: Api) => accountOf(api, 'robot');
const account = {
  username: 'robot',
  displayName: '',
  licence: 'API',
  apiOnly: true,
  roleIds: [],
  password: null,
} as const;
const tenant = { name: 'Contoso', keyPrefix: 'co', keyLimit: 10, validityDays: 90, expiringSoonDays: 14 };
const contoso = async (api: Api) => ({ id: (await named(api.tenants.list(undefined), 'Contoso')).id });
const permission = async (api: Api) => {
  const found = (await api.permissions.list(undefined)).find(({ resource }) => resource === 'parcels');
  return { id: found?.id ?? 0 };
};
const role = 'Clerk';
const set = 'Parcels';
const data = 'EU';
const users = 'Desk';
const revised = async <Row extends { readonly id: number; readonly revision: number; readonly name: string }>(
  list: Promise<readonly Row[]>,
  name: string,
) => {
  const { id, revision } = await named(list, name);
  return { id, revision };
};
const idOf = async (
  list: Promise<readonly { readonly id: number; readonly name: string }[]>,
  name: string,
) => ({
  id: (await named(list, name)).id,
});
const nextWeek = () => Date.now() + 7 * 86_400_000;

/** Every kind of change that the window can ask for, in an order in which each finds what it needs. */
export const CHANGES: readonly Change[] = [
  { call: 'keys.generate', input: async (api) => newKey(await group(api)) },
  {
    call: 'keys.edit',
    input: async (api) => editOf(await key(api), { name: 'Payroll, edited' }),
  },
  { call: 'keys.rotate', input: async (api) => ({ id: (await key(api)).id, overlap: '24-hours' }) },
  { call: 'keys.finishRotation', input: async (api) => ({ id: (await key(api)).id }) },
  {
    call: 'keys.revoke',
    input: async (api) => ({ id: (await key(api)).id, how: 'until-reinstated' }),
  },
  { call: 'keys.reinstate', input: async (api) => ({ id: (await key(api)).id }) },
  { call: 'keys.remove', input: async (api) => ({ id: (await key(api)).id }) },
  { call: 'keys.restore', input: () => ({ id: 1 }) },
  {
    call: 'keys.batch',
    input: () => ({ action: 'revoke', selection: { by: 'ids', ids: [1] }, expected: 1 }),
  },
  {
    call: 'keys.export',
    input: () => ({ selection: { by: 'view', view: EVERYTHING, except: [] } }),
  },
  {
    // The file is there, and was chosen, by then.
    call: 'keys.import',
    input: async (api) => {
      const preview = await api.keys.previewImport({ file: 'choose' });
      return { id: preview?.id ?? '', partial: false, expected: preview?.ready ?? 0 };
    },
  },
  {
    call: 'permissions.create',
    input: () => ({ resource: 'parcels', action: 'read', description: '' }),
  },
  {
    call: 'permissions.edit',
    input: async (api) => ({ ...(await permission(api)), description: 'Look at them' }),
  },
  {
    call: 'roles.create',
    input: async (api) => ({
      ...described(role),
      permissionIds: [(await permission(api)).id],
      authorities: ['view'],
    }),
  },
  {
    call: 'roles.edit',
    input: async (api) => ({
      ...described(role),
      ...(await revised(api.roles.list(undefined), role)),
      permissionIds: [],
      authorities: [],
    }),
  },
  { call: 'roles.remove', input: (api) => idOf(api.roles.list(undefined), role) },
  {
    call: 'authorizationGroups.create',
    input: async (api) => ({
      ...described(users),
      type: 'User',
      permissionIds: [(await permission(api)).id],
    }),
  },
  {
    call: 'authorizationGroups.edit',
    input: async (api) => ({
      ...described(users),
      ...(await revised(api.authorizationGroups.list(undefined), users)),
      permissionIds: [],
    }),
  },
  {
    call: 'authorizationGroups.remove',
    input: (api) => idOf(api.authorizationGroups.list(undefined), users),
  },
  { call: 'permissions.remove', input: (api) => permission(api) },
  {
    call: 'apiSets.create',
    input: () => ({ ...described(set), operations: 'GET /v1/parcels' }),
  },
  {
    call: 'apiSets.edit',
    input: async (api) => ({
      ...described(set),
      ...(await revised(api.apiSets.list(undefined), set)),
      operations: 'GET /v2/parcels',
    }),
  },
  { call: 'apiSets.remove', input: (api) => idOf(api.apiSets.list(undefined), set) },
  { call: 'accounts.create', input: () => account },
  {
    call: 'accounts.edit',
    input: async (api) => {
      const { id, revision } = await robot(api);
      return { ...account, id, revision, displayName: 'The robot' };
    },
  },
  {
    call: 'accounts.create',
    input: () => ({
      ...account,
      username: 'grace',
      licence: 'Full',
      apiOnly: false,
      password: NEXT_PASSWORD,
    }),
  },
  {
    call: 'accounts.setPassword',
    input: async (api) => ({ id: (await accountOf(api, 'grace')).id, password: SET_UP.password }),
  },
  { call: 'dataAccess.create', input: () => ({ ...described(data), scopes: ['EU-01'] }) },
  {
    call: 'dataAccess.edit',
    input: async (api) => ({
      ...described(data),
      ...(await revised(api.dataAccess.list(undefined), data)),
      scopes: ['EU-02'],
    }),
  },
  {
    call: 'dataAccess.addMembers',
    input: async (api) => ({
      ...(await idOf(api.dataAccess.list(undefined), data)),
      accountIds: [(await robot(api)).id],
    }),
  },
  {
    call: 'dataAccess.removeMembers',
    input: async (api) => ({
      ...(await idOf(api.dataAccess.list(undefined), data)),
      accountIds: [(await robot(api)).id],
    }),
  },
  { call: 'dataAccess.remove', input: (api) => idOf(api.dataAccess.list(undefined), data) },
  { call: 'accounts.disable', input: async (api) => ({ id: (await robot(api)).id }) },
  { call: 'accounts.enable', input: async (api) => ({ id: (await robot(api)).id }) },
  {
    call: 'accounts.remove',
    input: async (api) => ({ id: (await robot(api)).id, keys: { fate: 'revoke' } }),
  },
  { call: 'tenants.create', input: () => tenant },
  {
    call: 'tenants.edit',
    input: async (api) => ({ ...tenant, ...(await contoso(api)), keyLimit: 11 }),
  },
  { call: 'tenants.archive', input: contoso },
  { call: 'tenants.restore', input: contoso },
  {
    call: 'settings.editTenant',
    input: () => ({ ...tenant, name: SET_UP.organisation, keyPrefix: 'nw' }),
  },
  { call: 'settings.editSecurity', input: () => ({ ...DEFAULT_SECURITY, idleLockMinutes: 7 }) },
  { call: 'settings.editNotices', input: () => ({ days: [7], desktop: false }) },
  {
    call: 'store.editSchedule',
    input: () => ({ every: 'off', folder: null, keep: 7, encrypted: false, passphrase: null }),
  },
  { call: 'findings.switchOff', input: () => ({ rule: 'no-expiry' }) },
  { call: 'findings.switchOn', input: () => ({ rule: 'no-expiry' }) },
  {
    call: 'findings.dismiss',
    input: () => ({
      rule: 'unsigned-log',
      subjectId: FINDING_SUBJECTS.log,
      reason: 'No keychain here',
      until: nextWeek(),
    }),
  },
  {
    call: 'findings.restore',
    input: async (api) => ({
      id: (await api.findings.dismissed({ before: null })).dismissals[0]?.id ?? 0,
    }),
  },
  { call: 'activityLog.verify', input: () => undefined },
  { call: 'session.newRecoveryCodes', input: () => ({ password: SET_UP.password }) },
  {
    call: 'endpoint.edit',
    input: () => ({ ...DEFAULT_ENDPOINT, address: '127.0.0.1:8718', trustedProxies: '', reachable: false }),
  },
  { call: 'notices.putAway', input: () => ({ keyIds: [1] }) },
  {
    call: 'session.unlock',
    input: async (api) => {
      await api.session.lock(undefined);
      return { password: SET_UP.password };
    },
  },
  { call: 'session.signOut', input: () => undefined },
  {
    call: 'session.signIn',
    input: () => ({ username: SET_UP.username, password: SET_UP.password, remember: true }),
  },
  {
    call: 'session.forgetDevice',
    input: async (api) => ({ id: (await api.session.devices(undefined))[0]?.id ?? 0 }),
  },
  {
    call: 'session.changePassword',
    input: () => ({ current: SET_UP.password, newPassword: NEXT_PASSWORD }),
  },
];
