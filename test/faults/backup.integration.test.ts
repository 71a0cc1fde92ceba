import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { readBackupState } from '../../src/core/backup/backup-store.ts';
import { UNFINISHED } from '../../src/core/backup/files.ts';
import { unwatched } from '../../src/core/backup/watch.ts';
import { openStore } from '../../src/core/db/open.ts';
import { DAY } from '../../src/shared/duration.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { largeStore, makeBackup, PASSPHRASE, restoreBackup, run } from './backup-work.ts';
import { contentOf } from './disk.ts';
import { onOwnDisk } from './own-disk.ts';

/** Backups and restores whose disk is full, and that are killed: a half one is never taken for a whole one. */

interface Answer {
  readonly stage: string | null;
  readonly code: string;
  readonly message: string;
  readonly new: readonly string[];
}

interface FullDisk {
  readonly to: {
    readonly folder: string;
    readonly refused: readonly (Answer & { readonly kept: boolean })[];
    readonly beside: readonly string[];
    readonly entries: number;
    readonly scheduled: Readonly<
      Record<
        'first' | 'full' | 'again',
        { readonly came: string; readonly failure: string | null; readonly files: readonly string[] }
      >
    >;
  };
  readonly on: {
    readonly folder: string;
    readonly logged: Answer;
    readonly encrypted: Answer;
    readonly restores: readonly (Answer & { readonly unchanged: boolean })[];
    readonly integrity: string;
    readonly report: object;
    readonly later: number;
  };
}

it('a full disk stops backups and restores whole, is named, and takes nothing that was there', async () => {
  const { to, on } = (await onOwnDisk('backup-disk.ts', '24m', tempFolder())) as FullDisk;
  const fullIn = (folder: string) => (stage: string | null) => ({
    stage,
    code: 'BACKUP_FULL',
    message: expect.stringMatching(`not enough space in ${folder}\\..*Free some`),
    new: [],
  });
  const full = (stage: string | null) => ({
    stage,
    code: 'STORE_FULL',
    message: expect.stringMatching(/disk is full.*Free some/),
    new: [],
  });
  expect(to.refused).toMatchObject([null, 'copying', 'encrypting'].map(fullIn(to.folder)));
  expect(to.refused.every(({ kept }) => kept)).toBe(true);
  expect(to.beside).toEqual([]);
  expect(to.entries).toBe(1);
  // Of one that is to be kept the old one stays until there is a new one.
  const { first, full: refused, again } = to.scheduled;
  expect(first).toMatchObject({ came: 'made', failure: null, files: [expect.any(String)] });
  expect(refused).toEqual({ came: 'failed', failure: 'BACKUP_FULL', files: first.files });
  expect(again).toMatchObject({ came: 'made', failure: null, files: [expect.any(String)] });
  expect(again.files).not.toEqual(first.files);

  expect(on.logged).toMatchObject(full(null));
  expect(on.encrypted).toMatchObject(fullIn(on.folder)('copying'));
  expect(on.restores).toMatchObject([
    ...[null, 'copying'].map(fullIn(on.folder)),
    ...['keeping a copy', 'replacing'].map(full),
  ]);
  expect(on.restores.every(({ unchanged }) => unchanged)).toBe(true);
  expect(on).toMatchObject({ integrity: 'ok', report: { faults: [], logFault: null }, later: 0 });
});

const PROGRAM = join(import.meta.dirname, 'backup-killed.ts');

let path: string;
let folder: string;
let target: string;
beforeEach(async () => {
  path = join(tempFolder(), 'latchkey.db');
  folder = tempFolder();
  target = join(folder, 'a.lkbackup');
  const store = await largeStore(path);
  await makeBackup(store, target, unwatched());
  await store.close();
});

const killedAt = (what: 'backup' | 'restore', stage: string, how = 'plain') => {
  const words = [PROGRAM, what, path, target, stage, how];
  const { signal, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  // One that came to its end was never at that stage, and nothing was tried.
  expect({ signal, stdout }, stderr).toEqual({ signal: 'SIGKILL', stdout: '' });
};

/** How long one takes that nobody disturbs. Milliseconds. */
function timeOf(what: 'backup' | 'restore', storePath: string): number {
  const from = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    [PROGRAM, what, storePath, target, 'none', 'plain'],
    {
      encoding: 'utf8',
    },
  );
  expect(status, stderr).toBe(0);
  return performance.now() - from;
}

