import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { LogSigner } from '../../src/core/audit/integrity/log-signer.ts';
import type { Anchor } from '../../src/core/audit/integrity/verify-log.ts';
import { unwatched } from '../../src/core/backup/watch.ts';
import { generateKey } from '../../src/core/keys/key-format.ts';
import { MIGRATIONS } from '../../src/core/db/migrations/index.ts';
import { examineStore } from '../../src/core/doctor/examine-store.ts';
import type { KeychainUnavailable } from '../../src/shared/keychain-words.ts';
import { backedUp, tamper, tear } from '../support/backup.ts';
import { addTenant } from '../support/change.ts';
import { latchkey, typed } from '../support/command-line.ts';
import { DAY, HOUR } from '../support/clock.ts';
import { freePort } from '../support/free-port.ts';
import { addManyKeys } from '../support/keys.ts';
import { type Organisation, organisation } from '../support/people.ts';
import { openAt, refusal } from '../support/store.ts';
import { tempFolder, whenDone } from '../support/temp-folder.ts';

/** A store with nothing wrong: backed up, signed, and nobody has it open. */
let here: Organisation;
let path: string;
let anchor: Anchor | null;
const kept = new Map<string, string>();
beforeEach(async () => {
  here = await organisation();
  path = here.store.path;
  addManyKeys(here.store, here.ada, here.fullAccess, 1_000);
  await backedUp(here);
  const vault = {
    get: async (name: string) => kept.get(name) ?? null,
    set: async (name: string, value: string) => kept.set(name, value) !== undefined,
  };
  const signer = new LogSigner(
    { path, db: here.store.db, sqlite: here.store.reading },
    vault,
    here.clock.now,
  );
  await signer.sign();
  anchor = await signer.anchor();
  await here.store.close();
});

const examine = (more = {}) =>
  examineStore(
    {
      storePath: path,
      uid: process.getuid?.(),
      now: here.clock.now(),
      anchorOf: async () => ({ ok: true, anchor }),
      ...more,
    },
    unwatched(),
  );
const codes = async (more = {}) => (await examine(more)).troubles.map(({ code }) => code);
const unseen = async (more = {}) => (await examine(more)).unseen.map(({ code }) => code);

it('a sound store has nothing wrong', async () => {
  expect(await examine()).toEqual({ troubles: [], unseen: [] });
});

