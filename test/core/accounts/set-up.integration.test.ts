import { describe, expect, it } from 'vitest';
import { loadAdministrator } from '../../../src/core/accounts/account-store.ts';
import { createPasswordHasher } from '../../../src/core/accounts/password-hash.ts';
import { setUp } from '../../../src/core/accounts/set-up.ts';
import { signIn } from '../../../src/core/accounts/sign-in.ts';
import { AUTHORITIES } from '../../../src/shared/authorities.ts';
import { cheapHasher, counting } from '../../support/hasher.ts';
import { MORNING } from '../../support/clock.ts';
import { organisation } from '../../support/people.ts';
import { ADA } from '../../support/program.ts';
import { openAt, refusal, tempStore } from '../../support/store.ts';

const emptyStore = async (hasher = cheapHasher()) => {
  const store = await tempStore();
  return { store, deps: { db: store.db, now: () => MORNING, hasher } };
};

describe('the first administrator', () => {
  it('is a super user of the first tenant, and has ten recovery codes', async () => {
    const { deps, ada, recoveryCodes } = await organisation();
    expect(await loadAdministrator(deps.db, ada.accountId)).toEqual({
      accountId: ada.accountId,
      username: 'ada',
      displayName: 'ada',
      roles: ['Super User'],
      tenant: { id: 1, name: 'Northwind Traders', keyPrefix: 'lk' },
      ownTenantId: 1,
      authorities: AUTHORITIES.toSorted(),
    });
    expect(new Set(recoveryCodes).size).toBe(10);
  });

  it('has a password of which only its scrypt is there, with the real parameters', async () => {
    const { store, deps } = await emptyStore(createPasswordHasher());
    await setUp(deps, ADA, 'a session');
    const password = await store.db.selectFrom('passwords').selectAll().executeTakeFirstOrThrow();
    expect(password).toMatchObject({ cost: 2 ** 17, block_size: 8, parallelization: 1 });
    expect(password.salt).toHaveLength(16);
    expect(password.hash).toHaveLength(32);
    await signIn(deps, { ...ADA, deviceName: 'laptop', remember: false }, 'another session');
    const wrong = signIn(
      deps,
      { ...ADA, password: 'marmalade on a bicycle', deviceName: 'laptop', remember: false },
      'another session',
    );
    expect(await refusal(wrong)).toMatchObject({ code: 'SIGN_IN_FAILED' });
  });

  it('is in the log with the tenant, and without the password', async () => {
    const { store } = await organisation();
    const entries = await store.db
      .selectFrom('audit_entries')
      .select(['action', 'body'])
      .orderBy('seq')
      .execute();
    expect(entries.map(({ action }) => action)).toEqual([
      'tenants.create',
      'accounts.create',
      'session.sign-in',
    ]);
    for (const { body } of entries) expect(body).not.toContain(ADA.password);
  });

  it('keeps the names as typed but for the space around them', async () => {
    const { store, deps } = await emptyStore();
    await setUp(deps, { ...ADA, organisation: '  Północ  ', username: ' Ada L. ' }, 'a session');
    expect(await store.db.selectFrom('tenants').select('name').execute()).toEqual([{ name: 'Północ' }]);
    expect(await store.db.selectFrom('accounts').select(['username', 'username_key']).execute()).toEqual([
      { username: 'Ada L.', username_key: 'ada l.' },
    ]);
  });
});

describe('set-up happens once', () => {
  it('is refused ever after', async () => {
    const { deps } = await organisation();
    const again = setUp(deps, { ...ADA, username: 'eve' }, 'another session');
    expect(await refusal(again)).toMatchObject({ code: 'ALREADY_SET_UP' });
    expect(await deps.db.selectFrom('accounts').select('username').execute()).toEqual([{ username: 'ada' }]);
  });

  it('one of two at the same moment is refused, with nothing of it there, in two programs too', async () => {
    const { store, deps } = await emptyStore();
    const other = await openAt(store.path);
    const results = await Promise.allSettled([
      setUp(deps, ADA, 'one'),
      setUp(deps, { ...ADA, username: 'eve' }, 'two'),
      setUp({ ...deps, db: other.db }, { ...ADA, username: 'mallory' }, 'three'),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'ALREADY_SET_UP' });
    }
    for (const table of ['tenants', 'accounts', 'passwords'] as const) {
      expect(await store.db.selectFrom(table).selectAll().execute(), table).toHaveLength(1);
    }
    expect(await store.db.selectFrom('recovery_codes').selectAll().execute()).toHaveLength(10);
  });
});

describe('a new password', () => {
  it.each([
    ['a'.repeat(11), 'INVALID_INPUT', /at least 12/],
    ['e\u0301'.repeat(6), 'INVALID_INPUT', /at least 12/],
    ['x'.repeat(257), 'INVALID_INPUT', /at most 256/],
    ['password1234', 'PASSWORD_TOO_COMMON', /too easy/],
    ['aaaaaaaaaaaa', 'PASSWORD_TOO_COMMON', /too easy/],
    ['123456789012', 'PASSWORD_TOO_COMMON', /too easy/],
    ['qwertyuiopas', 'PASSWORD_TOO_COMMON', /too easy/],
    ['ｐａｓｓｗｏｒｄ１２３４', 'PASSWORD_TOO_COMMON', /too easy/],
  ])('%o is refused before anything is made or hashed', async (password, code, message) => {
    const hasher = counting(cheapHasher());
    const { store, deps } = await emptyStore(hasher);
    expect(await refusal(setUp(deps, { ...ADA, password }, 'a session'))).toMatchObject({
      code,
      field: 'password',
      message: expect.stringMatching(message),
    });
    expect(hasher.runs).toBe(0);
    expect(await store.db.selectFrom('tenants').selectAll().execute()).toEqual([]);
  });

  it.each([
    'marmalade on a tricycle',
    '🔑🚲🍊🪑🛶🎻🧭🪴🥨🧶🪶🦔',
    ' leading and trailing space ',
    'καλημέρα σας κόσμε',
  ])('%o is fine, and signs in', async (password) => {
    const { deps } = await emptyStore();
    await setUp(deps, { ...ADA, password }, 'a session');
    await signIn(
      deps,
      { username: 'ada', password, deviceName: 'laptop', remember: false },
      'another session',
    );
  });
});
