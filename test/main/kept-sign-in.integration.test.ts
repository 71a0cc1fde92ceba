import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { DAY } from '../support/clock.ts';
import { ADA, Program, turns, until } from '../support/program.ts';
import { refusal } from '../support/store.ts';
import { whenDone } from '../support/temp-folder.ts';

const { username, password } = ADA;

/** Ada is signed in, and this computer remembers her. */
async function remembered(): Promise<Program> {
  const program = await Program.setUp();
  await program.api.session.signOut(undefined);
  await turns();
  await program.api.session.signIn({ username, password, remember: true });
  await until(() => program.keychain.entries.size === 1);
  return program;
}

const devices = (program: Program) =>
  program.rows<{ id: number; needs_password: number }>(
    'SELECT id, needs_password FROM device_credentials ORDER BY id',
  );
const kept = (program: Program) => [...program.keychain.entries.values()][0];

/** The program has started again and signed in, and the keychain takes its time with the renewed secret. */
async function renewing(program: Program): Promise<void> {
  program.keychain.slow = 'set';
  await program.restart();
  await until(() => program.keychain.waitsFor('set'));
}

/** Another program that is in the middle of a change. */
function otherProgram(path: string): { finish: () => void } {
  const other = new Sqlite(path);
  whenDone(() => void other.close());
  other.exec('BEGIN IMMEDIATE');
  return { finish: () => void other.exec('COMMIT') };
}

describe('a remembered computer', () => {
  it('signs in at the next start without a password', async () => {
    const program = await remembered();
    expect(await program.api.session.state(undefined)).toMatchObject({
      status: 'signed-in',
      remembered: true,
    });
    expect(await program.restartAndSettle()).toMatchObject({ status: 'signed-in', remembered: true });
    expect(program.events.at(-1)).toMatchObject({ name: 'session', payload: { status: 'signed-in' } });
    const log = await program.log();
    expect(log.map(({ action }) => action)).toContain('session.resume');
    expect(program.internalErrors).toEqual([]);
  });

  it('keeps 256 random bits, of which the store has only the hash, and nobody the password', async () => {
    const program = await remembered();
    const secret = kept(program) ?? '';
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect([...program.keychain.entries.keys()][0]).toMatch(/^device:[0-9a-f]{32}$/);
    const dump = JSON.stringify(
      await program.rows('SELECT *, hex(hash) AS hash_hex FROM device_credentials'),
    );
    expect(dump).not.toContain(secret);
    expect(dump + secret).not.toContain(password);
  });

  it('renews its secret at each start, and the old one is worth nothing', async () => {
    const program = await remembered();
    const seen = [kept(program)];
    for (let start = 0; start < 3; start += 1) {
      await program.restartAndSettle();
      expect(await devices(program)).toHaveLength(1);
      seen.push(kept(program));
    }
    expect(new Set(seen).size).toBe(4);
    const [entry] = [...program.keychain.entries.keys()];
    program.keychain.entries.set(entry ?? '', seen[0] ?? '');
    expect(await program.restartAndSettle()).toMatchObject({
      status: 'signed-out',
      notice: 'The kept sign-in is no longer good. Sign in with your password.',
    });
  });

  it('is restoring from the first moment on, so that no sign-in form flashes up', async () => {
    const program = await remembered();
    program.keychain.mode = 'hanging';
    await program.restart();
    expect(await program.api.session.state(undefined)).toEqual({ status: 'restoring' });
  });

  it('does not ask the keychain when nobody is remembered', async () => {
    const program = await Program.setUp();
    program.keychain.mode = 'hanging';
    expect(await program.restartAndSettle()).toEqual({ status: 'signed-out' });
  });

  it.each([
    ['29 days', 30 * DAY - 1, 'signed-in'],
    ['30 days', 30 * DAY, 'signed-out'],
  ])('after %s without use: %#', async (_, unused, status) => {
    const program = await remembered();
    program.clock.pass(unused);
    expect(await program.restartAndSettle()).toMatchObject({ status });
  });

  it('lives on as long as it is used every month', async () => {
    const program = await remembered();
    for (let month = 0; month < 4; month += 1) {
      program.clock.pass(29 * DAY);
      expect(await program.restartAndSettle()).toMatchObject({ status: 'signed-in' });
    }
  });

  it.each([
    ['the account is disabled', `UPDATE accounts SET status = 'disabled'`],
    ['the devices were forgotten', 'DELETE FROM device_credentials WHERE id > 0 AND hash <> zeroblob(32)'],
  ])('asks for the password when %s', async (_, statement) => {
    const program = await remembered();
    await program.stop();
    await program.sql(statement);
    expect(await program.restartAndSettle()).toMatchObject({ status: 'signed-out' });
  });

  it('is forgotten by a recovery code', async () => {
    const program = await Program.setUp();
    await program.api.session.signOut(undefined);
    await program.api.session.signIn({ username, password, remember: true });
    await until(() => program.keychain.entries.size === 1);
    const old = new Map(program.keychain.entries);
    await program.api.session.signOut(undefined);
    const code = program.recoveryCodes[0] ?? '';
    await program.api.session.useRecoveryCode({ username, code, newPassword: 'a walrus plays the cello' });
    for (const [name, value] of old) program.keychain.entries.set(name, value);
    expect(await program.restartAndSettle()).toEqual({ status: 'signed-out' });
  });
});

