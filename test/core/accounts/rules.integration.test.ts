import { beforeEach, describe, expect, it } from 'vitest';
import { readAccountActivity } from '../../../src/core/accounts/account-activity.ts';
import { readAccount } from '../../../src/core/accounts/account-details.ts';
import { disableAccount, enableAccount } from '../../../src/core/accounts/account-status.ts';
import { createAccount } from '../../../src/core/accounts/create-account.ts';
import { editAccount } from '../../../src/core/accounts/edit-account.ts';
import { readLeaving } from '../../../src/core/accounts/leaving.ts';
import { listAccounts } from '../../../src/core/accounts/list-accounts.ts';
import { EVERY_ACCOUNT } from '../../../src/shared/account-choices.ts';
import { removeAccount } from '../../../src/core/accounts/remove-account.ts';
import { setPassword } from '../../../src/core/accounts/set-password.ts';
import { signIn } from '../../../src/core/accounts/sign-in.ts';
import type { Actor } from '../../../src/core/actor.ts';
import type { AccountRow } from '../../../src/shared/account-row.ts';
import { AUTHORITIES, type Authority } from '../../../src/shared/authorities.ts';
import { entriesAfter, named } from '../../support/keys.ts';
import {
  actor,
  addAdministrator,
  holding,
  type Organisation,
  organisation,
  secondTenant,
} from '../../support/people.ts';
import { meddle, openAt, refusal } from '../../support/store.ts';
import { everything, formOf, keyOf, MACHINE, make, PASSWORD, PERSON, person, role } from './scene.ts';
import { verifyKey } from '../../support/verification.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

const revoke = { fate: 'revoke' } as const;
const NEW_PASSWORD = 'another nine kettles';

/** Every change of an account that is there. */
const changes = (who: Actor, row: AccountRow) => ({
  edit: () => editAccount(here.deps, who, formOf(row, { displayName: 'Changed' })),
  setPassword: () => setPassword(here.deps, who, { id: row.id, password: NEW_PASSWORD }),
  disable: () => disableAccount(here.deps, who, row.id),
  enable: () => enableAccount(here.deps, who, row.id),
  remove: () => removeAccount(here.deps, who, { id: row.id, keys: revoke }),
});
const last = async () => (await entriesAfter(here.deps.db)).at(-1);

