import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { APPLICATION_ID } from '../../../src/core/db/file-check.ts';
import { MIGRATIONS } from '../../../src/core/db/migrations/index.ts';
import { MORNING } from '../../support/clock.ts';
import { openAt, refusal } from '../../support/store.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** A store from before the first migration: ours by its mark, and with a row that must survive. */
function oldStore(folder = tempFolder()): string {
  const path = join(folder, 'latchkey.db');
  const sqlite = new Sqlite(path);
  sqlite.pragma(`application_id = ${APPLICATION_ID}`);
  sqlite.pragma('journal_mode = WAL');
  sqlite.exec(`CREATE TABLE keepsake (text TEXT) STRICT; INSERT INTO keepsake VALUES ('still here')`);
  sqlite.close();
  return path;
}

const copiesBeside = (path: string) =>
  readdirSync(dirname(path)).filter(
    (name) => name.includes('.before-migration-') && !/-(wal|shm)$/.test(name),
  );

describe('a store of an older Latchkey', () => {
  it('is copied first and then brought up to date, with its rows', async () => {
    const path = oldStore();
    const store = await openAt(path, 'write');
    expect(store.sqlite.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
    expect(store.sqlite.prepare('SELECT text FROM keepsake').pluck().get()).toBe('still here');
    expect(await store.db.selectFrom('tenants').selectAll().execute()).toEqual([]);

    const copies = copiesBeside(path);
    expect(copies).toEqual([`latchkey.db.before-migration-1-${MORNING}`]);
    const copyPath = join(dirname(path), copies[0] ?? '');
    const copy = new Sqlite(copyPath, { readonly: true });
    expect(copy.pragma('user_version', { simple: true })).toBe(0);
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(copy.prepare('SELECT text FROM keepsake').pluck().get()).toBe('still here');
    copy.close();
    expect(statSync(copyPath).mode & 0o777, 'a copy is as private as the store').toBe(0o600);
  });

  it('is not copied again at the next start', async () => {
    const path = oldStore();
    await (await openAt(path)).close();
    await (await openAt(path)).close();
    expect(copiesBeside(path)).toHaveLength(1);
  });

  it('is not touched by who only reads', async () => {
    const path = oldStore();
    expect(await refusal(openAt(path, 'read'))).toMatchObject({ name: 'StoreError', code: 'STORE_OLDER' });
    expect(copiesBeside(path)).toEqual([]);
  });

  it('stays as it is when a migration fails', async () => {
    const path = oldStore();
    const sqlite = new Sqlite(path);
    sqlite.exec('CREATE TABLE audit_entries (mine TEXT) STRICT');
    sqlite.close();
    await refusal(openAt(path));
    const after = new Sqlite(path, { readonly: true });
    expect(after.pragma('user_version', { simple: true })).toBe(0);
    const tables = after
      .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`)
      .pluck()
      .all();
    expect(tables).toEqual(['audit_entries', 'keepsake']);
    after.close();
  });
});

/** Opens the store in a process of its own, and says so when it is done; `moment` milliseconds later it is killed. */
async function openAndKill(path: string, moment: number): Promise<'killed' | 'done'> {
  const open = new URL('../../../src/core/db/open.ts', import.meta.url).href;
  const script = `
    import { openStore } from ${JSON.stringify(open)};
    process.send('ready');
    process.once('message', async () => {
      await openStore({ path: process.argv[1], mode: 'create', now: Date.now });
      process.send('open', () => process.kill(process.pid, 'SIGKILL'));
    });`;
  const child: ChildProcess = spawn(process.execPath, ['--input-type=module', '-e', script, path], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  let done = false;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.on('message', (message) => {
    if (message === 'open') done = true;
    if (message === 'ready') {
      child.send('go');
      // A random moment is the point here, not a wait for something: the outcome is right whenever it comes.
      setTimeout(() => child.kill('SIGKILL'), moment);
    }
  });
  await ended;
  return done ? 'done' : 'killed';
}

/** Kills itself once that many steps of a migration are done; what it has changed by then has gone to the disk. */
const AFTER_STEP = `
  const exec = Database.prototype.exec;
  let done = 0;
  Database.prototype.exec = function (sql) {
    const isStep = MIGRATIONS.includes(sql);
    if (isStep) this.pragma('cache_size = 1');
    const result = exec.call(this, sql);
    if (isStep && ++done === Number(process.argv[2])) process.kill(process.pid, 'SIGKILL');
    return result;
  };`;
/** Kills itself when the copy is there, under the name that it has while it is made. */
const BEFORE_NAMING = `
  fs.renameSync = () => process.kill(process.pid, 'SIGKILL');
  syncBuiltinESMExports();`;

/** Opens the store in a process of its own that ends itself at a moment; gives the signal that ended it. */
async function openAndDie(path: string, how: string, step = 0): Promise<NodeJS.Signals | null> {
  const core = (file: string) =>
    JSON.stringify(new URL(`../../../src/core/db/${file}`, import.meta.url).href);
  const script = `
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    import Database from 'better-sqlite3';
    import { MIGRATIONS } from ${core('migrations/index.ts')};
    import { openStore } from ${core('open.ts')};
    ${how}
    await openStore({ path: process.argv[1], mode: 'write', now: Date.now });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, path, String(step)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return signal;
}

/** Whether a file is a store from before the first migration, whole and with its row. */
function isOldStore(path: string): boolean {
  const sqlite = new Sqlite(path, { readonly: true });
  try {
    expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(sqlite.prepare('SELECT text FROM keepsake').pluck().get()).toBe('still here');
    return sqlite.pragma('user_version', { simple: true }) === 0 && countTables(sqlite) === 1;
  } finally {
    sqlite.close();
  }
}

const countTables = (sqlite: Sqlite.Database): number =>
  sqlite
    .prepare(`SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .pluck()
    .get() as number;

const moments = Array.from({ length: 12 }, (_, round) => round * 2 + Math.random() * 4);

describe('a kill -9 at any moment', () => {
  it('of the making leaves a whole store or none', async () => {
    const outcomes = await inPairs(moments, async (moment) => {
      const path = join(tempFolder(), 'latchkey.db');
      await openAndKill(path, moment);
      const there = existsSync(path);
      const store = await openAt(path, 'create');
      expect(store.sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(store.sqlite.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
      await store.close();
      return there;
    });
    expect(outcomes).toHaveLength(moments.length);
  });

  it('of a migration leaves the old store or the new one', async () => {
    const whole = await openAt(join(tempFolder(), 'latchkey.db'), 'create');
    const tablesOfNew = countTables(whole.sqlite);
    await whole.close();
    await inPairs(moments, async (moment) => {
      const path = oldStore();
      await openAndKill(path, moment);
      const left = new Sqlite(path, { readonly: true });
      const version = left.pragma('user_version', { simple: true });
      expect([0, MIGRATIONS.length]).toContain(version);
      expect(countTables(left)).toBe(version === 0 ? 1 : tablesOfNew + 1);
      left.close();
      const store = await openAt(path, 'create');
      expect(store.sqlite.prepare('SELECT text FROM keepsake').pluck().get()).toBe('still here');
      expect(store.sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
      await store.close();
    });
  });

  it.each([1, Math.ceil(MIGRATIONS.length / 2), MIGRATIONS.length])(
    'of a migration, after step %i of it, leaves the old store and a copy of it',
    async (step) => {
      const path = oldStore();
      expect(await openAndDie(path, AFTER_STEP, step)).toBe('SIGKILL');
      // Some of the new one was on the disk already, and counts for nothing.
      expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
      const copies = copiesBeside(path);
      expect(copies).toHaveLength(1);
      for (const name of ['latchkey.db', ...copies])
        expect(isOldStore(join(dirname(path), name)), name).toBe(true);
      const store = await openAt(path, 'write');
      expect(store.sqlite.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
      expect(store.sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(store.sqlite.prepare('SELECT text FROM keepsake').pluck().get()).toBe('still here');
    },
  );

  it('of a migration, while the copy has no name yet, leaves the old store and no copy that only looks like one', async () => {
    const path = oldStore();
    expect(await openAndDie(path, BEFORE_NAMING)).toBe('SIGKILL');
    expect(isOldStore(path)).toBe(true);
    expect(copiesBeside(path)).toEqual([expect.stringMatching(/\.draft$/)]);
    const store = await openAt(path, 'write');
    expect(store.sqlite.prepare('SELECT text FROM keepsake').pluck().get()).toBe('still here');
    expect(copiesBeside(path).filter((name) => !name.endsWith('.draft'))).toHaveLength(1);
  });

  it('leaves nothing in the way of the next start, whose process may get the same number', async () => {
    const path = join(tempFolder(), 'latchkey.db');
    for (const ending of ['', '-wal', '-shm'])
      writeFileSync(`${path}.new-${process.pid}${ending}`, 'rubbish');
    const store = await openAt(path, 'create');
    await store.close();
    expect(readdirSync(dirname(path))).toEqual(['latchkey.db']);
  });
});

async function inPairs<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const waiting = [...items];
  const results: R[] = [];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift())
      results.push(await work(item));
  };
  await Promise.all([worker(), worker()]);
  return results;
}
