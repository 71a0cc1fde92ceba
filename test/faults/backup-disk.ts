/**
 * Runs on a small disk of its own (`onOwnDisk`): backups to it and restores on it while it is full, or becomes full at a
 * stage of the work. Prints what happened as JSON.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBackupState, putSchedule } from '../../src/core/backup/backup-store.ts';
import { backUpIfDue } from '../../src/core/backup/schedule-service.ts';
import { unwatched } from '../../src/core/backup/watch.ts';
import { at, depsOf, largeStore, makeBackup, PASSPHRASE, restoreBackup, run } from './backup-work.ts';
import { contentOf, Disk, emptyLog } from './disk.ts';

const small = process.argv[2] ?? '';
const disk = new Disk(small);
const elsewhere = mkdtempSync(join(tmpdir(), 'latchkey-disk-'));
const names = (folder: string) => readdirSync(folder).filter((name) => name !== 'something-large');

const HOUR = 3_600_000;

/** What is answered when the disk is full from a stage on, or before all of it (`null`), and what is left. */
async function whenFull(
  stage: string | null,
  folder: string,
  work: (stage: string | null) => Promise<unknown>,
) {
  const before = names(folder);
  if (stage === null) disk.fill();
  const { code, message } = await work(stage).then(
    () => ({ code: 'ok', message: '' }),
    (error: Error) => ({ code: 'code' in error ? String(error.code) : 'none', message: error.message }),
  );
  disk.free();
  return { stage, code, message, new: names(folder).filter((name) => !before.includes(name)) };
}

async function toFullDisk() {
  const store = await largeStore(join(elsewhere, 'latchkey.db'));
  const target = join(small, 'a.lkbackup');
  const fill = () => disk.fill();
  await makeBackup(store, target, unwatched());
  const good = readFileSync(target);
  const { lastBackup } = await readBackupState(store.db);
  const refused = [];
  for (const [stage, passphrase] of [
    [null, null],
    ['copying', null],
    ['encrypting', PASSPHRASE],
  ] as const) {
    const answer = await whenFull(stage, small, (from) =>
      makeBackup(store, target, at(from, fill), passphrase),
    );
    const state = await readBackupState(store.db);
    const kept = readFileSync(target).equals(good) && state.lastBackup?.at === lastBackup?.at;
    refused.push({ ...answer, kept });
  }
  const beside = names(elsewhere).filter((name) => name.includes('unfinished'));
  const logged = store.sqlite.prepare(`SELECT count(*) FROM audit_entries WHERE action = 'store.backup'`);
  const entries: unknown = logged.pluck().get();
  const scheduled = await onSchedule(store);
  await store.close();
  return { folder: small, refused, beside, entries, scheduled };
}

/** A schedule that keeps one, whose disk is full when the next is due. */
async function onSchedule(store: Awaited<ReturnType<typeof largeStore>>) {
  let now = Date.now();
  const deps = { ...depsOf(store), now: () => now };
  const schedule = { every: 'daily', folder: small, keep: 1, encrypted: false } as const;
  await store.db.transaction().execute((write) => putSchedule(write, schedule, now));
  const ask = async () => {
    const came = await backUpIfDue(deps, () => Promise.resolve(undefined), unwatched());
    const { failure } = await readBackupState(store.db);
    return {
      came,
      failure: failure?.code ?? null,
      files: names(small).filter((name) => name.startsWith('latchkey-')),
    };
  };
  const first = await ask();
  now += 25 * HOUR;
  disk.fill();
  const full = await ask();
  disk.free();
  now += 2 * HOUR;
  return { first, full, again: await ask() };
}

async function onFullDisk() {
  rmSync(join(small, 'a.lkbackup'), { force: true });
  for (const name of names(small)) rmSync(join(small, name));
  const path = join(small, 'latchkey.db');
  const store = await largeStore(path);
  const target = join(elsewhere, 'b.lkbackup');
  await makeBackup(store, target, unwatched());
  store.sqlite.exec(`INSERT INTO settings VALUES ('later', '1')`);
  const fill = () => disk.fill();
  const before = contentOf(path);
  emptyLog(path);
  const other = join(elsewhere, 'c.lkbackup');
  // Its copy fits, and its entry in the log does not.
  const logged = await whenFull(null, elsewhere, () => makeBackup(store, other, unwatched()));
  // What is not encrypted yet lies beside the store.
  const encrypted = await whenFull('copying', elsewhere, (stage) =>
    makeBackup(store, other, at(stage, fill), PASSPHRASE),
  );
  const restores = [];
  for (const stage of [null, 'copying', 'keeping a copy', 'replacing']) {
    emptyLog(path);
    const answer = await whenFull(stage, small, (from) => restoreBackup(target, path, at(from, fill)));
    restores.push({ ...answer, unchanged: contentOf(path) === before });
  }
  const integrity: unknown = store.sqlite.pragma('integrity_check', { simple: true });
  await restoreBackup(target, path, unwatched());
  const report = await run('check', { storePath: path }, unwatched());
  const later: unknown = store.sqlite
    .prepare(`SELECT count(*) FROM settings WHERE name = 'later'`)
    .pluck()
    .get();
  await store.close();
  return { folder: small, logged, encrypted, restores, integrity, report, later };
}

try {
  process.stdout.write(JSON.stringify({ to: await toFullDisk(), on: await onFullDisk() }));
} finally {
  rmSync(elsewhere, { recursive: true, force: true });
}