describe('without Manage Accounts', () => {
  it('nothing is changed, whatever else somebody may do', async () => {
    const row = await make(here);
    const others = AUTHORITIES.filter((each) => each !== 'manage-accounts');
    const who = holding(here.ada, ...others);
    const before = await everything(here);
    for (const attempt of [
      () => createAccount(here.deps, who, { ...PERSON, username: 'new' }),
      ...Object.values(changes(who, row)),
    ]) {
      expect(await refusal(attempt)).toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(await everything(here)).toEqual(before);
  });
});

describe('an authority that one does not hold', () => {
  const held: readonly Authority[] = ['view', 'manage-accounts', 'export'];

  it.each(AUTHORITIES)('%s is neither given nor taken, nor is who has it touched', async (each) => {
    const manager = (await person(here, 'manager', ...held)).actor;
    const roleId = await role(here, each);
    const has = (await person(here, 'has', each)).row;
    const lacks = await make(here, { username: 'lacks' });
    const machine = await make(here, { apiOnly: true, roleIds: [roleId] });
    const attempts = [
      () => make(here, { username: 'new', roleIds: [roleId] }, manager),
      () => make(here, { ...MACHINE, username: 'robot', roleIds: [roleId] }, manager),
      () => editAccount(here.deps, manager, formOf(lacks, { roleIds: [roleId] })),
      () => editAccount(here.deps, manager, formOf(has, { roleIds: [] })),
      () => disableAccount(here.deps, manager, machine.id),
    ];
    if (held.includes(each)) {
      for (const attempt of attempts) await attempt();
      return;
    }
    const before = await everything(here);
    for (const attempt of [...attempts, ...Object.values(changes(manager, has))]) {
      expect(await refusal(attempt)).toMatchObject({ code: 'AUTHORITY_NOT_HELD' });
    }
    expect(await everything(here)).toEqual(before);
  });

  it('cannot be reached by one’s own account', async () => {
    const manager = await person(here, 'manager', 'view', 'manage-accounts');
    const [superUser = 0] = await named(here.deps.db, here.ada, 'roles', 'Super User');
    const climb = formOf(manager.row, { roleIds: [...formOf(manager.row).roleIds, superUser] });
    expect(await refusal(editAccount(here.deps, manager.actor, climb))).toMatchObject({
      code: 'AUTHORITY_NOT_HELD',
      field: 'roleIds',
      message: expect.stringContaining('Super User'),
    });
  });
});

describe('one’s own account', () => {
  it('is neither disabled nor removed, nor given a password here, by whomever', async () => {
    await addAdministrator(here, 'grace', 'super-user');
    const { row } = await readAccount(here.deps, here.ada, here.ada.accountId);
    const before = await everything(here);
    const { setPassword, disable, remove } = changes(here.ada, row);
    for (const attempt of [setPassword, disable, remove]) {
      expect(await refusal(attempt)).toMatchObject({ code: 'OWN_ACCOUNT' });
    }
    expect(await everything(here)).toEqual(before);
  });
});

describe('the last who holds an authority', () => {
  /** Grace is the only one with Export; Hopper has it too but cannot sign in. */
  async function scene() {
    const grace = await person(here, 'grace', 'export');
    const hopper = (await person(here, 'hopper', 'export')).row;
    await disableAccount(here.deps, here.ada, hopper.id);
    await make(here, { apiOnly: true, roleIds: formOf(grace.row).roleIds });
    const deed = meddle(here.store).deleteFrom('role_authorities').where('authority', '=', 'export');
    await deed
      .where(
        'role_id',
        'in',
        await named(here.deps.db, here.ada, 'roles', 'Super User', 'Auditor', 'Tenant Administrator'),
      )
      .execute();
    return { grace: grace.row, hopper };
  }

  it('is not disabled, removed, demoted or made API only, until somebody else has it who can sign in', async () => {
    const { grace, hopper } = await scene();
    const before = await everything(here);
    const attempts = [
      () => disableAccount(here.deps, here.ada, grace.id),
      () => removeAccount(here.deps, here.ada, { id: grace.id, keys: revoke }),
      () => editAccount(here.deps, here.ada, formOf(grace, { roleIds: [] })),
      () => editAccount(here.deps, here.ada, formOf(grace, { apiOnly: true })),
    ];
    for (const attempt of attempts) {
      expect(await refusal(attempt)).toMatchObject({
        code: 'LAST_HOLDER',
        message: 'Without grace nobody would have the authority Export. Give it to another person first.',
      });
    }
    expect(await everything(here)).toEqual(before);
    await enableAccount(here.deps, here.ada, hopper.id);
    await disableAccount(here.deps, here.ada, grace.id);
  });

  it('of two super users who disable each other at the same moment stays', async () => {
    const grace = await addAdministrator(here, 'grace', 'super-user');
    const other = await openAt(here.store.path);
    const results = await Promise.allSettled([
      disableAccount(here.deps, here.ada, grace.accountId),
      disableAccount({ ...here.deps, db: other.db }, grace, here.ada.accountId),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'LAST_HOLDER' },
    });
  });
});

describe('an account of another tenant', () => {
  it('is not there for any call, like one that does not exist or was removed', async () => {
    const otto = await secondTenant(here);
    const theirs = (await createAccount(here.deps, otto, { ...MACHINE, username: 'theirs' })).row;
    const removed = await make(here, { username: 'removed' });
    await removeAccount(here.deps, here.ada, { id: removed.id, keys: revoke });
    const before = await everything(here);
    for (const row of [theirs, { ...theirs, id: 999 }, removed]) {
      const { id } = row;
      for (const attempt of [
        ...Object.values(changes(here.ada, row)),
        () => readAccount(here.deps, here.ada, id),
        () => readLeaving(here.deps, here.ada, { id, limit: 1 }),
      ]) {
        expect(await refusal(attempt)).toMatchObject({ code: 'ACCOUNT_NOT_FOUND' });
      }
    }
    for (const id of [theirs.id, 999]) {
      for (const attempt of [
        () => readAccountActivity(here.deps, here.ada, { id, before: null }),
        () => listAccounts(here.deps, here.ada, { view: EVERY_ACCOUNT, after: id, limit: 1 }),
      ]) {
        expect(await refusal(attempt)).toMatchObject({ code: 'ACCOUNT_NOT_FOUND' });
      }
    }
    expect(await everything(here)).toEqual(before);
  });

  it('lends neither its roles nor its name to a filter', async () => {
    const otto = await secondTenant(here);
    const [theirs = 0] = await named(here.deps.db, otto, 'roles', 'Auditor');
    const row = await make(here);
    for (const attempt of [
      () => make(here, { username: 'new', roleIds: [theirs] }),
      () => editAccount(here.deps, here.ada, formOf(row, { roleIds: [theirs] })),
    ]) {
      expect(await refusal(attempt)).toMatchObject({ code: 'UNKNOWN_ROLE' });
    }
    const view = { ...EVERY_ACCOUNT, roleId: theirs };
    expect(await listAccounts(here.deps, here.ada, { view, after: null, limit: 9 })).toMatchObject({
      total: 0,
    });
  });
});