describe('the file', () => {
  const torn: Record<string, () => void> = {
    MISSING: () => rmSync(path),
    EMPTY: () => writeFileSync(path, ''),
    NOT_A_FILE: () => {
      rmSync(path);
      // Whoever opened it would wait for somebody to write.
      execFileSync('mkfifo', [path]);
    },
    FOREIGN: () => writeFileSync(path, 'hello '.repeat(1_000)),
    TRUNCATED: () => truncateSync(path, statSync(path).size / 2),
    DAMAGED: () => tear(path),
    NEWER: () => tamper(path, (sqlite) => void sqlite.pragma('user_version = 99')),
    OLDER: () => tamper(path, (sqlite) => void sqlite.pragma(`user_version = ${MIGRATIONS.length - 1}`)),
    CHANGED_SCHEMA: () => tamper(path, (sqlite) => void sqlite.exec('CREATE VIEW extra AS SELECT 1')),
    FOREIGN_LOG: () => writeFileSync(`${path}-wal`, 'the log of something else '.repeat(10), { mode: 0o600 }),
    OPEN_TO_OTHERS: () => chmodSync(path, 0o644),
    LEFTOVERS: () => {
      const left = `${path}.0123456789ab.unfinished`;
      writeFileSync(left, '');
      utimesSync(left, 0, 0);
    },
  };
  /** Where one word says whether it is the right cure. */
  const CURES: Readonly<Record<string, RegExp>> = {
    MISSING: /Start Latchkey once/,
    EMPTY: /latchkey restore FILE/,
    NOT_A_FILE: /Move it away/,
    FOREIGN: /Move it away/,
    TRUNCATED: /latchkey restore FILE/,
    DAMAGED: /latchkey restore FILE/,
    NEWER: /Update this Latchkey/,
    OLDER: /Start the desktop program once/,
    OPEN_TO_OTHERS: /chmod 600/,
    LEFTOVERS: /Delete/,
  };
  it.each(Object.keys(torn))('%s', async (code) => {
    torn[code]?.();
    const isFile = () => statSync(path, { throwIfNoEntry: false })?.isFile() === true;
    const bytes = () => (isFile() ? readFileSync(path).toString('base64') : null);
    const before = bytes();
    const { troubles } = await examine();
    expect(troubles.map((each) => each.code)).toEqual([code]);
    expect(troubles[0]?.cure).toMatch(CURES[code] ?? /^[A-Z]/);
    expect(bytes()).toEqual(before);
  });

  it('a young unfinished file may be of work that is under way', async () => {
    writeFileSync(`${path}.0123456789ab.unfinished`, '');
    expect(await codes({ now: Date.now() })).not.toContain('LEFTOVERS');
  });

  it.each([
    [18, 'the way it is written'],
    [47, 'the format of its schema'],
  ])('whose header is damaged at byte %i, %s', async (at) => {
    const file = readFileSync(path);
    file[at] = 0x57;
    writeFileSync(path, file);
    expect(await codes()).toEqual(['DAMAGED']);
    expect(readFileSync(path).equals(file)).toBe(true);
    // The desktop program and the command line name it too.
    expect(await refusal(openAt(path, 'write'))).toMatchObject({ code: 'STORE_DAMAGED' });
    expect(await typed(['verify', '--json', '--store', path], { stdin: generateKey('lk') })).toMatchObject({
      out: expect.stringContaining('STORE_DAMAGED'),
    });
  });

  it('is named also where it cannot be opened at all', async () => {
    for (const code of ['NEWER', 'OLDER', 'FOREIGN_LOG']) {
      torn[code]?.();
      expect(await unseen(), code).toEqual(['INSIDE']);
      rmSync(`${path}-wal`, { force: true });
    }
  });

  it('is not called foreign for what another program has put beside it', async () => {
    const other = join(tempFolder(), 'other.db');
    const sqlite = new Sqlite(other);
    whenDone(() => sqlite.close());
    sqlite.exec('PRAGMA page_size = 1024; PRAGMA journal_mode = WAL; CREATE TABLE notes (id)');
    for (const ending of ['-wal', '-shm']) {
      copyFileSync(other + ending, path + ending);
      chmodSync(path + ending, 0o600);
    }
    expect(await codes()).toEqual(['FOREIGN_LOG']);
  });

  it('is left as it is after a kill, with the log beside it', async () => {
    const store = await openAt(path, 'write');
    await addTenant(store.db, 'Southwind');
    const crashed = join(tempFolder(), 'latchkey.db');
    for (const ending of ['', '-wal']) copyFileSync(path + ending, crashed + ending);
    for (const ending of ['', '-wal']) chmodSync(crashed + ending, 0o600);
    const files = () => ['', '-wal'].map((ending) => readFileSync(crashed + ending).toString('base64'));
    const before = files();
    expect(statSync(`${crashed}-wal`).size).toBeGreaterThan(0);
    expect(await codes({ storePath: crashed })).toEqual([]);
    expect(files()).toEqual(before);
  });

  it('that may not be read', async () => {
    chmodSync(dirname(path), 0o755);
    const { code, out } = await latchkey(['doctor', '--json', '--store', path], { uid: 65_534 });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      troubles: [{ code: 'UNREADABLE', cure: expect.stringContaining('its owner') }],
    });
  });

  it('of another user, or in a folder that cannot be written', async () => {
    const folder = dirname(path);
    chmodSync(folder, 0o755);
    chownSync(path, 65_533, 65_533);
    chmodSync(path, 0o644);
    const { code, out } = await latchkey(['doctor', '--json', '--store', path], { uid: 65_534 });
    expect(code).toBe(1);
    const { troubles } = JSON.parse(out) as { troubles: { code: string }[] };
    expect(troubles.map((each) => each.code)).toEqual(
      expect.arrayContaining(['READ_ONLY_FILE', 'READ_ONLY_FOLDER', 'WRONG_OWNER', 'OPEN_TO_OTHERS']),
    );
  });

  it('on a disk that is almost full', async () => {
    const small = join(dirname(path), 'small');
    mkdirSync(small);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', small]);
    whenDone(() => execFileSync('umount', [small]));
    const moved = join(small, 'latchkey.db');
    writeFileSync(moved, readFileSync(path), { mode: 0o600 });
    expect(await codes({ storePath: moved })).toEqual(['DISK_ALMOST_FULL']);
  });

  it('that somebody keeps locked', async () => {
    const { default: Sqlite } = await import('better-sqlite3');
    const other = new Sqlite(path);
    other.exec('BEGIN IMMEDIATE');
    expect(await codes()).toEqual(['BUSY']);
    other.exec('ROLLBACK');
    other.close();
  });
});

describe('the log', () => {
  it('that is not what was written, is not signed, or not the one that was signed', async () => {
    tamper(path, (sqlite) => void sqlite.exec('DELETE FROM audit_checkpoints'));
    expect(await codes({ anchorOf: async () => ({ ok: true, anchor: null }) })).toEqual(['LOG_UNSIGNED']);
    tamper(path, (sqlite) => {
      const last = sqlite.prepare('SELECT max(seq) FROM audit_entries').pluck().get() as number;
      sqlite.prepare('DELETE FROM audit_entries WHERE seq = ?').run(last);
      sqlite.prepare('UPDATE audit_head SET seq = ?').run(last - 1);
    });
    expect(await codes()).toEqual(['LOG_UNSIGNED', 'LOG_NOT_AS_SIGNED']);
    tamper(path, (sqlite) => void sqlite.exec('UPDATE audit_entries SET time = time + 1 WHERE seq = 2'));
    expect(await codes()).toEqual(['LOG_BROKEN', 'LOG_UNSIGNED']);
  });

  it('that is ahead of the clock', async () => {
    expect(await codes({ now: here.clock.now() - HOUR })).toEqual(['CLOCK_SET_BACK']);
  });
});

