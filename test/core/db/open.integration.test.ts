import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { APPLICATION_ID } from '../../../src/core/db/file-check.ts';
import { MIGRATIONS } from '../../../src/core/db/migrations/index.ts';
import { StoreError } from '../../../src/core/db/errors.ts';
import { type OpenOptions, openStore } from '../../../src/core/db/open.ts';
import { MORNING } from '../../support/clock.ts';
import { openAt, refusal, tempStore, meddle } from '../../support/store.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const MODES: readonly OpenOptions['mode'][] = ['create', 'write', 'read'];
const open = (path: string, mode: OpenOptions['mode']) => openStore({ path, mode, now: () => MORNING });
const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** A sound store with something in it, closed. */
async function closedStore(): Promise<string> {
  const store = await tempStore();
  store.sqlite.exec(`CREATE TABLE filling (text TEXT) STRICT`);
  store.sqlite.prepare('INSERT INTO filling VALUES (?)').run('x'.repeat(50_000));
  await store.close();
  return store.path;
}

describe('a new store', () => {
  it('does not take over the log that an earlier one left behind, and deletes nothing', async () => {
    const { path, sqlite } = await tempStore();
    sqlite.exec('CREATE TABLE filling (text TEXT) STRICT');
    const folder = tempFolder();
    const place = join(folder, 'latchkey.db');
    // As after kill -9 and a person who moves only the file itself away.
    const log = readFileSync(`${path}-wal`);
    expect(log.length).toBeGreaterThan(0);
    writeFileSync(`${place}-wal`, log);
    const store = await openAt(place);
    expect(
      store.sqlite.prepare(`SELECT count(*) FROM sqlite_schema WHERE name = 'filling'`).pluck().get(),
    ).toBe(0);
    expect(readFileSync(`${place}.left-behind-${MORNING}-wal`).equals(log)).toBe(true);
  });

  it('is made where there is none, readable to its owner alone', async () => {
    const { path } = await tempStore();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    for (const name of readdirSync(dirname(path))) {
      expect(statSync(join(dirname(path), name)).mode & 0o077, name).toBe(0);
    }
  });

  it('is marked as ours, at the newest version', async () => {
    const { sqlite } = await tempStore();
    const pragma = (name: string): unknown => sqlite.pragma(name, { simple: true });
    expect(pragma('application_id')).toBe(APPLICATION_ID);
    expect(pragma('user_version')).toBe(MIGRATIONS.length);
    expect(pragma('integrity_check')).toBe('ok');
  });

  it('is worked on with the habits that the promises rest on', async () => {
    const { sqlite } = await tempStore();
    const pragma = (name: string): unknown => sqlite.pragma(name, { simple: true });
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('synchronous'), 'FULL').toBe(2);
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('trusted_schema')).toBe(0);
  });

  it('leaves nothing of its making behind', async () => {
    const store = await tempStore();
    await store.close();
    expect(readdirSync(dirname(store.path))).toEqual([basename(store.path)]);
  });

  it('is not made by those who only look for one', async () => {
    const folder = tempFolder();
    for (const mode of ['write', 'read'] as const) {
      const error = await refusal(open(join(folder, 'latchkey.db'), mode));
      expect(error).toBeInstanceOf(StoreError);
      expect(error).toMatchObject({ code: 'STORE_MISSING' });
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is made once when two ask for it at the same moment', async () => {
    const path = join(tempFolder(), 'latchkey.db');
    const [one, other] = await Promise.all([openAt(path), openAt(path)]);
    one.sqlite.exec(`INSERT INTO audit_epochs VALUES (1, 'a', 0, NULL)`);
    expect(other.sqlite.prepare('SELECT log_id FROM audit_epochs').pluck().get()).toBe('a');
  });
});