describe('a disabled account', () => {
  const enter = (password = PASSWORD, remember = false) =>
    signIn(here.deps, { username: 'ben', password, remember, deviceName: 'a computer' }, 'a session');
  const devices = () => here.store.sqlite.prepare('SELECT count(*) FROM device_credentials').pluck().get();

  it('is shut out at once and let in again, as are its keys', async () => {
    const row = await make(here);
    await enter(PASSWORD, true);
    const shop = await make(here, { apiOnly: true });
    const { secret } = await keyOf(here, shop.id, 'Orders');
    const verify = async () => verifyKey(here.store, secret, here.clock.time).code;
    expect(await verify()).toBe('VALID');

    expect(await disableAccount(here.deps, here.ada, shop.id)).toMatchObject({
      row: { status: 'disabled', revision: 2, keys: 1, activeKeys: 1 },
    });
    expect(await verify()).toBe('OWNER_DISABLED');
    await disableAccount(here.deps, here.ada, row.id);
    expect(await last()).toMatchObject({
      action: 'accounts.disable',
      target: { type: 'account', id: row.id, name: 'ben' },
      details: { before: { status: 'active' }, after: { status: 'disabled' } },
    });
    expect(devices()).toBe(0);
    expect(await refusal(enter())).toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect(await refusal(disableAccount(here.deps, here.ada, row.id))).toMatchObject({
      code: 'ALREADY_DISABLED',
    });

    await enableAccount(here.deps, here.ada, shop.id);
    expect(await verify()).toBe('VALID');
    expect(await enableAccount(here.deps, here.ada, row.id)).toMatchObject({
      row: { status: 'active', revision: 3 },
    });
    expect(await last()).toMatchObject({
      action: 'accounts.enable',
      details: { after: { status: 'active' } },
    });
    await enter();
    expect(await refusal(enableAccount(here.deps, here.ada, row.id))).toMatchObject({ code: 'NOT_DISABLED' });
  });

  it('gets a new password that ends its devices and the pause after failed attempts', async () => {
    const row = await make(here);
    await enter(PASSWORD, true);
    for (let attempt = 0; attempt < 5; attempt += 1) await refusal(enter('wrong wrong wrong'));
    expect(await refusal(enter())).toMatchObject({ code: 'THROTTLED' });
    await setPassword(here.deps, here.ada, { id: row.id, password: NEW_PASSWORD });
    const entry = await last();
    expect(entry).toMatchObject({ action: 'accounts.set-password', target: { name: 'ben' }, details: {} });
    expect(JSON.stringify(entry)).not.toContain(NEW_PASSWORD);
    expect(devices()).toBe(0);
    expect(await refusal(enter())).toMatchObject({ code: 'SIGN_IN_FAILED' });
    await enter(NEW_PASSWORD);
    expect(await actor(here.deps.db, row.id)).toMatchObject({ username: 'ben' });
  });

  it('gets no password that is too common, and none when it is API only', async () => {
    const row = await make(here);
    const shop = await make(here, { apiOnly: true });
    const before = await everything(here);
    for (const [id, password, code] of [
      [row.id, 'password1234', 'PASSWORD_TOO_COMMON'],
      [row.id, 'short', 'INVALID_INPUT'],
      [shop.id, NEW_PASSWORD, 'API_ONLY'],
    ] as const) {
      expect(await refusal(setPassword(here.deps, here.ada, { id, password }))).toMatchObject({ code });
    }
    expect(await everything(here)).toEqual(before);
  });
});
