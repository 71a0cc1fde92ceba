import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PendingSecrets } from '../../src/main/pending-secrets.ts';
import { ADA, Program } from '../support/program.ts';
import { refusal } from '../support/store.ts';

let program: Program;
beforeEach(async () => {
  program = await Program.setUp();
  program.secretShown.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

const generate = async (name = 'Payroll') => (await program.generate({ name })).secret;
const pending = () => program.api.secrets.pending(undefined);

describe('a secret that waits to be saved', () => {
  it('is held until it is released, and gone from then on', async () => {
    const secret = await generate();
    expect(await pending()).toEqual([secret]);
    await program.api.secrets.copy({ id: secret.id });
    await program.api.secrets.release({ id: secret.id, loseIt: false });
    expect(await pending()).toEqual([]);
    expect(await refusal(program.api.secrets.copy({ id: secret.id }))).toMatchObject({ code: 'SECRET_GONE' });
  });

  it('survives a lock: hidden while it lasts, there again after it', async () => {
    const secret = await generate();
    await program.backend.lock('idle');
    expect(await refusal(pending())).toMatchObject({ code: 'LOCKED' });
    await program.api.session.unlock({ password: ADA.password });
    expect(await pending()).toEqual([secret]);
  });

  it('is not released by mistake', async () => {
    const secret = await generate();
    expect(await refusal(program.api.secrets.release({ id: secret.id, loseIt: false }))).toMatchObject({
      code: 'SECRET_NOT_SAVED',
    });
    expect(program.backend.unsavedSecret()?.id).toBe(secret.id);
    expect(await pending()).toHaveLength(1);
  });

  it('is released unsaved by who says so', async () => {
    const { id } = await generate();
    await program.api.secrets.release({ id, loseIt: true });
    expect(await pending()).toEqual([]);
    expect(program.backend.unsavedSecret()).toBeUndefined();
  });

  it('keeps its person from signing out until it is saved', async () => {
    const { id } = await generate();
    expect(await refusal(program.api.session.signOut(undefined))).toMatchObject({ code: 'SECRET_NOT_SAVED' });
    expect(await program.api.session.state(undefined)).toMatchObject({ status: 'signed-in' });
    await program.api.secrets.copy({ id });
    expect(await program.api.session.signOut(undefined)).toEqual({ status: 'signed-out' });
    expect(program.backend.unsavedSecret()).toBeUndefined();
  });

  it('is nobody else’s', async () => {
    const secrets = new PendingSecrets(program.ports);
    const { id } = secrets.add(1, { kind: 'key', name: 'Payroll', text: 'the secret' });
    expect(secrets.of(2)).toEqual([]);
    expect(await refusal(secrets.copy(2, id, 60))).toMatchObject({ code: 'SECRET_GONE' });
    expect(await refusal(secrets.download(2, id, () => Promise.resolve()))).toMatchObject({
      code: 'SECRET_GONE',
    });
    expect(await refusal(() => secrets.release(2, id, true))).toMatchObject({ code: 'SECRET_GONE' });
    expect(program.clipboard).toBe('');
  });

  it('tells the window when the first is shown and when the last is gone', async () => {
    const [one, other] = [await generate('one'), await generate('two')];
    expect(program.secretShown).toEqual([true]);
    await program.api.secrets.release({ id: one.id, loseIt: true });
    expect(program.secretShown).toEqual([true]);
    await program.api.secrets.release({ id: other.id, loseIt: true });
    expect(program.secretShown).toEqual([true, false]);
  });

  it('is not brought back by a copy that ends after its release', async () => {
    const secrets = new PendingSecrets(program.ports);
    const { id } = secrets.add(1, { kind: 'key', name: 'Payroll', text: 'the secret' });
    const copying = secrets.copy(1, id, 60);
    secrets.release(1, id, true);
    await copying;
    expect(secrets.of(1)).toEqual([]);
    expect(program.secretShown).toEqual([true, false]);
  });
});

describe('copying', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });

  it('puts the secret on the clipboard, counts as saved, and clears it after a minute', async () => {
    const { id, text } = await generate();
    expect(await program.api.secrets.copy({ id })).toEqual({ clearedAfterSeconds: 60 });
    expect(program.clipboard).toBe(text);
    expect(await pending()).toMatchObject([{ id, saved: true }]);
    await vi.advanceTimersByTimeAsync(59_999);
    expect(program.clipboard).toBe(text);
    await vi.advanceTimersByTimeAsync(1);
    expect(program.clipboard).toBe('');
  });

  it('leaves alone what was copied since', async () => {
    const { id } = await generate();
    await program.api.secrets.copy({ id });
    program.clipboard = 'a recipe';
    await vi.advanceTimersByTimeAsync(60_000);
    expect(program.clipboard).toBe('a recipe');
  });

  it('again starts the minute anew', async () => {
    const { id, text } = await generate();
    await program.api.secrets.copy({ id });
    await vi.advanceTimersByTimeAsync(40_000);
    await program.api.secrets.copy({ id });
    await vi.advanceTimersByTimeAsync(40_000);
    expect(program.clipboard).toBe(text);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(program.clipboard).toBe('');
  });

  it('another clears the other', async () => {
    const [one, other] = [await generate('one'), await generate('two')];
    await program.api.secrets.copy({ id: one.id });
    await program.api.secrets.copy({ id: other.id });
    expect(program.clipboard).toBe(other.text);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(program.clipboard).toBe('');
  });

  it('is cleared when the program ends', async () => {
    const { id } = await generate();
    await program.api.secrets.copy({ id });
    await program.stop();
    expect(program.clipboard).toBe('');
  });
});

