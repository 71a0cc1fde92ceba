import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountForm } from '../../../src/core/accounts/account-form.ts';
import { createAccount } from '../../../src/core/accounts/create-account.ts';
import { editAccount } from '../../../src/core/accounts/edit-account.ts';
import { readAccount } from '../../../src/core/accounts/account-details.ts';
import { removeAccount } from '../../../src/core/accounts/remove-account.ts';
import { signIn } from '../../../src/core/accounts/sign-in.ts';
import { remove, restore } from '../../../src/core/keys/remove.ts';
import type { AccountRow } from '../../../src/shared/account-row.ts';
import { MORNING } from '../../support/clock.ts';
import { entriesAfter, named } from '../../support/keys.ts';
import { addAccount, type Organisation, organisation, secondTenant } from '../../support/people.ts';
import { meddle, openAt, refusal } from '../../support/store.ts';
import { everything, formOf, found, keyOf, MACHINE, make, PASSWORD, PERSON, role } from './scene.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

const edit = async (row: AccountRow, more: Partial<AccountForm> = {}, who = here.ada): Promise<AccountRow> =>
  (await editAccount(here.deps, who, formOf(row, more))).row;
const last = async () => (await entriesAfter(here.deps.db)).at(-1);
const enter = (username: string, password = PASSWORD, remember = false) =>
  signIn(here.deps, { username, password, remember, deviceName: `${username}’s computer` }, 'their session');
const waysIn = (id: number) =>
  ['passwords', 'recovery_codes', 'device_credentials'].map((table) =>
    here.store.sqlite.prepare(`SELECT count(*) FROM ${table} WHERE account_id = ?`).pluck().get(id),
  );

describe('a new account', () => {
  it('of a person is in the log in names, and the person can sign in', async () => {
    const roleIds = await named(here.deps.db, here.ada, 'roles', 'Key Manager', 'Auditor', 'Auditor');
    const row = await make(here, { username: ' ben ', displayName: ' Ben B. ', roleIds });
    expect(row).toEqual({
      id: expect.any(Number),
      username: 'ben',
      displayName: 'Ben B.',
      licence: 'Full',
      apiOnly: false,
      status: 'active',
      roles: [
        { id: roleIds[1], name: 'Auditor' },
        { id: roleIds[0], name: 'Key Manager' },
      ],
      keys: 0,
      activeKeys: 0,
      dataAccessGroups: [],
      createdAt: MORNING,
      revision: 1,
    });
    const entry = await last();
    expect(entry).toMatchObject({
      action: 'accounts.create',
      actor: { name: 'ada' },
      target: { type: 'account', id: row.id, name: 'ben' },
      details: {
        after: {
          username: 'ben',
          displayName: 'Ben B.',
          licence: 'Full',
          apiOnly: false,
          roles: ['Auditor', 'Key Manager'],
        },
      },
    });
    expect(JSON.stringify(entry)).not.toContain(PASSWORD);
    expect(await enter('BEN')).toMatchObject({ accountId: row.id });
  });

  it('that is API only has no password and never signs in, with either licence', async () => {
    const shop = await make(here, { apiOnly: true });
    expect(shop).toMatchObject({ displayName: 'API -- Shop', licence: 'API', apiOnly: true });
    const full = await make(here, { username: 'batch', apiOnly: true, licence: 'Full' });
    for (const { id, username } of [shop, full]) {
      expect(waysIn(id)).toEqual([0, 0, 0]);
      expect(await refusal(enter(username))).toMatchObject({ code: 'SIGN_IN_FAILED' });
    }
  });

  it.each([
    [{ licence: 'API', apiOnly: false }, 'INVALID_INPUT', 'apiOnly'],
    [{ username: ' ' }, 'INVALID_INPUT', 'username'],
    [{ username: 'b\u202een' }, 'INVALID_INPUT', 'username'],
    [{ displayName: 'x'.repeat(201) }, 'INVALID_INPUT', 'displayName'],
    [{ password: null }, 'PASSWORD_REQUIRED', 'password'],
    [{ apiOnly: true }, 'INVALID_INPUT', 'password'],
    [{ password: 'short' }, 'INVALID_INPUT', 'password'],
    [{ password: 'password1234' }, 'PASSWORD_TOO_COMMON', 'password'],
    [{ roleIds: [999] }, 'UNKNOWN_ROLE', 'roleIds'],
    [{ username: 'ADA' }, 'USERNAME_TAKEN', 'username'],
  ] as const)('%o is refused, whoever calls: %s', async (wrong, code, field) => {
    const before = await everything(here);
    expect(await refusal(createAccount(here.deps, here.ada, { ...PERSON, ...wrong }))).toMatchObject({
      code,
      field,
    });
    expect(await everything(here)).toEqual(before);
  });
});