describe('around it', () => {
  const set = (name: string, value: unknown) =>
    tamper(
      path,
      (sqlite) =>
        void sqlite.prepare('INSERT OR REPLACE INTO settings VALUES (?, ?)').run(name, JSON.stringify(value)),
    );

  it('backups that are missing, old or failed', async () => {
    expect(await codes({ now: here.clock.now() + 40 * DAY })).toEqual(['BACKUP_OVERDUE']);
    set('backup.every', 'daily');
    set('backup.folder', '/nowhere');
    set('backup.since', here.clock.now());
    expect(await codes({ now: here.clock.now() + 3 * DAY })).toEqual(['BACKUP_OVERDUE']);
    set('backup.failure', { at: 1, code: 'BACKUP_FULL', message: 'The disk is full.' });
    expect(await codes()).toEqual(['BACKUP_FAILED']);
    set('backup.failure', null);
    set('backup.last', null);
    expect(await codes()).toEqual(['NO_BACKUP']);
  });

  it('an endpoint that does not answer, cannot use its store, or is another program', async () => {
    const port = await freePort();
    set('endpoint.address', `127.0.0.1:${port}`);
    expect(await codes()).toEqual([]);
    set('endpoint.startWithLatchkey', true);
    expect(await codes()).toEqual(['ENDPOINT_SILENT']);
    let answer = { code: 503, body: '{"status":"store unavailable"}' };
    const server = createServer((_, response) => void response.writeHead(answer.code).end(answer.body));
    await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
    whenDone(() => new Promise((done) => server.close(done)));
    expect((server.address() as AddressInfo).port).toBe(port);
    expect(await codes()).toEqual(['ENDPOINT_UNHEALTHY']);
    answer = { code: 200, body: 'hello' };
    expect(await codes()).toEqual(['ENDPOINT_TAKEN']);
    answer = { code: 200, body: '{"status":"ok"}' };
    expect(await codes()).toEqual([]);
  });
});

describe('what could not be looked at', () => {
  it.each([
    ['locked', 'KEYCHAIN_LOCKED'],
    ['absent', 'KEYCHAIN_ABSENT'],
    ['not-answering', 'KEYCHAIN_SILENT'],
    ['failed', 'KEYCHAIN_FAILED'],
  ] as const)('for a keychain that is %s is named %s', async (cause, code) => {
    const unavailable: KeychainUnavailable = { status: 'unavailable', cause, reason: 'It is so.' };
    const diagnosis = await examine({ anchorOf: async () => ({ ok: false, unavailable }) });
    expect(diagnosis.troubles).toEqual([]);
    expect(diagnosis.unseen).toMatchObject([
      { code, what: expect.stringContaining('It is so.'), cure: expect.stringContaining('audit verify') },
    ]);
  });

  it('because the keychain is another one than that of whoever signed', async () => {
    const elsewhere = { anchorOf: async () => ({ ok: true, anchor: null }) };
    expect(await unseen(elsewhere)).toEqual(['KEYCHAIN_EMPTY']);
    // Of a log that nobody has signed there is nothing to know, and that is said already.
    tamper(path, (sqlite) => void sqlite.exec('DELETE FROM audit_checkpoints'));
    expect(await unseen(elsewhere)).toEqual([]);
    expect(await codes(elsewhere)).toEqual(['LOG_UNSIGNED']);
  });
});

describe('latchkey doctor', () => {
  it('says 0, 1 or 2, in words and as JSON, and waits for no keychain', async () => {
    const { code, out, err } = await latchkey(['doctor', '--store', path]);
    // The clock of the tests stands in the past, so there is something to say of backups.
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toContain('BACKUP_OVERDUE  ');
    expect(out).toContain('  → Make one now: latchkey backup FILE');
    rmSync(path);
    const json = await typed(['doctor', '--json', '--store', path]);
    expect(json.code).toBe(1);
    expect(JSON.parse(json.out)).toMatchObject({ ok: false, troubles: [{ code: 'MISSING' }] });
    mkdirSync(path);
    const folder = await typed(['doctor', '--store', path]);
    expect(folder).toMatchObject({ code: 1, out: expect.stringContaining('NOT_A_FILE  ') });
    expect(folder.out).toContain('is a folder');
    expect(await typed(['doctor', 'x'])).toMatchObject({ code: 2 });
  });

  it('names a byte that was changed in the middle of the log', async () => {
    const bytes = readFileSync(path);
    const at = bytes.indexOf('"action":"session');
    expect(at === -1 ? bytes.indexOf('"action":"') : at).toBeGreaterThan(0);
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.from('"Action":"'), 0, 10, at === -1 ? bytes.indexOf('"action":"') : at);
    closeSync(file);
    expect(await codes()).toContain('LOG_BROKEN');
  });
});
