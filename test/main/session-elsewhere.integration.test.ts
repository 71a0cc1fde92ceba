import { beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/core/db/open.ts';
import { createAccount } from '../../src/core/accounts/create-account.ts';
import { actor } from '../support/people.ts';
import { cheapHasher } from '../support/hasher.ts';
import { ADA, Program, until } from '../support/program.ts';
import { refusal } from '../support/store.ts';

/** What somebody else does to the person who is signed in here, from another process. */

const SIGNED_OUT = {
  name: 'session',
  payload: {
    status: 'signed-out',
    notice: 'You can no longer sign in here. Ask an administrator of your organisation.',
  },
};
let program: Program;
beforeEach(async () => {
  program = await Program.setUp();
}, 30_000);

const ENDS = [
  ['disabled', `UPDATE accounts SET status = 'disabled' WHERE id = 1`],
  ['removed', 'UPDATE accounts SET deleted_at = 1 WHERE id = 1'],
  ['made API only', 'UPDATE accounts SET api_only = 1 WHERE id = 1'],
  ['of an archived tenant', 'UPDATE tenants SET archived_at = 1 WHERE id = 1'],
] as const;

describe.each(ENDS)('a person who is %s', (_, end) => {
  it('is shown the sign-in, without asking', async () => {
    await program.sql(end);
    await until(() => program.events.some(({ name }) => name === 'session'));
    expect(program.events.at(-1)).toEqual(SIGNED_OUT);
    expect(await program.api.session.state(undefined)).toEqual(SIGNED_OUT.payload);
  });

  it('is shown it by a lock too', async () => {
    await program.sql(end);
    expect(await program.api.session.lock(undefined)).toEqual(SIGNED_OUT.payload);
  });

  it.each(['signOut', 'devices'] as const)('is shown it by session.%s too', async (call) => {
    await program.sql(end);
    await refusal(program.api.session[call](undefined));
    await until(() => program.events.length > 0);
    expect(program.events.findLast(({ name }) => name === 'session')).toEqual(SIGNED_OUT);
  });

  it('is shown it while it is locked', async () => {
    await program.api.session.lock(undefined);
    await program.sql(end);
    await until(() => program.events.some(({ name }) => name === 'session'));
    expect(program.events.at(-1)).toEqual(SIGNED_OUT);
  });
});

const authorities = () => {
  const told = program.events.findLast(({ name }) => name === 'session')?.payload;
  return (told as { administrator?: { authorities: string[] } } | undefined)?.administrator?.authorities;
};

describe('authorities that change', () => {
  it('elsewhere are told, those that go and those that come', async () => {
    await program.sql(`DELETE FROM role_authorities WHERE authority = 'manage-accounts'`);
    await until(() => authorities() !== undefined);
    expect(authorities()).not.toContain('manage-accounts');
    await program.sql(
      `INSERT INTO role_authorities SELECT role_id, 'manage-accounts' FROM account_roles WHERE account_id = 1`,
    );
    await until(() => authorities()?.includes('manage-accounts') === true);
  });

  it('here are told with the call that changes them, and nothing is told when nothing changes', async () => {
    const hasher = cheapHasher();
    const store = await openStore({ path: program.storePath, mode: 'write', now: program.clock.now });
    const deps = { db: store.db, now: program.clock.now, hasher };
    await createAccount(deps, await actor(store.db, 1), {
      username: 'ben',
      displayName: '',
      licence: 'Full',
      apiOnly: false,
      roleIds: [1],
      password: ADA.password,
    });
    await store.close();
    const { row } = await program.api.accounts.get({ id: 1 });
    const before = program.events.length;
    await program.api.accounts.edit({
      id: 1,
      revision: row.revision,
      username: 'ada.lovelace',
      displayName: 'Ada',
      licence: 'Full',
      apiOnly: false,
      roleIds: row.roles.map(({ id }) => id),
      password: null,
    });
    expect(program.events.slice(before).filter(({ name }) => name === 'session')).toMatchObject([
      { payload: { administrator: { username: 'ada.lovelace' } } },
    ]);
    const after = program.events.length;
    await program.api.settings.editNotices({ days: [7], desktop: true });
    expect(program.events.slice(after)).toEqual([]);
  });
});
