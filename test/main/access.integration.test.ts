import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contract } from '../../src/shared/contract.ts';
import { AUTHORITIES, type Access } from '../../src/shared/authorities.ts';
import { EVERYTHING } from '../../src/shared/everything.ts';
import { newKey } from '../support/keys.ts';
import { ADA, Program } from '../support/program.ts';
import { refusal } from '../support/store.ts';
import { tempFolder } from '../support/temp-folder.ts';

const calls = Object.entries(contract).flatMap(([subject, specs]) =>
  Object.entries(specs).map(([name, { authority }]) => [`${subject}.${name}`, authority as Access] as const),
);
const code = (reply: { ok: boolean; code?: string }) => reply.code ?? 'ok';
const GATE = ['NOT_SIGNED_IN', 'LOCKED', 'FORBIDDEN'];
const needsSomebody = calls.filter(([, access]) => access !== 'anyone');

it('the open calls are these and no others', () => {
  const open = calls.filter(([, access]) => access === 'anyone').map(([call]) => call);
  expect(open.toSorted()).toEqual([
    // Refused once something is set up: test/main/store.integration.test.ts.
    'recovery.cancel',
    'recovery.choose',
    'recovery.preview',
    'recovery.restore',
    'session.keychain',
    'session.passwordStrength',
    'session.setUp',
    'session.signIn',
    'session.state',
    'session.stopRestoring',
    'session.useRecoveryCode',
  ]);
  const held = calls.filter(([, access]) => access === 'held').map(([call]) => call);
  expect(held.toSorted()).toEqual(['session.lock', 'session.signOut', 'session.unlock']);
});

describe('before anybody has signed in', () => {
  it.each(needsSomebody)('%s is refused', async (call) => {
    const fresh = await Program.start();
    expect(code(await fresh.backend.dispatch(call, undefined))).toBe('NOT_SIGNED_IN');
  });

  it.each(needsSomebody)('%s is refused after set-up and a sign-out too', async (call) => {
    const program = await Program.setUp();
    await program.api.session.signOut(undefined);
    expect(code(await program.backend.dispatch(call, undefined))).toBe('NOT_SIGNED_IN');
  });

  it('the open calls are let in', async () => {
    const program = await Program.start();
    for (const [call, access] of calls) {
      if (access === 'anyone')
        expect(GATE, call).not.toContain(code(await program.backend.dispatch(call, undefined)));
    }
  });
});

describe('while locked', () => {
  it.each(needsSomebody)('%s is refused unless it is declared `held` (%s)', async (call, access) => {
    const program = await Program.setUp();
    await program.api.session.lock(undefined);
    const answer = code(await program.backend.dispatch(call, undefined));
    if (access === 'held') expect(GATE).not.toContain(answer);
    else expect(answer).toBe('LOCKED');
  });

  it('the state tells who it is, and no more', async () => {
    const program = await Program.setUp();
    await program.api.session.lock(undefined);
    expect(await program.api.session.state(undefined)).toMatchObject({
      status: 'locked',
      administrator: { username: 'ada' },
    });
  });
});