describe('a sign-out', () => {
  it('forgets this computer, in the store and in the keychain', async () => {
    const program = await remembered();
    await program.api.session.signOut(undefined);
    await until(() => program.keychain.entries.size === 0);
    expect(await devices(program)).toEqual([]);
    expect(await program.restartAndSettle()).toEqual({ status: 'signed-out' });
  });

  it('is not undone by a keychain that does not let go', async () => {
    const program = await remembered();
    program.keychain.mode = 'locked';
    await program.api.session.signOut(undefined);
    await turns();
    program.keychain.mode = 'available';
    expect(program.keychain.entries.size).toBe(1);
    expect(await program.restartAndSettle()).toEqual({ status: 'signed-out' });
  });

  it('is replaced by a sign-in that does not ask for it, even while the keychain does not answer', async () => {
    const program = await remembered();
    program.keychain.mode = 'hanging';
    await program.restart();
    await program.api.session.stopRestoring(undefined);
    await program.api.session.signIn({ username, password, remember: false });
    expect(await devices(program)).toEqual([]);
    program.keychain.mode = 'available';
    expect(await program.restartAndSettle()).toMatchObject({ status: 'signed-out' });
  });

  it('is not undone by a renewal that was under way', async () => {
    const program = await remembered();
    await renewing(program);
    await program.api.session.signOut(undefined);
    await until(() => program.keychain.entries.size === 0);
    program.keychain.slow = null;
    program.keychain.answer();
    await turns();
    expect(await program.restartAndSettle()).toMatchObject({ status: 'signed-out' });
    expect(await devices(program)).toEqual([]);
  });

  it('is not undone by a keychain that was still taking the new secret', async () => {
    const program = await Program.setUp();
    await program.api.session.signOut(undefined);
    await turns();
    program.keychain.mode = 'hanging';
    await program.api.session.signIn({ username, password, remember: true });
    await until(() => program.keychain.waitsFor('set'));
    await program.api.session.signOut(undefined);
    program.keychain.mode = 'available';
    program.keychain.answer();
    expect(await program.restartAndSettle()).toEqual({ status: 'signed-out' });
  });
});

describe('a locked session', () => {
  it('comes back locked after a restart, and opens by the password', async () => {
    const program = await remembered();
    await program.api.session.lock(undefined);
    expect(await program.restartAndSettle()).toMatchObject({
      status: 'locked',
      administrator: { username: 'ada' },
    });
    expect(await refusal(program.api.keys.owners(undefined))).toMatchObject({ code: 'LOCKED' });
    expect(await program.restartAndSettle(), 'and once more').toMatchObject({ status: 'locked' });
    expect(await program.api.session.unlock({ password })).toMatchObject({
      status: 'signed-in',
      remembered: true,
    });
    expect(await program.restartAndSettle()).toMatchObject({ status: 'signed-in' });
  });

  it('comes back locked when it was locked while its secret was being renewed', async () => {
    const program = await remembered();
    await renewing(program);
    await program.backend.lock('suspend');
    program.keychain.slow = null;
    program.keychain.answer();
    await turns();
    expect(await program.api.session.state(undefined)).toMatchObject({ status: 'locked' });
    expect(await program.restartAndSettle()).toMatchObject({ status: 'locked' });
  });

  it('that was unlocked while its secret was being renewed can be locked again for good', async () => {
    const program = await remembered();
    await program.api.session.lock(undefined);
    await renewing(program);
    const unlocking = program.api.session.unlock({ password });
    program.keychain.slow = null;
    program.keychain.answer();
    await unlocking;
    await until(() => program.events.length > 0);
    await program.api.session.lock(undefined);
    expect(await program.restartAndSettle()).toMatchObject({ status: 'locked' });
  });
});

