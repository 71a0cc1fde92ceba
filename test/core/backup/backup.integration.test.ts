import {
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { jobsInThread } from '../../../src/core/backup/job-thread.ts';
import { cancelled, unwatched } from '../../../src/core/backup/watch.ts';
import { readBackupState } from '../../../src/core/backup/backup-store.ts';
import { backUpIfDue, editSchedule } from '../../../src/core/backup/schedule-service.ts';
import { openStore } from '../../../src/core/db/open.ts';
import { generate } from '../../../src/core/keys/generate.ts';
import {
  backedUp,
  bytesIn,
  depsOf,
  inspect,
  leftIn,
  PASSPHRASE,
  run,
  stoppingAt,
  tear,
} from '../../support/backup.ts';
import { addManyKeys, entriesAfter, newKey, tracesOf } from '../../support/keys.ts';
import { backUp, writeBackup } from '../../../src/core/backup/back-up.ts';
import { holding, type Organisation, organisation } from '../../support/people.ts';
import { frame } from '../../support/change.ts';
import { MINUTE } from '../../support/clock.ts';
import { openAt, refusal } from '../../support/store.ts';
import { tempFolder, whenDone } from '../../support/temp-folder.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

const lastEntry = async () => (await entriesAfter(here.store.db)).at(-1);

describe('a backup', () => {
  it('is one verified file, readable to its owner alone, and in the log', async () => {
    const made = await backedUp(here);
    expect(readdirSync(dirname(made.path))).toEqual(['a.lkbackup']);
    expect(statSync(made.path).mode & 0o777).toBe(0o600);
    expect(made).toMatchObject({ logFault: null, size: statSync(made.path).size });
    expect(await lastEntry()).toMatchObject({
      action: 'store.backup',
      actor: { name: 'ada' },
      details: { file: 'a.lkbackup', sha256: made.sha256, encrypted: false, size: made.size },
    });
    // It opens as a store does, and its own entry came after it.
    const copy = await openAt(made.path, 'read');
    expect((await entriesAfter(copy.db)).length).toBe(made.entries);
  });

  it('encrypted holds neither names nor the passphrase, and nothing plain stays anywhere', async () => {
    const { secret } = await generate(
      here.deps,
      here.ada,
      newKey(here.fullAccess, { name: 'Payroll of Contoso' }),
    );
    const made = await backedUp(here, { passphrase: PASSPHRASE });
    const bytes = readFileSync(made.path);
    for (const text of ['SQLite format 3', 'Payroll of Contoso', 'ada', PASSPHRASE, ...tracesOf(secret)]) {
      expect(bytes.includes(text), text).toBe(false);
    }
    expect(leftIn(dirname(here.store.path))).toEqual([]);
    // Nor does the passphrase come into the store or its log.
    expect(bytesIn(here.store.path).includes(PASSPHRASE)).toBe(false);
    expect(bytesIn(here.store.path).includes(secret)).toBe(false);
    expect(await refusal(inspect(made.path, here.store.path))).toMatchObject({ code: 'PASSPHRASE_REQUIRED' });
    const inspected = await inspect(made.path, here.store.path, PASSPHRASE);
    expect(inspected).toMatchObject({ encrypted: true, keys: 1, logFault: null });
  });

  it('while others write is of one moment and verifies', async () => {
    addManyKeys(here.store, here.ada, here.fullAccess, 2_000);
    const { path } = here.store;
    // A process of its own would do the same, slower: another connection that commits as fast as it can.
    const writer = new Worker(
      `const { parentPort, workerData } = require('node:worker_threads');
       const Sqlite = require(workerData.module);
       const db = new Sqlite(workerData.path, { timeout: 5000 });
       const add = db.prepare("INSERT INTO settings VALUES ('writer.' || ?, '1')");
       let written = 0;
       const go = () => { for (let n = 0; n < 20; n += 1) add.run(written++); parentPort.postMessage(written); setImmediate(go); };
       parentPort.once('message', () => { db.close(); process.exit(); });
       go();`,
      {
        eval: true,
        workerData: { path, module: import.meta.resolve('better-sqlite3').replace('file://', '') },
      },
    );
    let written = 0;
    await new Promise<void>((resolve) =>
      writer.on('message', (count: number) => {
        written = count;
        if (count >= 100) resolve();
      }),
    );
    const before = written;
    const made = await backedUp(here);
    while (written < Math.max(3_000, before + 1)) await new Promise((resolve) => setImmediate(resolve));
    const ended = new Promise((resolve) => writer.once('exit', resolve));
    writer.postMessage('end');
    await ended;
    const { keys, logFault, draft } = await inspect(made.path, path);
    expect({ keys, logFault }).toEqual({ keys: 2_000, logFault: null });
    const copy = await openAt(draft, 'read');
    const rows = copy.sqlite
      .prepare<[], number>(`SELECT CAST(substr(name, 8) AS INTEGER) FROM settings WHERE name LIKE 'writer.%'`)
      .pluck()
      .all();
    // All up to one moment, and none after.
    expect(rows.length).toBeGreaterThanOrEqual(100);
    expect(Math.max(...rows)).toBe(rows.length - 1);
  });

  it('never goes over a file that is there unless that was asked', async () => {
    const target = join(tempFolder(), 'a.lkbackup');
    writeFileSync(target, 'precious');
    const { store, clock } = here;
    const wish = { target, passphrase: null, replace: false, scheduled: false };
    expect(await refusal(writeBackup(depsOf({ store, clock }), frame, wish, unwatched()))).toMatchObject({
      code: 'BACKUP_EXISTS',
    });
    expect(readFileSync(target, 'utf8')).toBe('precious');
    expect(leftIn(dirname(target))).toEqual([]);
    await backedUp(here, { target });
    expect(readFileSync(target).subarray(0, 15).toString()).toBe('SQLite format 3');
  });

  it.each(['copying', 'checking', 'verifying the log', 'encrypting', 'decrypting'])(
    'stopped while %s leaves nothing',
    async (stage) => {
      const folder = tempFolder();
      const watch = stoppingAt(stage, cancelled());
      const work = backedUp(here, { target: join(folder, 'a.lkbackup'), passphrase: PASSPHRASE }, watch);
      expect(await refusal(work)).toMatchObject({ code: 'CANCELLED' });
      expect(readdirSync(folder)).toEqual([]);
      expect(leftIn(dirname(here.store.path))).toEqual([]);
      expect(await lastEntry()).not.toMatchObject({ action: 'store.backup' });
    },
  );

  it('says why it cannot be written, and leaves nothing', async () => {
    const folder = tempFolder();
    for (const passphrase of [null, PASSPHRASE]) {
      const refused = await refusal(
        backedUp(here, { target: join(folder, 'gone', 'a.lkbackup'), passphrase }),
      );
      expect(refused).toMatchObject({ code: 'BACKUP_NO_FOLDER' });
      // Not that of the store, beside which what is to be encrypted is first.
      expect((refused as Error).message).toContain(join(folder, 'gone'));
    }
    expect(leftIn(dirname(here.store.path))).toEqual([]);
    mkdirSync(join(folder, 'a.lkbackup'));
    expect(await refusal(backedUp(here, { target: join(folder, 'a.lkbackup') }))).toMatchObject({
      code: 'BACKUP_EXISTS',
    });
    expect(readdirSync(folder)).toEqual(['a.lkbackup']);
    // A file where a folder should be.
    const inFile = join(here.store.path, 'a.lkbackup');
    expect(await refusal(backedUp(here, { target: inFile }))).toMatchObject({ code: 'BACKUP_NO_FOLDER' });
  });

  it('is neither made over the store nor taken from it, by whatever name that is called', async () => {
    const { path } = here.store;
    const alias = join(tempFolder(), 'alias');
    symlinkSync(dirname(path), alias);
    const second = join(tempFolder(), 'second.lkbackup');
    linkSync(path, second);
    const before = statSync(path).ino;
    for (const name of [path, `${path}-wal`, `${path}-journal`, join(alias, 'latchkey.db'), second]) {
      const code = 'BACKUP_IS_STORE';
      expect(await refusal(backedUp(here, { target: name })), name).toMatchObject({ code });
      expect(await refusal(inspect(name, path)), name).toMatchObject({ code });
    }
    expect(statSync(path).ino).toBe(before);
    expect(leftIn(dirname(path))).toEqual([]);
  });

  it('of a store with a damaged page is refused, of one with a changed log it is made and says so', async () => {
    addManyKeys(here.store, here.ada, here.fullAccess, 2_000);
    const { path } = await backedUp(here);
    const torn = join(tempFolder(), 'latchkey.db');
    copyFileSync(path, torn);
    tear(torn);
    const target = join(tempFolder(), 'b.lkbackup');
    const order = { storePath: torn, target, passphrase: null, now: 0 };
    expect(await refusal(run('make', order, unwatched()))).toMatchObject({ code: 'STORE_DAMAGED' });
    expect(readdirSync(dirname(target))).toEqual([]);
    here.store.sqlite.exec(`UPDATE audit_entries SET time = time + 1 WHERE seq = 2`);
    expect(await backedUp(here)).toMatchObject({ logFault: { seq: 2, what: 'modified' } });
  });

  it('is for those who manage all tenants, and its passphrase as good as a password', async () => {
    const target = join(tempFolder(), 'a.lkbackup');
    const others = holding(here.ada, 'manage-settings', 'export', 'view');
    const work = backUp(depsOf(here), others, { target, passphrase: null }, unwatched());
    expect(await refusal(work)).toMatchObject({ code: 'FORBIDDEN' });
    for (const [passphrase, code] of [
      ['short', 'INVALID_INPUT'],
      ['passwordpassword', 'PASSWORD_TOO_COMMON'],
    ] as const) {
      const refused = await refusal(backedUp(here, { target, passphrase }));
      expect(refused).toMatchObject({ code, field: 'passphrase' });
      expect((refused as Error).message).toMatch(/passphrase/i);
    }
    expect(readdirSync(dirname(target))).toEqual([]);
  });

  it('in a thread does the same, tells of its progress and stops when asked', async () => {
    const threads = jobsInThread({ nativeBinding: undefined });
    const stages = new Set<string>();
    const target = join(tempFolder(), 'a.lkbackup');
    const watch = {
      signal: new AbortController().signal,
      onProgress: (stage: string) => void stages.add(stage),
    };
    await backUp({ ...depsOf(here), run: threads }, here.ada, { target, passphrase: null }, watch);
    expect([...stages]).toEqual(['copying', 'checking', 'verifying the log']);
    const controller = new AbortController();
    controller.abort(cancelled());
    const stopped = { signal: controller.signal, onProgress: () => undefined };
    expect(await refusal(threads('check', { storePath: here.store.path }, stopped))).toMatchObject({
      code: 'CANCELLED',
    });
    expect(
      await refusal(
        threads('inspect', { path: '/nowhere', storePath: here.store.path, passphrase: null }, unwatched()),
      ),
    ).toMatchObject({ code: 'BACKUP_MISSING' });
  });
});

it('a scheduled one that fails for a reason that nobody foresaw says so, and is tried again later', async () => {
  const deps = {
    ...depsOf(here),
    run: () => Promise.reject(new Error('The share is gone.\n    at somewhere')),
  };
  const schedule = { every: 'daily', folder: tempFolder(), keep: 1, encrypted: false } as const;
  await editSchedule(deps, here.ada, schedule, false);
  const due = (how = deps) => backUpIfDue(how, () => Promise.resolve(undefined), unwatched());
  await expect(due()).rejects.toThrow('The share is gone.');
  const { failure } = await readBackupState(here.store.db);
  expect(failure).toMatchObject({
    code: 'BACKUP_UNKNOWN',
    message: 'The backup failed for a reason that Latchkey does not know: The share is gone.',
  });
  expect(await lastEntry()).toMatchObject({ action: 'store.backup-failed' });
  expect(await due()).toBe('not due');
});

describe('a store that is busy once the backup is at its place', () => {
  /** With the log entry written, another program begins a change, and takes its time. */
  async function busyAfterEntry() {
    const { path } = here.store;
    const store = await openStore({ path, mode: 'write', now: here.clock.now, busyDeadline: 0 });
    const other = new Sqlite(path);
    whenDone(async () => {
      other.close();
      await store.close();
    });
    let changes = 0;
    const transaction = () => {
      changes += 1;
      if (changes === 2) other.exec('BEGIN IMMEDIATE');
      return store.db.transaction();
    };
    const db = { selectFrom: store.db.selectFrom.bind(store.db), transaction };
    return { deps: { ...depsOf(here), db }, finish: () => void other.exec('COMMIT') };
  }

  it('does not undo it', async () => {
    const { deps, finish } = await busyAfterEntry();
    const target = join(tempFolder(), 'a.lkbackup');
    const made = await backUp(deps, here.ada, { target, passphrase: null }, unwatched());
    expect(made).toMatchObject({ path: target, noted: false });
    finish();
    expect(readdirSync(dirname(target))).toEqual(['a.lkbackup']);
    expect(await inspect(target, here.store.path)).toMatchObject({ sha256: made.sha256, logFault: null });
    expect(await readBackupState(here.store.db)).toMatchObject({ lastBackup: null });
    expect(await backedUp(here)).toMatchObject({ noted: true });
  });

  it('makes no other scheduled one of it: that is noted the next time', async () => {
    const folder = tempFolder();
    const schedule = { every: 'daily', folder, keep: 1, encrypted: false } as const;
    await editSchedule(depsOf(here), here.ada, schedule, false);
    const due = (deps = depsOf(here)) => backUpIfDue(deps, () => Promise.resolve(undefined), unwatched());
    const { deps, finish } = await busyAfterEntry();
    expect(await due(deps)).toBe('made');
    finish();
    const [name = ''] = readdirSync(folder);
    const { time } = (await lastEntry()) ?? {};
    expect(await readBackupState(here.store.db)).toMatchObject({ lastScheduled: null, failure: null });
    here.clock.pass(5 * MINUTE);
    await due();
    expect(readdirSync(folder)).toEqual([name]);
    const path = join(folder, name);
    const noted = { at: time, path, size: statSync(path).size, encrypted: false };
    expect(await readBackupState(here.store.db)).toMatchObject({ lastScheduled: noted, lastBackup: noted });
    expect(await due()).toBe('not due');
    // One that somebody took away is made again.
    rmSync(path);
    here.store.sqlite.exec(`DELETE FROM settings WHERE name IN ('backup.last', 'backup.lastScheduled')`);
    expect(await due()).toBe('made');
    expect(readdirSync(folder)).toHaveLength(1);
  });
});

describe('an integrity check', () => {
  it('finds nothing in a sound store, and names what is wrong in another', async () => {
    expect(await run('check', { storePath: here.store.path }, unwatched())).toMatchObject({
      faults: [],
      logFault: null,
      keys: 0,
    });
    here.store.sqlite.pragma('foreign_keys = OFF');
    here.store.sqlite.exec(`DELETE FROM accounts; CREATE VIEW extra AS SELECT 1;
      DELETE FROM audit_entries WHERE seq = 1`);
    const { faults, logFault } = await run('check', { storePath: here.store.path }, unwatched());
    expect(faults[0]).toContain('view extra');
    expect(faults.join('\n')).toContain('refers to something in accounts');
    expect(logFault).toEqual({ seq: 1, what: 'deleted' });
  });
});
