import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../support/clock.ts';
import { ADA, Program, turns, until } from '../support/program.ts';
import { refusal } from '../support/store.ts';

const { username, password } = ADA;
const NEW = 'a walrus plays the cello';

/** Ada is signed in, and this computer remembers her. */
async function remembered(): Promise<Program> {
  const program = await Program.setUp();
  await program.api.session.signOut(undefined);
  await turns();
  await program.api.session.signIn({ username, password, remember: true });
  await until(() => program.keychain.entries.size === 1);
  return program;
}

/** Other computers of Ada's, and one of somebody else's, put into the store directly. */
async function otherDevices(program: Program): Promise<void> {
  await program.sql(
    `INSERT INTO accounts (id, tenant_id, username, username_key, display_name, licence, api_only, status, created_at)
     VALUES (9, 1, 'eve', 'eve', 'Eve', 'Full', 0, 'active', 0)`,
  );
  const put = (id: number, account: number, name: string, usedAt: number) =>
    program.sql(
      'INSERT INTO device_credentials VALUES (?, ?, ?, ?, 0, ?, ?)',
      id,
      account,
      Buffer.alloc(32, id),
      name,
      usedAt,
      usedAt,
    );
  const now = program.clock.time;
  await put(50, 1, 'laptop', now - DAY);
  await put(51, 1, 'tablet', now - 2 * HOUR);
  await put(52, 1, 'long gone', now - 30 * DAY);
  await put(60, 9, 'hers', now);
}
const deviceIds = async (program: Program) =>
  (await program.rows<{ id: number }>('SELECT id FROM device_credentials ORDER BY id')).map(({ id }) => id);

describe('changing one’s password', () => {
  it('needs the one from before, and from then on only the new one signs in', async () => {
    const program = await Program.setUp();
    await program.api.session.changePassword({ current: password, newPassword: NEW });
    expect(await program.api.session.state(undefined)).toMatchObject({ status: 'signed-in' });
    await program.api.session.signOut(undefined);
    expect(await refusal(program.api.session.signIn({ username, password, remember: false }))).toMatchObject({
      code: 'SIGN_IN_FAILED',
    });
    await program.api.session.signIn({ username, password: NEW, remember: false });
    const log = await program.log();
    expect(log.map(({ action }) => action)).toContain('session.change-password');
    expect(JSON.stringify(log)).not.toMatch(/walrus|marmalade/);
  });

  it('forgets every other device of the person, and keeps this one and everybody else’s', async () => {
    const program = await remembered();
    await otherDevices(program);
    const [mine] = await program.api.session.devices(undefined);
    await program.api.session.changePassword({ current: password, newPassword: NEW });
    expect(await deviceIds(program)).toEqual([mine?.id, 60]);
    expect(await program.api.session.state(undefined)).toMatchObject({ remembered: true });
    expect(await program.restartAndSettle()).toMatchObject({ status: 'signed-in', remembered: true });
  });

  it('waits for the keychain, so that the device of a renewal that is under way stays', async () => {
    const program = await remembered();
    program.keychain.slow = 'set';
    await program.restart();
    await until(() => program.keychain.waitsFor('set'));
    const changing = program.api.session.changePassword({ current: password, newPassword: NEW });
    await turns();
    program.keychain.slow = null;
    program.keychain.answer();
    await changing;
    expect(await program.restartAndSettle()).toMatchObject({ status: 'signed-in', remembered: true });
  });

  it.each([
    ['the wrong password', { current: 'wrong' }, 'SIGN_IN_FAILED', 'current'],
    ['a short one', { newPassword: 'short' }, 'INVALID_INPUT', 'newPassword'],
    ['a common one', { newPassword: 'password1234' }, 'PASSWORD_TOO_COMMON', 'newPassword'],
  ])('with %s is refused and changes nothing', async (_, changes, code, field) => {
    const program = await Program.setUp();
    const attempt = program.api.session.changePassword({ current: password, newPassword: NEW, ...changes });
    expect(await refusal(attempt)).toMatchObject({ code, field });
    await program.api.session.lock(undefined);
    await program.api.session.unlock({ password });
  });

  it('counts wrong guesses together with those at the sign-in', async () => {
    const program = await Program.setUp();
    const guess = () => refusal(program.api.session.changePassword({ current: 'wrong', newPassword: NEW }));
    for (let time = 0; time < 5; time += 1) expect(await guess()).toMatchObject({ code: 'SIGN_IN_FAILED' });
    const retryAt = program.clock.time + 15 * MINUTE;
    expect(await guess()).toMatchObject({ code: 'THROTTLED', retryAt });
    expect(await refusal(program.api.session.newRecoveryCodes({ password }))).toMatchObject({ retryAt });
    await program.api.session.lock(undefined);
    expect(await refusal(program.api.session.unlock({ password }))).toMatchObject({ retryAt });
    program.clock.pass(15 * MINUTE);
    await program.api.session.unlock({ password });
    expect(await guess()).toMatchObject({ code: 'SIGN_IN_FAILED' });
  });
});