describe('a username', () => {
  it.each([
    ['an API-only account', true],
    ['a person', false],
  ])('that is taken by %s of the tenant is refused, however it is written', async (_, apiOnly) => {
    await make(here, { username: 'Straße', apiOnly, ...(apiOnly && { licence: 'API', password: null }) });
    for (const form of [PERSON, MACHINE]) {
      expect(await refusal(make(here, { ...form, username: ' STRASSE ' }))).toMatchObject({
        code: 'USERNAME_TAKEN',
        field: 'username',
        message: 'The username “STRASSE” is taken. Choose another one.',
      });
    }
  });

  it('of another tenant is taken when both are people, because people sign in without naming a tenant', async () => {
    const otto = await secondTenant(here);
    await addAccount(here.store, otto, 'machine', { apiOnly: true });
    expect(await refusal(make(here, { username: 'otto' }))).toMatchObject({ code: 'USERNAME_TAKEN' });
    const machine = await make(here, { username: 'otto', apiOnly: true });
    await make(here, { username: 'machine' });
    const becomesPerson = { apiOnly: false, licence: 'Full', password: PASSWORD } as const;
    expect(await refusal(edit(machine, becomesPerson))).toMatchObject({ code: 'USERNAME_TAKEN' });
  });

  it('is free again once its account is removed', async () => {
    const { id } = await make(here);
    await removeAccount(here.deps, here.ada, { id, keys: { fate: 'revoke' } });
    expect((await make(here)).id).not.toBe(id);
  });

  it('is had once when two take it at the same moment, from two connections', async () => {
    const other = await openAt(here.store.path);
    const results = await Promise.allSettled([
      make(here),
      createAccount({ ...here.deps, db: other.db }, here.ada, { ...PERSON, username: 'BEN' }),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('an edit', () => {
  it('says in the log what has changed, and counts the revision up', async () => {
    const [auditor = 0, manager = 0] = await named(here.deps.db, here.ada, 'roles', 'Auditor', 'Key Manager');
    const row = await make(here, { roleIds: [auditor] });
    const edited = await edit(row, { displayName: '', roleIds: [manager, manager] });
    expect(edited).toMatchObject({ displayName: 'ben', roles: [{ name: 'Key Manager' }], revision: 2 });
    expect(await last()).toMatchObject({
      action: 'accounts.edit',
      target: { type: 'account', id: row.id, name: 'ben' },
      details: {
        before: { displayName: 'Ben Bitdiddle', roles: ['Auditor'] },
        after: { displayName: 'ben', roles: ['Key Manager'] },
      },
    });
    expect(await enter('ben'), 'the password stays').toMatchObject({ accountId: row.id });
  });

  it('of what somebody else has changed meanwhile is refused', async () => {
    const row = await make(here);
    await edit(row, { displayName: 'Benjamin' });
    const before = await everything(here);
    expect(await refusal(edit(row, { displayName: 'Benny' }))).toMatchObject({ code: 'ACCOUNT_CHANGED' });
    expect(await everything(here)).toEqual(before);
  });

  it('from two windows at once is done once', async () => {
    const row = await make(here);
    const other = await openAt(here.store.path);
    const results = await Promise.allSettled([
      edit(row, { displayName: 'One' }),
      editAccount({ ...here.deps, db: other.db }, here.ada, formOf(row, { displayName: 'Two' })),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('that makes a person API only takes every way in, and back again a password is asked for', async () => {
    const row = await make(here);
    await enter('ben', PASSWORD, true);
    await meddle(here.store)
      .insertInto('recovery_codes')
      .values({ hash: Buffer.alloc(32, 7), account_id: row.id, created_at: MORNING, used_at: null })
      .execute();
    expect(waysIn(row.id)).toEqual([1, 1, 1]);
    expect(await readAccount(here.deps, here.ada, row.id)).toMatchObject({
      lastSignInAt: MORNING,
      hasPassword: true,
    });

    const machine = await edit(row, { apiOnly: true, licence: 'API' });
    expect(waysIn(row.id)).toEqual([0, 0, 0]);
    expect(await refusal(enter('ben'))).toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect(await readAccount(here.deps, here.ada, row.id)).toMatchObject({
      lastSignInAt: null,
      hasPassword: false,
    });

    const person = { apiOnly: false, licence: 'Full' } as const;
    expect(await refusal(edit(machine, person))).toMatchObject({
      code: 'PASSWORD_REQUIRED',
      field: 'password',
    });
    const common = { ...person, password: 'password1234' };
    expect(await refusal(edit(machine, common))).toMatchObject({ code: 'PASSWORD_TOO_COMMON' });
    await edit(machine, { ...person, password: 'another nine kettles' });
    expect(await enter('ben', 'another nine kettles')).toMatchObject({ accountId: row.id });
  });

  it('with a password where none is asked for is refused', async () => {
    const [ben, shop] = [await make(here), await make(here, { apiOnly: true })];
    for (const row of [ben, shop]) {
      expect(await refusal(edit(row, { password: PASSWORD }))).toMatchObject({
        code: 'INVALID_INPUT',
        field: 'password',
      });
    }
    expect(await refusal(edit(ben, { apiOnly: true, password: PASSWORD }))).toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it('of one’s own account may change names and roles that one has, but not make it API only', async () => {
    const row = (await readAccount(here.deps, here.ada, here.ada.accountId)).row;
    const renamed = await edit(row, {
      displayName: 'Ada Lovelace',
      roleIds: [...formOf(row).roleIds, await role(here, 'export')],
    });
    expect(renamed.roles).toHaveLength(2);
    expect(await refusal(edit(renamed, { apiOnly: true }))).toMatchObject({
      code: 'OWN_ACCOUNT',
      field: 'apiOnly',
    });
  });
});

describe('a new username', () => {
  it('is what its keys are found by, and removed ones once they are back', async () => {
    const row = await make(here, { apiOnly: true });
    const key = await keyOf(here, row.id, 'Orders');
    const gone = await keyOf(here, row.id, 'Gone');
    const others = await keyOf(
      here,
      (await make(here, { username: 'API -- Other', apiOnly: true })).id,
      'Other',
    );
    await remove(here.deps, here.ada, gone.id);
    expect(found(here, 'shop')).toEqual([key.id]);

    await edit(row, { username: 'API -- Warehouse' });
    expect(found(here, 'shop')).toEqual([]);
    expect(found(here, 'warehouse')).toEqual([key.id]);
    await restore(here.deps, here.ada, gone.id);
    expect(found(here, 'warehouse')).toEqual([key.id, gone.id]);
    expect(found(here, 'api --')).toEqual([key.id, gone.id, others.id].toSorted((a, b) => a - b));
  });

  it('is taken over by more keys than are read at once', async () => {
    const row = await make(here, { apiOnly: true });
    const insert = here.store.sqlite.prepare(
      `INSERT INTO keys (tenant_id, owner_account_id, name, name_key, description, hint, created_at, created_by)
       VALUES (1, ?, ?, ?, '', '', 0, 1)`,
    );
    for (let each = 0; each < 600; each += 1) insert.run(row.id, `key ${each}`, `key ${each}`);
    await edit(row, { username: 'warehouse' });
    expect(found(here, 'warehouse')).toHaveLength(600);
  });
});