describe('without the authority', () => {
  const guarded = calls.filter(([, access]) => (AUTHORITIES as readonly string[]).includes(access));
  const ofKeys = calls.filter(([, access]) => access === 'manages-keys').map(([call]) => call);
  const inTheLog = (call: string) => call.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

  it.each(guarded)(
    '%s is refused to everybody who lacks %s, and that is in the log',
    async (call, authority) => {
      const program = await Program.setUp();
      await program.sql('DELETE FROM role_authorities WHERE authority = ?', authority);
      const reply = await program.backend.dispatch(call, undefined);
      expect(code(reply)).toBe('FORBIDDEN');
      await program.stop();
      const last = (await program.log()).at(-1);
      expect(last).toMatchObject({ action: inTheLog(call), outcome: 'refused' });
      expect(JSON.parse(last?.body ?? '')).toMatchObject({
        actor: { name: 'ada' },
        tenant: 1,
        details: { code: 'FORBIDDEN' },
      });
      expect(program.internalErrors).toEqual([]);
    },
  );

  it.each(guarded)(
    '%s is refused the moment %s is taken away, and allowed the moment it is given',
    async (call, authority) => {
      const program = await Program.setUp();
      const answer = async () => code(await program.backend.dispatch(call, undefined));
      // A call that takes no input answers at once.
      const allowed = await answer();
      expect(['INVALID_INPUT', 'ok']).toContain(allowed);
      await program.sql('DELETE FROM role_authorities WHERE authority = ?', authority);
      expect(await answer()).toBe('FORBIDDEN');
      await program.sql('INSERT INTO role_authorities SELECT id, ? FROM roles', authority);
      expect(await answer()).toBe(allowed);
    },
  );

  it.each(ofKeys)('%s asks for either authority over keys', async (call) => {
    const program = await Program.setUp();
    const answer = async () => code(await program.backend.dispatch(call, undefined));
    await program.sql(`DELETE FROM role_authorities WHERE authority LIKE 'manage-%'`);
    expect(await answer()).toBe('FORBIDDEN');
    // The refusal is being written down.
    await program.backend.calls.settle();
    for (const authority of ['manage-tenant-api-keys', 'manage-user-api-key']) {
      await program.sql('INSERT INTO role_authorities SELECT id, ? FROM roles', authority);
      expect(['INVALID_INPUT', 'ok']).toContain(await answer());
      await program.sql('DELETE FROM role_authorities WHERE authority = ?', authority);
    }
  });

  it('a refusal does not look at the input', async () => {
    const program = await Program.setUp();
    await program.sql('DELETE FROM role_authorities');
    expect(await program.backend.dispatch('keys.generate', { name: 'x', hostile: true })).toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('an account that is disabled while it is signed in', () => {
  it.each([
    ['disabled', `UPDATE accounts SET status = 'disabled'`],
    ['removed', 'UPDATE accounts SET deleted_at = 1'],
    ['without its tenant', 'UPDATE tenants SET archived_at = 1'],
  ])('is dismissed at its next call: %s', async (_, statement) => {
    const program = await Program.setUp();
    await program.sql(statement);
    expect(await refusal(program.api.keys.owners(undefined))).toMatchObject({ code: 'NOT_SIGNED_IN' });
    expect(await program.api.session.state(undefined)).toEqual({
      status: 'signed-out',
      notice: 'You can no longer sign in here. Ask an administrator of your organisation.',
    });
  });

  it('cannot unlock either', async () => {
    const program = await Program.setUp();
    await program.api.session.lock(undefined);
    await program.sql(`UPDATE accounts SET status = 'disabled'`);
    expect(await refusal(program.api.session.unlock({ password: ADA.password }))).toMatchObject({
      code: 'NOT_SIGNED_IN',
    });
  });
});

describe('what crosses', () => {
  it('of a generated key is what the contract names', async () => {
    const program = await Program.setUp();
    const reply = await program.backend.dispatch('keys.generate', await program.newKey());
    expect(reply).toMatchObject({ ok: true });
    const { value } = reply as { value: { secret: object } };
    expect(Object.keys(value).toSorted()).toEqual(['row', 'secret', 'usage']);
    expect(Object.keys(value.secret).toSorted()).toEqual(['id', 'kind', 'name', 'saved', 'text']);
  });

  it.each([
    ['keys.generate', { ...newKey(1), tenantId: 2 }],
    ['keys.generate', newKey(1, { expiresAt: 1.5 })],
    ['keys.generate', newKey(1, { expiresAt: 8.64e15 + 1 })],
    ['keys.generate', newKey(1, { allowlist: '10.1' })],
    ['keys.list', { view: EVERYTHING, after: null, limit: 101 }],
    ['keys.list', { view: EVERYTHING, after: null, limit: 0 }],
    ['keys.list', { view: { ...EVERYTHING, sql: '' }, after: null, limit: 1 }],
    ['keys.rotate', { id: 1, overlap: 'for ever' }],
    ['secrets.copy', { id: 'x', text: 'mine' }],
    ['session.state', {}],
  ])('into %s is only what the contract names: %o', async (call, input) => {
    const program = await Program.setUp();
    expect(await program.backend.dispatch(call, input)).toMatchObject({ ok: false, code: 'INVALID_INPUT' });
  });
});

describe('a store that cannot be opened', () => {
  it('is an answer of session.state; everything else is refused for the same reason', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'latchkey.db'), 'no database');
    const program = await Program.start(folder);
    expect(await program.api.session.state(undefined)).toEqual({
      status: 'store-failed',
      code: 'STORE_FOREIGN',
      message: expect.stringContaining('is not a Latchkey store'),
      path: program.storePath,
    });
    for (const [call] of calls) {
      // Which restore a backup in its place: test/main/store.integration.test.ts.
      if (call.startsWith('recovery.')) continue;
      if (call !== 'session.state')
        expect(code(await program.backend.dispatch(call, undefined)), call).toBe('STORE_FOREIGN');
    }
    expect(code(await program.backend.dispatch('__proto__', undefined))).not.toBe('ok');
    await program.backend.lock('idle');
    await program.stop();
    expect(readFileSync(program.storePath, 'utf8')).toBe('no database');
    expect(readdirSync(folder)).toEqual(['latchkey.db']);
  });
});