describe('a keychain that is not there for us', () => {
  const troubles = ['absent', 'locked', 'hanging'] as const;
  const late = (program: Program) => program.keychain.mode === 'hanging' && program.keychain.giveUp();

  it.each(troubles)(
    '%s: signing in works at once, and the window is told that it will not be remembered',
    async (mode) => {
      const program = await Program.setUp();
      await program.api.session.signOut(undefined);
      await turns();
      program.keychain.mode = mode;
      const state = await program.api.session.signIn({ username, password, remember: true });
      expect(state).toMatchObject({ status: 'signed-in' });
      if (mode === 'hanging') await until(() => program.keychain.waitsFor('set'));
      late(program);
      await until(() => program.events.length > 0);
      expect(program.events).toEqual([
        {
          name: 'session',
          payload: expect.objectContaining({
            status: 'signed-in',
            remembered: false,
            notice: expect.stringMatching(/will not remember it\. (This computer has no|The) keychain/),
          }),
        },
      ]);
      expect(await devices(program)).toEqual([]);
      expect(program.internalErrors).toEqual([]);
    },
  );

  it.each(troubles)(
    '%s: the start says why the kept sign-in did not work, and the password does',
    async (mode) => {
      const program = await remembered();
      program.keychain.mode = mode;
      await program.restart();
      if (mode === 'hanging') await until(() => program.keychain.waitsFor('get'));
      late(program);
      await until(() => program.events.length > 0);
      expect(await program.api.session.state(undefined)).toMatchObject({
        status: 'signed-out',
        notice: expect.stringMatching(/keychain.*\. Sign in with your password\.$/),
      });
      program.keychain.mode = 'available';
      expect(await program.api.session.signIn({ username, password, remember: false })).toMatchObject({
        status: 'signed-in',
      });
    },
  );

  it.each([
    ['absent', 'absent'],
    ['locked', 'locked'],
    ['hanging', 'not-answering'],
  ] as const)('%s: says so when it is asked', async (mode, cause) => {
    const program = await Program.start();
    program.keychain.mode = mode;
    const asking = program.api.session.keychain(undefined);
    if (mode === 'hanging') await until(() => program.keychain.waitsFor('state'));
    late(program);
    expect(await asking).toMatchObject({
      status: 'unavailable',
      cause,
      reason: expect.stringContaining('keychain'),
    });
  });

  it('that only reads leaves the kept sign-in as it was', async () => {
    const program = await remembered();
    const before = kept(program);
    await renewing(program);
    program.keychain.giveUp();
    await until(() => program.events.length > 0);
    expect(await program.api.session.state(undefined)).toMatchObject({
      status: 'signed-in',
      remembered: true,
    });
    program.keychain.slow = null;
    expect(kept(program)).toBe(before);
    expect(await devices(program)).toHaveLength(1);
    expect(await program.restartAndSettle()).toMatchObject({ status: 'signed-in' });
  });
});

describe('who does not want to wait for the keychain', () => {
  it('goes to the sign-in form, and a late answer changes nothing', async () => {
    const program = await remembered();
    program.keychain.mode = 'hanging';
    await program.restart();
    await until(() => program.keychain.waitsFor('get'));
    expect(await program.api.session.stopRestoring(undefined)).toEqual({ status: 'signed-out' });
    program.keychain.mode = 'available';
    program.keychain.answer();
    await turns();
    expect(await program.api.session.state(undefined)).toEqual({ status: 'signed-out' });
  });

  it('is not signed in by an answer that is being looked at just then', async () => {
    const program = await remembered();
    program.keychain.mode = 'hanging';
    await program.restart();
    await until(() => program.keychain.waitsFor('get'));
    const other = otherProgram(program.storePath);
    program.keychain.mode = 'available';
    program.keychain.answer();
    await turns();
    // Under a lock of another program, the kept sign-in is waiting to be renewed.
    expect(await program.api.session.stopRestoring(undefined)).toEqual({ status: 'signed-out' });
    other.finish();
    await until(() => program.events.length > 0);
    expect(await program.api.session.state(undefined)).toEqual({ status: 'signed-out' });
  });

  it('may sign in by the password meanwhile', async () => {
    const program = await remembered();
    program.keychain.mode = 'hanging';
    await program.restart();
    await until(() => program.keychain.waitsFor('get'));
    const state = await program.api.session.signIn({ username, password, remember: false });
    expect(state).toMatchObject({ status: 'signed-in', remembered: false });
    program.keychain.giveUp();
    await turns();
    expect(await program.api.session.state(undefined)).toMatchObject({
      status: 'signed-in',
      remembered: false,
    });
  });
});

describe('nobody is remembered who did not ask for it', () => {
  it('after a sign-in without it', async () => {
    const program = await remembered();
    await program.api.session.signOut(undefined);
    await program.api.session.signIn({ username, password, remember: false });
    await turns();
    expect(program.keychain.entries.size).toBe(0);
    expect(await program.restartAndSettle()).toEqual({ status: 'signed-out' });
  });
});