describe('recovery codes', () => {
  it('are counted, less each that was spent', async () => {
    const program = await Program.setUp();
    expect(await program.api.session.recoveryCodes(undefined)).toEqual({ left: 10 });
    await program.api.session.signOut(undefined);
    const code = program.recoveryCodes[0] ?? '';
    await program.api.session.useRecoveryCode({ username, code, newPassword: NEW });
    expect(await program.api.session.recoveryCodes(undefined)).toEqual({ left: 9 });
  });

  it('that are new replace the old, and have to be saved before anybody leaves', async () => {
    const program = await Program.setUp();
    const { secret } = await program.api.session.newRecoveryCodes({ password });
    expect(secret).toMatchObject({ kind: 'recovery-codes', name: 'ada', saved: false });
    expect(await program.api.secrets.pending(undefined)).toEqual([secret]);
    expect(program.backend.unsavedSecret()).toMatchObject({ id: secret.id });
    expect(await refusal(program.api.session.signOut(undefined))).toMatchObject({ code: 'SECRET_NOT_SAVED' });
    await program.api.secrets.download({ id: secret.id });
    await program.api.session.signOut(undefined);

    const recover = (code = '') => program.api.session.useRecoveryCode({ username, code, newPassword: NEW });
    expect(await refusal(recover(program.recoveryCodes[0]))).toMatchObject({ code: 'RECOVERY_CODE_WRONG' });
    expect(await recover(secret.text.split('\n')[0])).toMatchObject({ status: 'signed-in' });
    expect(JSON.stringify(await program.log())).not.toContain(secret.text.split('\n')[1]);
  });

  it('that nobody has saved give way to newer ones, because they are worth nothing', async () => {
    const program = await Program.setUp();
    await program.api.session.newRecoveryCodes({ password });
    const { secret } = await program.api.session.newRecoveryCodes({ password });
    expect(await program.api.secrets.pending(undefined)).toEqual([secret]);
  });

  it('are not given for a wrong password', async () => {
    const program = await Program.setUp();
    expect(await refusal(program.api.session.newRecoveryCodes({ password: 'wrong' }))).toMatchObject({
      code: 'SIGN_IN_FAILED',
      field: 'password',
    });
    expect(await program.api.secrets.pending(undefined)).toEqual([]);
  });
});

describe('the devices that are kept signed in', () => {
  it('are listed, latest used first, with this one marked and neither dead ones nor anybody else’s', async () => {
    const program = await remembered();
    program.clock.pass(HOUR);
    await otherDevices(program);
    const devices = await program.api.session.devices(undefined);
    expect(devices.map(({ name, current }) => `${name} ${current}`)).toEqual([
      'ada’s computer true',
      'tablet false',
      'laptop false',
    ]);
    program.clock.pass(29 * DAY);
    expect(await program.api.session.devices(undefined)).toHaveLength(2);
    program.clock.pass(DAY);
    expect(await program.api.session.devices(undefined)).toEqual([]);
  });

  it('are none where nobody asked to be remembered', async () => {
    const program = await Program.setUp();
    expect(await program.api.session.devices(undefined)).toEqual([]);
  });

  it('can be forgotten one by one, and the log says so', async () => {
    const program = await remembered();
    await otherDevices(program);
    await program.api.session.forgetDevice({ id: 50 });
    expect(await deviceIds(program)).not.toContain(50);
    expect(await program.api.session.state(undefined)).toMatchObject({ remembered: true });
    expect(JSON.parse((await program.log()).at(-1)?.body ?? '')).toMatchObject({
      action: 'session.forget-device',
      details: { why: 'asked' },
    });
  });

  it('when it is this one, the keychain lets go too, and the session goes on unremembered', async () => {
    const program = await remembered();
    const [mine] = await program.api.session.devices(undefined);
    await program.api.session.forgetDevice({ id: mine?.id ?? 0 });
    expect(await program.api.session.state(undefined)).toMatchObject({
      status: 'signed-in',
      remembered: false,
    });
    await until(() => program.keychain.entries.size === 0);
    expect(await program.restartAndSettle()).toEqual({ status: 'signed-out' });
  });

  it('this one is forgotten for good while its renewal is under way', async () => {
    const program = await remembered();
    program.keychain.slow = 'set';
    await program.restart();
    await until(() => program.keychain.waitsFor('set'));
    const listing = program.api.session.devices(undefined);
    await turns();
    program.keychain.slow = null;
    program.keychain.answer();
    const [mine, ...others] = await listing;
    expect(others).toEqual([]);
    await program.api.session.forgetDevice({ id: mine?.id ?? 0 });
    await until(() => program.keychain.entries.size === 0);
    expect(await program.restartAndSettle()).toEqual({ status: 'signed-out' });
  });

  it('of somebody else, dead or unknown are not there', async () => {
    const program = await remembered();
    await otherDevices(program);
    const before = await deviceIds(program);
    for (const id of [60, 52, 999]) {
      expect(await refusal(program.api.session.forgetDevice({ id }))).toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(await deviceIds(program)).toEqual(before);
  });
});