describe('an existing store', () => {
  it('is opened again with what was written', async () => {
    const store = await tempStore();
    store.sqlite.exec(`INSERT INTO audit_epochs VALUES (1, 'a', 0, NULL)`);
    await store.close();
    for (const mode of MODES) {
      const again = await openAt(store.path, mode);
      expect(again.sqlite.prepare('SELECT log_id FROM audit_epochs').pluck().get()).toBe('a');
      await again.close();
    }
  });

  it('cannot be changed by who opened it to read', async () => {
    const path = await closedStore();
    const store = await openAt(path, 'read');
    const write = meddle(store).deleteFrom('audit_epochs').execute();
    expect(await refusal(write)).toMatchObject({ code: 'STORE_READ_ONLY' });
  });

  it('is left byte for byte as it was by who opened it to read', async () => {
    const path = await closedStore();
    const before = sha256(path);
    const store = await openAt(path, 'read');
    await store.db.selectFrom('tenants').selectAll().execute();
    await store.close();
    expect(sha256(path)).toBe(before);
  });

  it('is opened after a crash that left its log and a half-written file', async () => {
    const store = await tempStore();
    store.sqlite.pragma('wal_autocheckpoint = 0');
    store.sqlite.exec('CREATE TABLE filling (text TEXT) STRICT');
    store.sqlite.prepare('INSERT INTO filling VALUES (?)').run('x'.repeat(200_000));
    // What a kill in the middle of a checkpoint leaves: page 1 already tells of pages that are still in the log.
    const crashed = join(tempFolder(), 'latchkey.db');
    const wal = readFileSync(`${store.path}-wal`);
    const file = readFileSync(store.path);
    writeFileSync(`${crashed}-wal`, wal);
    await store.close();
    readFileSync(store.path).copy(file, 0, 0, 100);
    writeFileSync(crashed, file);
    const again = await openAt(crashed, 'create');
    expect(again.sqlite.prepare('SELECT length(text) FROM filling').pluck().get()).toBe(200_000);
    expect(again.sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
  });
});

/** Everything that may lie at a store's place and is none, with the code by which each is refused. */
const strangers: readonly (readonly [string, string, (path: string) => Promise<void> | void])[] = [
  ['an empty file', 'STORE_DAMAGED', (path) => writeFileSync(path, '')],
  ['a text file', 'STORE_FOREIGN', (path) => writeFileSync(path, 'name,hash\n'.repeat(1000))],
  ['a short text file', 'STORE_FOREIGN', (path) => writeFileSync(path, 'x')],
  ['a file that only begins like one', 'STORE_FOREIGN', (path) => writeFileSync(path, 'SQLite format 3\0')],
  [
    'the database of another program',
    'STORE_FOREIGN',
    (path) => {
      const other = new Sqlite(path);
      other.exec(`CREATE TABLE bookmarks (url TEXT); PRAGMA user_version = 1`);
      other.close();
    },
  ],
  [
    'a store whose end is missing',
    'STORE_DAMAGED',
    async (path) => {
      const sound = await closedStore();
      writeFileSync(path, readFileSync(sound));
      truncateSync(path, statSync(path).size - 4096);
    },
  ],
  [
    'a store cut off in its header page',
    'STORE_DAMAGED',
    async (path) => writeFileSync(path, readFileSync(await closedStore()).subarray(0, 2000)),
  ],
  [
    'a store of a newer Latchkey',
    'STORE_NEWER',
    async (path) => {
      const store = await tempStore();
      store.sqlite.pragma(`user_version = ${MIGRATIONS.length + 1}`);
      await store.close();
      writeFileSync(path, readFileSync(store.path));
    },
  ],
];

describe('what is no sound store', () => {
  for (const [what, code, make] of strangers) {
    it.each(MODES)(`${what} is refused and left alone, opened to %s`, async (mode) => {
      const path = join(tempFolder(), 'latchkey.db');
      await make(path);
      const before = sha256(path);
      const error = await refusal(open(path, mode));
      expect(error).toMatchObject({ name: 'StoreError', code, message: expect.stringContaining(path) });
      expect(sha256(path)).toBe(before);
      expect(statSync(path).mode & 0o777).toBe(0o644);
      expect(readdirSync(dirname(path)).filter((name) => name.includes('before-migration'))).toEqual([]);
    });
  }

  it.each(['create', 'write'] as const)(
    'a damaged page is refused at the start, opened to %s',
    async (mode) => {
      const path = await closedStore();
      const bytes = readFileSync(path);
      bytes.fill(0xa5, 4096 * 2, 4096 * 3);
      writeFileSync(path, bytes);
      const before = sha256(path);
      expect(await refusal(open(path, mode))).toMatchObject({ name: 'StoreError', code: 'STORE_DAMAGED' });
      expect(sha256(path)).toBe(before);
      expect(readdirSync(dirname(path)).filter((name) => name.includes('before-migration'))).toEqual([]);
    },
  );

  it.each(MODES)('a damaged first page is refused, opened to %s', async (mode) => {
    const path = await closedStore();
    const bytes = readFileSync(path);
    bytes.fill(0xa5, 100, 4096);
    writeFileSync(path, bytes);
    const before = sha256(path);
    const opening = open(path, mode).then(async (store) => {
      try {
        await store.db.selectFrom('tenants').selectAll().execute();
      } finally {
        await store.close();
      }
    });
    expect(await refusal(opening)).toMatchObject({ name: 'StoreError', code: 'STORE_DAMAGED' });
    expect(sha256(path)).toBe(before);
  });

  it.each(MODES)('a folder in its place is refused, opened to %s', async (mode) => {
    const path = join(tempFolder(), 'latchkey.db');
    mkdirSync(path);
    expect(await refusal(open(path, mode))).toMatchObject({ name: 'StoreError', code: 'STORE_UNREADABLE' });
    expect(readdirSync(path)).toEqual([]);
  });

  it('a folder that is missing says so', async () => {
    const path = join(tempFolder(), 'none', 'latchkey.db');
    expect(await refusal(open(path, 'create'))).toMatchObject({ name: 'StoreError' });
  });

  it('a damaged page found later says so, and is no fault of ours', async () => {
    const path = await closedStore();
    const bytes = readFileSync(path);
    bytes.fill(0xa5, 4096);
    writeFileSync(path, bytes);
    chmodSync(path, 0o600);
    const store = await openAt(path, 'read');
    expect(await refusal(store.db.selectFrom('tenants').selectAll().execute())).toMatchObject({
      code: 'STORE_DAMAGED',
    });
  });
});
