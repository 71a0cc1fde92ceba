import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { PasswordHasher } from '../../src/core/accounts/password-hash.ts';
import { cheapHasher } from '../support/hasher.ts';
import { ADA, Program, turns, until } from '../support/program.ts';
import { refusal } from '../support/store.ts';
import { whenDone } from '../support/temp-folder.ts';

const { username, password } = ADA;

/** scrypt that ends when the test says so. */
function slowHasher() {
  const cheap = cheapHasher();
  const waiting: (() => void)[] = [];
  const hasher: PasswordHasher = {
    hash: (text) => cheap.hash(text),
    matches: async (text, stored) => {
      await new Promise<void>((finish) => waiting.push(finish));
      return cheap.matches(text, stored);
    },
  };
  return {
    ...hasher,
    isAsked: () => waiting.length > 0,
    finish: () => {
      for (const finish of waiting.splice(0)) finish();
    },
  };
}

describe('the first start', () => {
  it('asks for set-up, signs its administrator in and gives the recovery codes once', async () => {
    const program = await Program.start();
    expect(await program.api.session.state(undefined)).toEqual({ status: 'needs-set-up' });
    const state = await program.api.session.setUp(ADA);
    const [recoveryCodes] = await program.api.secrets.pending(undefined);
    expect(state).toMatchObject({
      status: 'signed-in',
      remembered: false,
      administrator: { username: 'ada', tenant: { name: 'Northwind Traders' } },
    });
    expect(recoveryCodes).toMatchObject({ kind: 'recovery-codes', name: 'ada', saved: false });
    expect(recoveryCodes?.text.trim().split('\n')).toHaveLength(10);
    expect(await refusal(program.api.session.setUp({ ...ADA, username: 'eve' }))).toMatchObject({
      code: 'ALREADY_SET_UP',
    });
    expect(await program.api.session.state(undefined)).toEqual(state);
  });

  it.each([
    [{ organisation: 'N' }, 'organisation'],
    [{ username: '' }, 'username'],
    [{ password: 'short' }, 'password'],
    [{ password: 'password1234' }, 'password'],
  ])('names the field that is wrong: %o', async (changes, field) => {
    const program = await Program.start();
    expect(await refusal(program.api.session.setUp({ ...ADA, ...changes }))).toMatchObject({ field });
    expect(await program.api.session.state(undefined)).toEqual({ status: 'needs-set-up' });
  });

  it('after set-up, the next start asks for a sign-in', async () => {
    const program = await Program.setUp();
    await program.restart();
    expect(await program.api.session.state(undefined)).toEqual({ status: 'signed-out' });
    await program.api.session.signIn({ username, password, remember: false });
    expect(await program.api.session.state(undefined)).toMatchObject({ status: 'signed-in' });
  });

  it('judges passwords while they are typed', async () => {
    const { api } = await Program.start();
    expect((await api.session.passwordStrength({ password: 'password1234' })).score).toBeLessThan(2);
    expect((await api.session.passwordStrength({ password })).score).toBeGreaterThan(2);
    expect(await api.session.passwordStrength({ password: '' })).toMatchObject({ score: 0 });
  });
});

