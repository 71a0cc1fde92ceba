import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AnchorQuestion } from '../../src/core/audit/integrity/anchor-question.ts';
import { askAnchor, LogSigner } from '../../src/core/audit/integrity/log-signer.ts';
import { generate } from '../../src/core/keys/generate.ts';
import { revoke } from '../../src/core/keys/revoke.ts';
import { leftIn, PASSPHRASE } from '../support/backup.ts';
import { latchkey, typed } from '../support/command-line.ts';
import { entriesAfter, newKey } from '../support/keys.ts';
import { type Organisation, organisation } from '../support/people.ts';
import { openAt } from '../support/store.ts';
import { tempFolder } from '../support/temp-folder.ts';

let here: Organisation;
let folder: string;
let file: string;
let passphraseFile: string;
beforeEach(async () => {
  here = await organisation();
  folder = tempFolder();
  file = join(folder, 'a.lkbackup');
  passphraseFile = join(tempFolder(), 'passphrase');
  // As an editor of Windows writes it.
  writeFileSync(passphraseFile, `\uFEFF${PASSPHRASE}\r\n`);
});

const make = (name: string) => generate(here.deps, here.ada, newKey(here.fullAccess, { name }));
const on = (verb: string, ...args: string[]) => typed([verb, '--store', here.store.path, ...args]);
const names = async () =>
  (await here.store.db.selectFrom('keys').select('name').execute()).map(({ name }) => name);

it('a backup is made, not over a file that is there, and noted in the log', async () => {
  const made = await latchkey(['backup', '--store', here.store.path, file]);
  expect(made).toMatchObject({ code: 0, err: '' });
  expect(made.out).toMatch(
    /^Made and verified .*a\.lkbackup\n {2}Size {5}\d+ bytes\n {2}SHA-256 {2}[0-9a-f]{64}\n/,
  );
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await on('backup', file)).toMatchObject({
    code: 2,
    err: expect.stringContaining('BACKUP_EXISTS') as string,
  });
  const again = await on('backup', '--force', '--json', file);
  expect(JSON.parse(again.out)).toMatchObject({ path: file, encrypted: false, logFault: null });
  expect((await entriesAfter(here.store.db)).at(-1)).toMatchObject({
    action: 'store.backup',
    origin: 'cli',
    actor: null,
  });
  expect(readdirSync(folder)).toEqual(['a.lkbackup']);
});

it('a restore shows what it would change, and changes it only when told to', async () => {
  const { row } = await make('Payroll');
  await on('backup', '--passphrase-file', passphraseFile, file);
  expect(readFileSync(file).includes(PASSPHRASE)).toBe(false);
  await revoke(here.deps, here.ada, { id: row.id, how: 'permanent' });
  await make('Later');
  expect(await on('restore', file)).toMatchObject({
    code: 2,
    err: expect.stringContaining('PASSPHRASE_REQUIRED') as string,
  });
  const asked = await on('restore', '--passphrase-file', passphraseFile, file);
  expect(asked.code).toBe(1);
  expect(asked.out).toContain('1 keys revoked since would WORK AGAIN: Payroll');
  expect(asked.out).toContain('1 keys made since would be gone: Later');
  const dry = await on('restore', '--dry-run', '--yes', '--json', '--passphrase-file', passphraseFile, file);
  expect(dry.code).toBe(0);
  expect(JSON.parse(dry.out)).toMatchObject({ restored: false, difference: { history: 'earlier' } });
  expect(await names()).toEqual(['Payroll', 'Later']);
  expect(leftIn(dirname(here.store.path))).toEqual([]);
  const done = await latchkey(
    ['restore', '--yes', '--store', here.store.path, '--passphrase-file', '-', file],
    { stdin: PASSPHRASE },
  );
  expect(done).toMatchObject({
    code: 0,
    err: expect.stringContaining('Which signature was the last is not known') as string,
  });
  const kept = /kept as (\S+)\n/.exec(done.out)?.[1] ?? '';
  expect(existsSync(kept)).toBe(true);
  expect(await names()).toEqual(['Payroll']);
  expect((await entriesAfter(here.store.db)).at(-1)).toMatchObject({
    action: 'store.restore',
    origin: 'cli',
  });
});

it('a restore over an older copy of the store takes no epoch that was signed, so that the log can be signed', async () => {
  const kept = new Map<string, string>();
  const vault = {
    get: async (name: string) => kept.get(name) ?? null,
    set: async (name: string, value: string) => kept.set(name, value).has(name),
  };
  const { path } = here.store;
  /** Whatever stands there, as the program does when somebody who may has said that it is right. */
  const sign = async () => {
    const store = await openAt(path, 'write');
    const signed = await new LogSigner(store, vault, () => 1).sign(undefined, true);
    await store.close();
    return signed;
  };
  const restore = () =>
    typed(['restore', '--yes', '--store', path, file], {
      askKeychain: async (question: AnchorQuestion) => ({
        ok: true,
        anchor: await askAnchor(vault, question.path, question.logId),
      }),
    });
  await on('backup', file);
  await here.store.close();
  const older = join(folder, 'older');
  copyFileSync(path, older);
  expect(await restore()).toMatchObject({ code: 0, err: '' });
  expect(await sign()).toMatchObject({ status: 'signed', checkpoint: { epoch: 2 } });
  for (const ending of ['-wal', '-shm']) rmSync(path + ending, { force: true });
  copyFileSync(older, path);
  expect(await restore()).toMatchObject({ code: 0, err: '' });
  expect(await sign()).toMatchObject({ status: 'signed', checkpoint: { epoch: 3 } });
});

