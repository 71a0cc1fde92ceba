import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { backUp, type Backup, type BackupDeps } from '../../src/core/backup/back-up.ts';
import { UNFINISHED } from '../../src/core/backup/files.ts';
import type { Inspected } from '../../src/core/backup/inspect.ts';
import { jobsHere } from '../../src/core/backup/job.ts';
import type { Restored } from '../../src/core/backup/put-back.ts';
import { restoreOrder } from '../../src/core/backup/restore-order.ts';
import { seal, unseal } from '../../src/core/backup/seal.ts';
import { unwatched, type Watch } from '../../src/core/backup/watch.ts';
import { frameOf } from '../../src/core/actor.ts';
import type { Organisation } from './people.ts';
import { tempFolder } from './temp-folder.ts';

/** What tests of backups and restores have in common. */

export const PASSPHRASE = 'seven herons in a teapot';
/** Of this process: tests run the real jobs without a thread. */
export const run = jobsHere({ nativeBinding: undefined });

export const depsOf = ({ store, clock }: Pick<Organisation, 'store' | 'clock'>): BackupDeps => ({
  db: store.db,
  storePath: store.path,
  run,
  now: clock.now,
});

/** A backup of an organisation's store in a folder of its own, as a person makes it. */
export async function backedUp(
  here: Organisation,
  {
    passphrase = null,
    target = join(tempFolder(), 'a.lkbackup'),
  }: { readonly passphrase?: string | null; readonly target?: string } = {},
  watch: Watch = unwatched(),
): Promise<Backup> {
  return backUp(depsOf(here), here.ada, { target, passphrase }, watch);
}

/** Looks at a backup as before a restore over `storePath`. */
export const inspect = (
  path: string,
  storePath: string,
  passphrase: string | null = null,
): Promise<Inspected> => run('inspect', { path, storePath, passphrase }, unwatched());

/** Puts a backup back over an organisation's store. */
export async function restore(
  here: Pick<Organisation, 'store' | 'clock' | 'ada'>,
  path: string,
  passphrase: string | null = null,
): Promise<Restored> {
  const storePath = here.store.path;
  const inspected = await inspect(path, storePath, passphrase);
  const frame = frameOf(here.ada, here.clock.now());
  return run('restore', restoreOrder(inspected, { storePath, frame, signedEpoch: 0 }), unwatched());
}

/** Files that somebody who stopped or failed has left beside a path. */
export const leftIn = (folder: string): string[] =>
  readdirSync(folder).filter((name) => UNFINISHED.test(name));

/** Changes a backup, or any file of SQLite, as somebody with a tool would. */
export function tamper(path: string, change: (sqlite: Database) => void): void {
  const sqlite = new Sqlite(path);
  sqlite.unsafeMode(true);
  try {
    change(sqlite);
  } finally {
    sqlite.close();
  }
}

/** Overwrites the middle of a file with noise, past the header and the first pages. */
export function tear(path: string, from = 0.4, to = 0.6): void {
  const bytes = readFileSync(path);
  bytes.fill(0xa5, Math.floor(bytes.length * from), Math.floor(bytes.length * to));
  writeFileSync(path, bytes);
}

/** A container of a text, with scrypt made cheap and chunks made small; its path. */
export async function smallContainer(content: Buffer, chunkBytes: number): Promise<string> {
  const folder = tempFolder();
  const [plain, sealed] = [join(folder, 'plain'), join(folder, 'sealed')];
  writeFileSync(plain, content);
  const file = await open(sealed, 'wx+');
  await seal(plain, file, PASSPHRASE, unwatched(), { logN: 10, chunkBytes });
  await file.close();
  return sealed;
}

/** Everything in a container. */
export async function opened(path: string, passphrase = PASSPHRASE): Promise<Buffer> {
  const file = await open(path);
  try {
    const pieces: Buffer[] = [];
    for await (const piece of unseal(file, passphrase, unwatched())) pieces.push(piece);
    return Buffer.concat(pieces);
  } finally {
    await file.close();
  }
}

/** All bytes of a folder's files, to look for what must not be there. */
export const bytesIn = (path: string): Buffer =>
  Buffer.concat(readdirSync(dirname(path)).map((name) => readFileSync(join(dirname(path), name))));

/** Stops at the first progress of a stage. */
export function stoppingAt(stage: string, why: Error): Watch {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    onProgress: (reached) => {
      if (reached === stage) controller.abort(why);
    },
  };
}
