import { expect, it } from 'vitest';
import { EVERY_ACCOUNT } from '../../src/shared/account-choices.ts';
import { newKey } from '../support/keys.ts';
import { ADA, Program } from '../support/program.ts';
import { refusal } from '../support/store.ts';

const PASSWORD = 'seventeen purple kettles';
const person = (username: string, roleIds: readonly number[]) => ({
  username,
  displayName: '',
  licence: 'Full' as const,
  apiOnly: false,
  roleIds: [...roleIds],
  password: PASSWORD,
});
const MACHINE = {
  username: 'API -- Shop',
  displayName: 'Web shop',
  licence: 'API' as const,
  apiOnly: true,
  roleIds: [],
  password: null,
};
const roleId = async (program: Program, name: string) =>
  (await program.api.roles.list(undefined)).find((role) => role.name === name)?.id ?? 0;

it('an API-only account gets a key and data, is disabled, and removed with its key', async () => {
  const program = await Program.setUp();
  const { accounts, dataAccess, keys } = program.api;
  const since = (await program.log()).length;

  const { row } = await accounts.create(MACHINE);
  const { id } = row;
  const key = { ...newKey(1), authorizationGroupId: null, ownerAccountId: id, name: 'Orders' };
  const { secret } = await keys.generate(key);
  await program.api.secrets.release({ id: secret.id, loseIt: true });
  expect(await accounts.get({ id })).toMatchObject({ reachesNoData: true, row: { keys: 1 } });
  const group = await dataAccess.create({ name: 'EU', description: '', scopes: ['EU-01'] });
  expect(await dataAccess.addMembers({ id: group.id, accountIds: [id] })).toMatchObject({ members: 1 });
  expect(await accounts.get({ id })).toMatchObject({ reachesNoData: false, dataScopes: ['EU-01'] });
  expect(await dataAccess.members({ id: group.id })).toMatchObject([{ username: 'API -- Shop' }]);
  expect(await refusal(dataAccess.remove({ id: group.id }))).toMatchObject({ code: 'IN_USE' });

  const edit = { ...MACHINE, id, revision: row.revision, username: 'API -- Till' };
  expect(await accounts.edit(edit)).toMatchObject({ row: { username: 'API -- Till', revision: 2 } });
  expect(await refusal(accounts.edit(edit))).toMatchObject({ code: 'ACCOUNT_CHANGED' });
  expect(await accounts.disable({ id })).toMatchObject({ row: { status: 'disabled' } });
  expect(await accounts.enable({ id })).toMatchObject({ row: { status: 'active' } });
  expect(await accounts.leaving({ id, limit: 1 })).toMatchObject({
    owned: { count: 1, keys: [{ name: 'Orders' }] },
    created: { count: 0 },
  });
  const page = await accounts.list({ view: { ...EVERY_ACCOUNT, licence: 'API' }, after: null, limit: 100 });
  expect(page).toMatchObject({ rows: [{ username: 'API -- Till' }], end: null, total: 1, all: 2 });
  const { entries } = await accounts.activity({ id, before: null });
  expect(entries.map(({ action }) => action)).toEqual([
    'accounts.enable',
    'accounts.disable',
    'accounts.edit',
    'accounts.data-access',
    'accounts.create',
  ]);
  expect((await keys.activity({ id: 1, before: null })).entries).toMatchObject([
    { action: 'keys.generate', target: 'Orders' },
  ]);
  expect(await accounts.remove({ id, keys: { fate: 'revoke' } })).toEqual({ revoked: 1, reassigned: 0 });
  expect(await dataAccess.remove({ id: group.id })).toEqual({});
  const done = (await program.log()).slice(since).filter(({ outcome }) => outcome === 'done');
  expect(done.map(({ action }) => action)).toEqual([
    'accounts.create',
    'keys.generate',
    'data-access.create',
    'data-access.add-members',
    'accounts.data-access',
    'accounts.edit',
    'accounts.disable',
    'accounts.enable',
    'accounts.remove',
    'keys.revoke',
    'data-access.remove',
  ]);
  expect(program.internalErrors).toEqual([]);
});

it('a person who is made signs in with the password, and with a new one that is set', async () => {
  const program = await Program.setUp();
  const { accounts, session } = program.api;
  const { row } = await accounts.create(person('ben', [await roleId(program, 'Key Manager')]));
  await session.signOut(undefined);
  await session.signIn({ username: 'ben', password: PASSWORD, remember: false });
  expect(await refusal(accounts.setPassword({ id: 1, password: PASSWORD }))).toMatchObject({
    code: 'FORBIDDEN',
  });
  await session.signOut(undefined);
  await session.signIn({ username: ADA.username, password: ADA.password, remember: false });
  expect(await accounts.get({ id: row.id })).toMatchObject({ lastSignInAt: program.clock.time });
  expect(await accounts.setPassword({ id: row.id, password: 'another nine kettles' })).toEqual({});
  await session.signOut(undefined);
  const again = { username: 'ben', remember: false };
  expect(await refusal(session.signIn({ ...again, password: PASSWORD }))).toMatchObject({
    code: 'SIGN_IN_FAILED',
  });
  expect(await session.signIn({ ...again, password: 'another nine kettles' })).toMatchObject({
    status: 'signed-in',
  });
  const log = JSON.stringify(await program.log());
  for (const password of [PASSWORD, 'another nine kettles']) expect(log).not.toContain(password);
});

it('what somebody tries on accounts that are more than theirs is in the log', async () => {
  const program = await Program.setUp();
  const { accounts } = program.api;
  const admin = await accounts.create(person('ben', [await roleId(program, 'Tenant Administrator')]));
  expect(await refusal(accounts.disable({ id: 1 }))).toMatchObject({ code: 'OWN_ACCOUNT' });
  await program.sql('UPDATE account_roles SET role_id = ? WHERE account_id = 1', admin.row.roles[0]?.id ?? 0);
  const superUser = await roleId(program, 'Super User');
  const grace = person('grace', [superUser]);
  expect(await refusal(accounts.create(grace))).toMatchObject({ code: 'AUTHORITY_NOT_HELD' });
  await program.backend.calls.settle();
  expect((await program.log()).slice(-2)).toMatchObject([
    { action: 'accounts.disable', outcome: 'refused' },
    { action: 'accounts.create', outcome: 'refused' },
  ]);
});
