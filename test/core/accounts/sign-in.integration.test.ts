import { beforeEach, describe, expect, it } from 'vitest';
import { createPasswordHasher } from '../../../src/core/accounts/password-hash.ts';
import { signIn } from '../../../src/core/accounts/sign-in.ts';
import type { PasswordHasher } from '../../../src/core/accounts/password-hash.ts';
import { MORNING, SECOND } from '../../support/clock.ts';
import { cheapHasher, counting } from '../../support/hasher.ts';
import { type Organisation, organisation } from '../../support/people.ts';
import { ADA } from '../../support/program.ts';
import { refusal, meddle } from '../../support/store.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

const attempt = (changes: Partial<{ username: string; password: string }> = {}, hasher?: PasswordHasher) =>
  signIn(
    { ...here.deps, ...(hasher && { hasher }) },
    { ...ADA, deviceName: 'laptop', remember: false, ...changes },
    'another session',
  );
const lastEntry = () =>
  here.deps.db.selectFrom('audit_entries').selectAll().orderBy('seq', 'desc').executeTakeFirstOrThrow();

describe('signing in', () => {
  it.each(['ada', 'ADA', ' Ada ', 'ａｄａ'])('by the password, as %o', async (username) => {
    expect(await attempt({ username })).toEqual({ accountId: here.ada.accountId, epoch: 1, device: null });
    expect(await lastEntry()).toMatchObject({ action: 'session.sign-in', outcome: 'done' });
  });

  it('by the same password typed on another keyboard', async () => {
    await meddle(here.store)
      .updateTable('passwords')
      .set(await here.deps.hasher.hash('caf\u00e9 in the morning'))
      .execute();
    await attempt({ password: 'cafe\u0301 in the morning' });
  });

  it.each(['Marmalade on a tricycle', 'marmalade on a tricycle ', 'marmalade on a tricycl', ' '])(
    'not by %o',
    async (password) => {
      expect(await refusal(attempt({ password }))).toMatchObject({
        code: 'SIGN_IN_FAILED',
        field: 'password',
      });
      const entry = await lastEntry();
      expect(entry).toMatchObject({
        action: 'session.sign-in',
        outcome: 'refused',
        actor_account_id: here.ada.accountId,
      });
      expect(entry.body).not.toContain('tricycl');
    },
  );

  it('a failure says the same whether it was the username or the password, and what was typed is not in the log', async () => {
    const wrongPassword = await refusal(attempt({ password: 'wrong' }));
    const unknown = await refusal(attempt({ username: 'hunter2-typed-into-the-wrong-field' }));
    expect({ ...(unknown as Error) }).toEqual({ ...(wrongPassword as Error) });
    expect((unknown as Error).message).toBe((wrongPassword as Error).message);
    expect((await lastEntry()).body).not.toContain('hunter2');
  });

  it.each([
    ['a disabled account', `UPDATE accounts SET status = 'disabled'`],
    ['a removed account', 'UPDATE accounts SET deleted_at = 1'],
    ['an API-only account', `UPDATE accounts SET api_only = 1, licence = 'API'`],
    ['an account of an archived tenant', 'UPDATE tenants SET archived_at = 1'],
    ['an account without a password', 'DELETE FROM passwords'],
  ])('never signs in: %s', async (_, statement) => {
    here.store.sqlite.exec(statement);
    expect(await refusal(attempt())).toMatchObject({ code: 'SIGN_IN_FAILED' });
  });

  it('costs one scrypt with the real parameters, whoever is named', async () => {
    const hasher = counting(createPasswordHasher());
    await meddle(here.store)
      .updateTable('passwords')
      .set(await hasher.hash(ADA.password))
      .execute();
    hasher.runs = 0;
    await attempt({}, hasher);
    expect(hasher.runs).toBe(1);
    await refusal(attempt({ password: 'wrong' }, hasher));
    expect(hasher.runs).toBe(2);
    await refusal(attempt({ username: 'nobody' }, hasher));
    expect(hasher.runs).toBe(3);
  });

  it('an unknown user costs the same scrypt as a known one, not a shortcut', async () => {
    const parameters: unknown[] = [];
    const real = cheapHasher();
    await attempt(
      {},
      { ...real, matches: (password, stored) => (parameters.push(stored), real.matches(password, stored)) },
    );
    await refusal(
      attempt(
        { username: 'nobody' },
        { ...real, matches: (password, stored) => (parameters.push(stored), real.matches(password, stored)) },
      ),
    );
    expect(parameters).toEqual([expect.objectContaining({ cost: 2 ** 10 }), null]);
    expect(await real.matches(ADA.password, null)).toBe(false);
  });
});

describe('the hasher', () => {
  it('runs one scrypt at a time, so that the threads stay free for the disk', async () => {
    const hasher = createPasswordHasher({ cost: 2 ** 14, block_size: 8, parallelization: 1 });
    const ended: number[] = [];
    await Promise.all(
      [1, 2, 3, 4].map(async (number) => {
        await hasher.hash(`password ${number}`);
        ended.push(number);
      }),
    );
    expect(ended).toEqual([1, 2, 3, 4]);
  });

  it('goes on after one that failed', async () => {
    const hasher = createPasswordHasher({ cost: 3, block_size: 8, parallelization: 1 });
    await refusal(hasher.hash('no power of two'));
    const sound = await cheapHasher().hash('still here');
    expect(await hasher.matches('still here', sound)).toBe(true);
  });

  it('gives the same password another hash each time', async () => {
    const hasher = cheapHasher();
    const [one, other] = [await hasher.hash(ADA.password), await hasher.hash(ADA.password)];
    expect(one.hash).not.toEqual(other.hash);
    expect(await hasher.matches(ADA.password, one)).toBe(true);
    expect(await hasher.matches(ADA.password, other)).toBe(true);
    expect(await hasher.matches(ADA.password, { ...one, salt: other.salt })).toBe(false);
  });
});

it('the session that signed in is in the log, at its time', async () => {
  here.clock.pass(SECOND);
  await attempt();
  const { body } = await lastEntry();
  expect(JSON.parse(body)).toMatchObject({
    action: 'session.sign-in',
    session: 'another session',
    time: MORNING + SECOND,
    actor: { name: 'ada' },
    tenant: 1,
    details: { by: 'password' },
  });
});