it('what cannot be is said, and leaves nothing', async () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['USAGE', ['backup', '--json']],
    ['USAGE', ['restore', '--json', file, file]],
    ['BACKUP_MISSING', ['restore', '--json', join(folder, 'nothing')]],
    ['BACKUP_FOREIGN', ['restore', '--json', passphraseFile]],
    ['BACKUP_NO_FOLDER', ['backup', '--json', join(folder, 'no', 'file')]],
    ['PASSPHRASE_FILE', ['backup', '--json', '--passphrase-file', join(folder, 'nothing'), file]],
    ['PASSWORD_TOO_COMMON', ['backup', '--json', '--passphrase-file', join(folder, 'weak'), file]],
  ];
  writeFileSync(join(folder, 'weak'), 'passwordpassword');
  for (const [code, [verb = '', ...args]] of cases) {
    const answer = await on(verb, ...args);
    expect(answer.code, answer.out).toBe(2);
    expect(JSON.parse(answer.out), args.join(' ')).toMatchObject({ error: { code } });
  }
  expect(readdirSync(folder)).toEqual(['weak']);
  expect(leftIn(dirname(here.store.path))).toEqual([]);
});

it('a folder that somebody may not write is said to be one', async () => {
  const store = dirname(here.store.path);
  await here.store.close();
  const { chownSync } = await import('node:fs');
  mkdirSync(join(folder, 'closed'), { mode: 0o555 });
  for (const path of [folder, store]) chmodSync(path, 0o755);
  for (const name of readdirSync(store)) chownSync(join(store, name), 65_534, 65_534);
  chownSync(store, 65_534, 65_534);
  const closed = join(folder, 'closed');
  const answer = await latchkey(['backup', '--store', here.store.path, join(closed, 'a')], { uid: 65_534 });
  expect(answer).toMatchObject({ code: 2, err: expect.stringContaining('BACKUP_READ_ONLY') as string });
  await latchkey(['backup', '--store', here.store.path, join(store, 'a')], { uid: 65_534 });
  const restored = await latchkey(['restore', '--store', join(closed, 'x'), join(store, 'a')], {
    uid: 65_534,
  });
  expect(restored).toMatchObject({ code: 2, err: expect.stringContaining('BACKUP_READ_ONLY') as string });
  expect(restored.err).toContain(`${closed} cannot be written`);
});

describe('on a new computer', () => {
  const config = () => join(folder, 'home', '.config');
  const there = (...args: string[]) =>
    typed(['restore', ...args], { env: { XDG_CONFIG_HOME: config(), APPDATA: config() } });

  it('a restore makes the folder of the store, for its owner alone', async () => {
    await make('Payroll');
    await on('backup', file);
    // What it says of a keychain is no matter of its folder: this computer may have none.
    expect(await there('--yes', file)).toMatchObject({ code: 0 });
    const own = join(config(), 'Latchkey');
    expect(readdirSync(own)).toEqual(['latchkey.db']);
    for (const path of [config(), own]) expect(statSync(path).mode & 0o777).toBe(0o700);
    const listed = await typed(['doctor', '--store', join(own, 'latchkey.db')]);
    expect(listed.code, listed.out).not.toBe(2);
  });

  it('one that is not done leaves none', async () => {
    await on('backup', file);
    expect(await there(file)).toMatchObject({ code: 1 });
    expect(await there('--yes', '--dry-run', file)).toMatchObject({ code: 0 });
    expect(await there('--yes', join(folder, 'nothing'))).toMatchObject({ code: 2 });
    expect(readdirSync(folder)).toEqual(['a.lkbackup']);
    // What was there before stays.
    mkdirSync(join(config(), 'Latchkey'), { recursive: true });
    expect(await there(file)).toMatchObject({ code: 1 });
    expect(readdirSync(config())).toEqual(['Latchkey']);
  });

  it('a folder that cannot be made, or that was named and is not there, is named', async () => {
    await on('backup', file);
    const named = await typed(['restore', '--yes', '--store', join(folder, 'gone', 'x.db'), file]);
    expect(named).toMatchObject({ code: 2, err: expect.stringContaining('BACKUP_NO_FOLDER') as string });
    expect(named.err).toContain(join(folder, 'gone'));
    expect(existsSync(join(folder, 'gone'))).toBe(false);
    writeFileSync(join(folder, 'home'), '');
    const blocked = await there('--yes', file);
    expect(blocked).toMatchObject({ code: 2, err: expect.stringContaining('BACKUP_NO_FOLDER') as string });
    expect(blocked.err).toContain(join(config(), 'Latchkey'));
  });
});