describe('downloading', () => {
  it('writes the key alone, named after it, and counts as saved', async () => {
    const { id, text } = await generate();
    expect(await program.api.secrets.download({ id })).toEqual({
      path: '/home/ada/Downloads/Payroll.APIKEY',
    });
    expect([...program.savedFiles]).toEqual([['Payroll.APIKEY', text]]);
    expect(await pending()).toMatchObject([{ saved: true }]);
  });

  it('that is cancelled saves nothing', async () => {
    const { id } = await generate();
    program.saveTo = null;
    expect(await program.api.secrets.download({ id })).toEqual({ path: null });
    expect(await pending()).toMatchObject([{ saved: false }]);
  });

  it.each([
    ['../../etc/passwd', '-..-etc-passwd.APIKEY'],
    ['C:\\temp\\x', 'C--temp-x.APIKEY'],
    ['..', 'key.APIKEY'],
    ['.hidden', 'hidden.APIKEY'],
    ['a<b>"c"|d?*', 'a-b--c--d--.APIKEY'],
    ['x'.repeat(200), `${'x'.repeat(60)}.APIKEY`],
    ['Zażółć – ключ 🔑', 'Zażółć – ключ 🔑.APIKEY'],
  ])('suggests a harmless name for %o', async (name, file) => {
    await program.api.secrets.download({ id: (await generate(name)).id });
    expect([...program.savedFiles.keys()]).toEqual([file]);
  });

  it('never cuts a character in half', async () => {
    await program.api.secrets.download({ id: (await generate(`x${'🔑'.repeat(100)}`)).id });
    expect([...program.savedFiles.keys()].every((file) => file.isWellFormed())).toBe(true);
  });
});

it('recovery codes wait in the same way, one a line', async () => {
  const fresh = await Program.start();
  await fresh.api.session.setUp(ADA);
  const [codes] = await fresh.api.secrets.pending(undefined);
  expect(codes?.text).toMatch(/^([0-9A-Z]{4}(-[0-9A-Z]{4}){3}\n){10}$/);
  await fresh.api.secrets.download({ id: codes?.id ?? '' });
  expect([...fresh.savedFiles]).toEqual([['ada recovery codes.txt', codes?.text]]);
});
