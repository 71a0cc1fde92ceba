import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { beforeEach, expect, it } from 'vitest';
import { backedUp, inspect, leftIn, tamper, tear } from '../../support/backup.ts';
import { addManyKeys } from '../../support/keys.ts';
import { type Organisation, organisation } from '../../support/people.ts';
import { refusal } from '../../support/store.ts';
import { tempFolder } from '../../support/temp-folder.ts';

let here: Organisation;
let path: string;
beforeEach(async () => {
  here = await organisation();
  addManyKeys(here.store, here.ada, here.fullAccess, 500);
  ({ path } = await backedUp(here));
});

const refused = async (file = path) => {
  const error = await refusal(inspect(file, here.store.path));
  expect(leftIn(dirname(here.store.path))).toEqual([]);
  return error as { code: string; message: string };
};

const SCHEMES: Record<string, (sqlite: Database) => void> = {
  'a trigger more': (sqlite) =>
    sqlite.exec(`CREATE TRIGGER evil AFTER UPDATE ON keys BEGIN UPDATE keys SET revocation = NULL; END`),
  'a view more': (sqlite) => sqlite.exec('CREATE VIEW evil AS SELECT * FROM passwords'),
  'a table more': (sqlite) => sqlite.exec('CREATE TABLE evil (text)'),
  'an index more': (sqlite) => sqlite.exec('CREATE INDEX evil ON keys (created_at)'),
  'a trigger less': (sqlite) => sqlite.exec('DROP TRIGGER secrets_follow_keys'),
  'a changed CHECK': (sqlite) => {
    sqlite.pragma('writable_schema = ON');
    sqlite.exec(`UPDATE sqlite_schema SET sql = replace(sql, 'length(hash) = 32', 'length(hash) < 99')`);
  },
  'a changed trigger': (sqlite) => {
    sqlite.pragma('writable_schema = ON');
    sqlite.exec(`UPDATE sqlite_schema SET sql = replace(sql, 'new.revocation IS NOT NULL', '0')`);
  },
  'a generated column': (sqlite) =>
    sqlite.exec(`ALTER TABLE settings ADD COLUMN evil TEXT AS (lower(name)) VIRTUAL`),
  'an epoch after which there is none': (sqlite) =>
    sqlite.exec(`INSERT INTO audit_epochs (epoch, log_id, opened_at, previous_head)
      SELECT 9223372036854775807, log_id, opened_at, previous_head FROM audit_epochs LIMIT 1`),
  'an epoch after which there is none that a restore would believe': (sqlite) =>
    sqlite.exec(`INSERT INTO audit_epochs (epoch, log_id, opened_at, previous_head)
      SELECT ${2 ** 40 - 1}, log_id, opened_at, previous_head FROM audit_epochs LIMIT 1`),
};

it.each(Object.keys(SCHEMES))('a file with %s is refused', async (how) => {
  tamper(path, (sqlite) => SCHEMES[how]?.(sqlite));
  expect(await refused()).toMatchObject({ code: 'BACKUP_HOSTILE' });
});

const FILES: Record<string, readonly [string, (file: string) => void]> = {
  empty: ['BACKUP_DAMAGED', (file) => writeFileSync(file, '')],
  'no database': ['BACKUP_FOREIGN', (file) => writeFileSync(file, 'hello '.repeat(1_000))],
  'a database of others': [
    'BACKUP_FOREIGN',
    (file) => tamper(file, (sqlite) => void sqlite.pragma('application_id = 1')),
  ],
  'one that was never migrated': [
    'BACKUP_FOREIGN',
    (file) => tamper(file, (sqlite) => void sqlite.pragma('user_version = 0')),
  ],
  'of a newer Latchkey': [
    'BACKUP_NEWER',
    (file) => tamper(file, (sqlite) => void sqlite.pragma('user_version = 99')),
  ],
  'said to be older than it is': [
    'BACKUP_HOSTILE',
    (file) => tamper(file, (sqlite) => void sqlite.pragma('user_version = 3')),
  ],
  'cut off': ['BACKUP_DAMAGED', (file) => truncateSync(file, readFileSync(file).length / 2)],
  'said to have a billion pages': [
    'BACKUP_DAMAGED',
    (file) => {
      const bytes = readFileSync(file);
      bytes.writeUInt32BE(1_000_000_000, 28);
      writeFileSync(file, bytes);
    },
  ],
  'torn in the middle': ['BACKUP_DAMAGED', (file) => tear(file)],
  'without what a row refers to': [
    'BACKUP_DAMAGED',
    (file) =>
      tamper(file, (sqlite) => {
        sqlite.pragma('foreign_keys = OFF');
        sqlite.exec('DELETE FROM accounts');
      }),
  ],
};

it.each(Object.keys(FILES))('a file that is %s is refused', async (how) => {
  const [code, change] = FILES[how] ?? ['', () => undefined];
  change(path);
  expect(await refused()).toMatchObject({ code });
});

it('what is no file is refused without waiting for it', async () => {
  const folder = tempFolder();
  const [link, pipe, inside] = [join(folder, 'link'), join(folder, 'pipe'), join(folder, 'folder')];
  symlinkSync(path, link);
  execFileSync('mkfifo', [pipe]);
  mkdirSync(inside);
  for (const [file, code] of [
    [link, 'BACKUP_NOT_A_FILE'],
    [pipe, 'BACKUP_NOT_A_FILE'],
    [inside, 'BACKUP_NOT_A_FILE'],
    ['/dev/zero', 'BACKUP_NOT_A_FILE'],
    [join(folder, 'nothing'), 'BACKUP_MISSING'],
  ] as const) {
    expect(await refused(file), file).toMatchObject({ code });
  }
});

it('a log that lies beside a backup is not played into it', async () => {
  const folder = tempFolder();
  const file = join(folder, 'b.lkbackup');
  copyFileSync(path, file);
  writeFileSync(`${file}-wal`, readFileSync(`${here.store.path}-wal`));
  const { keys } = await inspect(file, here.store.path);
  expect(keys).toBe(500);
  chmodSync(folder, 0o700);
});

it('a log of entries that were changed is told, not refused', async () => {
  tamper(path, (sqlite) => void sqlite.exec('UPDATE audit_entries SET time = time + 1 WHERE seq = 3'));
  expect(await inspect(path, here.store.path)).toMatchObject({ logFault: { seq: 3, what: 'modified' } });
});