/** Kills it at a moment that nobody has chosen, within the time that it takes; whether it was still there. */
async function killedSomewhere(what: 'backup' | 'restore', time: number): Promise<boolean> {
  const child = spawn(process.execPath, [PROGRAM, what, path, target, 'none', 'plain'], { stdio: 'ignore' });
  const gone = once(child, 'exit');
  // A random moment is the point here, not a wait for something.
  await sleep(Math.random() * time);
  child.kill('SIGKILL');
  const [, signal] = (await gone) as [number | null, string | null];
  return signal === 'SIGKILL';
}

const unfinished = (where: string) => readdirSync(where).filter((name) => UNFINISHED.test(name));

/** Sound from end to end, with its log, and what it says of its last backup is so. */
async function expectSound(passphrase: string | null) {
  const store = await openStore({ path, mode: 'write', now: Date.now });
  const { lastBackup } = await readBackupState(store.db);
  expect(lastBackup?.path).toBe(target);
  const backup = await run('inspect', { path: target, storePath: path, passphrase }, unwatched());
  expect(backup).toMatchObject({ logFault: null, accounts: 1 });
  const report = await run('check', { storePath: path }, unwatched());
  expect(report).toMatchObject({ faults: [], logFault: null });
  await store.close();
}

describe('a backup that is killed', () => {
  it.each([
    ['copying', 'plain'],
    ['verifying the log', 'plain'],
    ['encrypting', 'encrypted'],
    ['decrypting', 'encrypted'],
    ['verified', 'plain'],
  ])('while %s leaves the one before', async (stage, how) => {
    const before = readFileSync(target);
    killedAt('backup', stage, how);
    expect(readFileSync(target).equals(before)).toBe(true);
    expect(readdirSync(folder).filter((name) => !UNFINISHED.test(name))).toEqual(['a.lkbackup']);
    await expectSound(null);
  });

  it('when it had its name is whole, and one that is killed anywhere is never half there', async () => {
    const before = readFileSync(target);
    killedAt('backup', 'placed', 'encrypted');
    expect(readFileSync(target).equals(before)).toBe(false);
    await expectSound(PASSPHRASE);
    const time = timeOf('backup', path);
    let kills = 0;
    for (let round = 0; round < 4; round += 1) {
      if (await killedSomewhere('backup', time)) kills += 1;
      await expectSound(null);
    }
    expect(kills).toBeGreaterThan(0);
  });

  it('leaves what the next one a day later takes away, and only that', async () => {
    killedAt('backup', 'encrypting', 'encrypted');
    killedAt('backup', 'copying');
    const files = (where: string) => unfinished(where).filter((name) => name.endsWith('unfinished'));
    expect(files(folder)).toHaveLength(2);
    expect(files(dirname(path))).toHaveLength(1);
    const old = Date.now() / 1000 - DAY / 1000 - 60;
    for (const where of [folder, dirname(path)])
      for (const name of unfinished(where)) utimesSync(join(where, name), old, old);
    // Of others, and one that may be under way.
    const stays = ['b.lkbackup.0123456789ab.unfinished', 'a.lkbackup.0123456789ab.unfinished'];
    for (const name of stays) writeFileSync(join(folder, name), 'precious');
    utimesSync(join(folder, stays[0] ?? ''), old, old);
    const store = await openStore({ path, mode: 'write', now: Date.now });
    await makeBackup(store, target, unwatched());
    await store.close();
    expect(unfinished(folder)).toEqual(stays.toSorted());
    expect(unfinished(dirname(path))).toEqual([]);
  });
});

describe('a restore that is killed', () => {
  it.each(['copying', 'comparing', 'keeping a copy', 'replacing'])(
    'while %s has changed nothing',
    async (stage) => {
      const before = contentOf(path);
      killedAt('restore', stage);
      expect(contentOf(path)).toBe(before);
      await expectSound(null);
      await restoreBackup(target, path, unwatched());
      await expectSound(null);
    },
  );

  it('at any moment leaves the store of before or the restored one', async () => {
    const before = contentOf(path);
    const time = timeOf('restore', join(folder, 'elsewhere.db'));
    let kills = 0;
    for (let round = 0; round < 4; round += 1) {
      if (await killedSomewhere('restore', time)) kills += 1;
      const store = await openStore({ path, mode: 'read', now: Date.now });
      const restores = store.sqlite
        .prepare<[], number>(`SELECT count(*) FROM audit_entries WHERE action = 'store.restore'`)
        .pluck()
        .get();
      await store.close();
      if (restores === 0) expect(contentOf(path)).toBe(before);
      else expect(restores).toBe(1);
      await expectSound(null);
    }
    expect(kills).toBeGreaterThan(0);
    expect(existsSync(target)).toBe(true);
  });
});