describe('locking', () => {
  it('needs the password again, and is in the log both ways', async () => {
    const program = await Program.setUp();
    expect(await program.api.session.lock(undefined)).toMatchObject({ status: 'locked' });
    expect(await refusal(program.api.session.unlock({ password: 'wrong' }))).toMatchObject({
      code: 'SIGN_IN_FAILED',
    });
    expect(await program.api.session.state(undefined)).toMatchObject({ status: 'locked' });
    expect(await program.api.session.unlock({ password })).toMatchObject({ status: 'signed-in' });
    const log = (await program.log()).slice(-3).map(({ action, outcome }) => `${action} ${outcome}`);
    expect(log).toEqual(['session.lock done', 'session.unlock refused', 'session.unlock done']);
  });

  it('by idleness is told to the window, once', async () => {
    const program = await Program.setUp();
    await program.backend.lock('idle');
    await program.backend.lock('screen locked');
    expect(program.events).toEqual([
      { name: 'session', payload: expect.objectContaining({ status: 'locked' }) },
    ]);
    expect(JSON.parse((await program.log()).at(-1)?.body ?? '')).toMatchObject({
      action: 'session.lock',
      details: { why: 'idle' },
    });
  });

  it('does nothing when nobody is signed in', async () => {
    const program = await Program.start();
    await program.backend.lock('idle');
    expect(program.events).toEqual([]);
  });

  it('shows the locked screen even when the log cannot be written', async () => {
    const program = await Program.setUp();
    await program.sql(
      `CREATE TRIGGER no_log BEFORE INSERT ON audit_entries BEGIN SELECT RAISE(FAIL, 'no log'); END`,
    );
    await program.backend.lock('suspend');
    expect(await program.api.session.state(undefined)).toMatchObject({ status: 'locked' });
    expect(program.events).toEqual([
      { name: 'session', payload: expect.objectContaining({ status: 'locked' }) },
    ]);
    expect(program.internalErrors).toHaveLength(1);
  });

  it('shows the locked screen even when the log cannot be written and the person asked for it', async () => {
    const program = await Program.setUp();
    await program.sql(
      `CREATE TRIGGER no_log BEFORE INSERT ON audit_entries BEGIN SELECT RAISE(FAIL, 'no log'); END`,
    );
    expect(await program.api.session.lock(undefined)).toMatchObject({ status: 'locked' });
    expect(await program.api.session.state(undefined)).toMatchObject({ status: 'locked' });
  });

  it('is not undone by a keychain that fails at that moment', async () => {
    const program = await Program.setUp();
    await program.api.session.signOut(undefined);
    program.keychain.mode = 'hanging';
    await program.api.session.signIn({ username, password, remember: true });
    await until(() => program.keychain.waitsFor('set'));
    // Another program is writing, so that forgetting the device takes its time.
    const other = new Sqlite(program.storePath);
    whenDone(() => void other.close());
    other.exec('BEGIN IMMEDIATE');
    program.keychain.giveUp();
    await turns();
    const locking = program.backend.lock('suspend');
    await turns();
    other.exec('COMMIT');
    await locking;
    await until(() => program.events.length >= 2);
    expect(await program.api.session.state(undefined)).toMatchObject({ status: 'locked' });
  });

  it('is not undone by an unlock that ends after a sign-out', async () => {
    const program = await Program.setUp();
    await program.api.session.lock(undefined);
    const slow = slowHasher();
    program.hasher = slow;
    const unlocking = program.api.session.unlock({ password });
    await until(slow.isAsked);
    await program.api.session.signOut(undefined);
    slow.finish();
    expect(await refusal(unlocking)).toMatchObject({ code: 'NOT_SIGNED_IN' });
    expect(await program.api.session.state(undefined)).toMatchObject({ status: 'signed-out' });
  });

  it('is not undone by an unlock that was under way when it was to be locked again', async () => {
    const program = await Program.setUp();
    await program.api.session.lock(undefined);
    const slow = slowHasher();
    program.hasher = slow;
    const unlocking = program.api.session.unlock({ password });
    await until(slow.isAsked);
    await program.backend.lock('suspend');
    slow.finish();
    expect(await unlocking).toMatchObject({ status: 'locked' });
    expect(await program.api.session.state(undefined)).toMatchObject({ status: 'locked' });
  });
});

describe('signing in', () => {
  it('twice at once lets the first in and refuses the second', async () => {
    const program = await Program.setUp();
    await program.api.session.signOut(undefined);
    const attempts = [1, 2].map(() => program.api.session.signIn({ username, password, remember: false }));
    const [first, second] = await Promise.allSettled(attempts);
    expect(first).toMatchObject({ status: 'fulfilled', value: { status: 'signed-in' } });
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'ALREADY_SIGNED_IN' } });
  });

  it('while somebody is signed in is refused', async () => {
    const program = await Program.setUp();
    expect(await refusal(program.api.session.signIn({ username, password, remember: false }))).toMatchObject({
      code: 'ALREADY_SIGNED_IN',
    });
    const recover = program.api.session.useRecoveryCode({
      username,
      code: program.recoveryCodes[0] ?? '',
      newPassword: 'a walrus plays the cello',
    });
    expect(await refusal(recover)).toMatchObject({ code: 'ALREADY_SIGNED_IN' });
  });

  it('by a recovery code works where the password is paused, and signs in', async () => {
    const program = await Program.setUp();
    await program.api.session.signOut(undefined);
    for (let time = 0; time < 5; time += 1) {
      await refusal(program.api.session.signIn({ username, password: 'wrong', remember: false }));
    }
    expect(await refusal(program.api.session.signIn({ username, password, remember: false }))).toMatchObject({
      code: 'THROTTLED',
      retryAt: expect.any(Number),
    });
    const code = program.recoveryCodes[0] ?? '';
    expect(
      await program.api.session.useRecoveryCode({ username, code, newPassword: 'a walrus plays the cello' }),
    ).toMatchObject({
      status: 'signed-in',
    });
  });
});
