import { chmodSync, existsSync, linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { Kysely } from 'kysely';
import { StoreDialect } from './dialect.ts';
import { explainSqliteError, StoreError } from './errors.ts';
import { APPLICATION_ID, checkFile, damaged } from './file-check.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { AnyDb, Schema } from './schema.ts';

/** An open store: Kysely for screens, the raw connection for prepared hot paths. */
export interface Store {
  readonly path: string;
  readonly db: AnyDb;
  readonly sqlite: Database;
  /** Ends all work and folds the write-ahead log into the file. */
  readonly close: () => Promise<void>;
}

export interface OpenOptions {
  readonly path: string;
  /** `create` makes the file when it is missing; the other two refuse. `read` changes no data. */
  readonly mode: 'create' | 'write' | 'read';
  /** The addon's place where its packaged binary does not fit the runtime (development only). */
  readonly nativeBinding?: string | undefined;
  /** For the name of the copy that is made before a migration; epoch milliseconds. */
  readonly now: () => number;
  /** How long a change waits for another process's change; milliseconds, shorter than the default only in tests. */
  readonly busyDeadline?: number;
}

/** Up to this size every page is checked at each start; beyond it only before a migration. */
const CHECKED_AT_START = 4 * 1024 * 1024;
/** How long opening and migrating wait for another process. Milliseconds. */
const LOCK_WAIT = 2_000;
/** How long one statement blocks for a lock once the store is open; `StoreDialect` tries again without blocking. */
const BLOCKED_AT_MOST = 10;

/**
 * Opens the store, brings it to the newest schema and refuses, untouched, what is no sound store of ours.
 * @throws StoreError that says which of the known troubles it is
 */
export async function openStore(options: OpenOptions): Promise<Store> {
  const { path } = options;
  try {
    if (!existsSync(path)) {
      if (options.mode !== 'create') {
        throw new StoreError(
          'STORE_MISSING',
          `There is no store at ${path}. Start Latchkey once to set it up, or name another file.`,
        );
      }
      create(options);
    }
    checkFile(path);
    await bringUpToDate(options);
    const sqlite = connect(options, options.mode === 'read');
    if (options.mode !== 'read') sqlite.pragma(`busy_timeout = ${BLOCKED_AT_MOST}`);
    const db = new Kysely<Schema>({ dialect: new StoreDialect(sqlite, options.busyDeadline) });
    return { path, db, sqlite, close: () => close(db, sqlite) };
  } catch (error) {
    const explained = explainFileError(explainSqliteError(error), path);
    if (options.mode === 'read' && explained instanceof StoreError && explained.code === 'STORE_READ_ONLY') {
      throw unreadableHere(path);
    }
    throw explained;
  }
}

/** SQLite keeps its locks in files beside the store, for readers too. */
function unreadableHere(path: string): StoreError {
  return new StoreError(
    'STORE_READ_ONLY',
    `The store ${path} is in a folder that cannot be written, so it can be read only while Latchkey has it open. Start Latchkey, or check the permissions of the folder.`,
  );
}

function connect({ path, nativeBinding }: OpenOptions, readonly: boolean): Database {
  const sqlite = new Sqlite(path, {
    readonly,
    fileMustExist: true,
    timeout: LOCK_WAIT,
    ...(nativeBinding !== undefined && { nativeBinding }),
  });
  sqlite.pragma('trusted_schema = OFF');
  sqlite.pragma('foreign_keys = ON');
  if (!readonly) {
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = FULL');
  }
  return sqlite;
}

/** Makes a complete store beside its place and links it there, so that a crash leaves a store or nothing. */
function create({ path, nativeBinding }: OpenOptions): void {
  if (!existsSync(dirname(path))) {
    throw new StoreError(
      'STORE_MISSING',
      `The folder of the store ${path} does not exist. Make it, or name another.`,
    );
  }
  const draft = `${path}.new-${process.pid}`;
  rmSync(draft, { force: true });
  try {
    const sqlite = new Sqlite(draft, nativeBinding !== undefined ? { nativeBinding } : {});
    chmodSync(draft, 0o600);
    try {
      sqlite.pragma(`application_id = ${APPLICATION_ID}`);
      sqlite.pragma('journal_mode = WAL');
      sqlite.pragma('synchronous = FULL');
      migrate(sqlite);
    } finally {
      sqlite.close();
    }
    putInPlace(draft, path);
  } finally {
    for (const ending of ['', '-wal', '-shm']) rmSync(draft + ending, { force: true });
  }
}

/** Links the draft to its place: unlike renaming, that never replaces a store that another process has just made. */
function putInPlace(draft: string, path: string): void {
  try {
    linkSync(draft, path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EEXIST') return;
    // Some file systems have no links; what is left is renaming, with a look before it.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP') throw error;
    if (!existsSync(path)) renameSync(draft, path);
  }
}

/** Checks the pages, refuses a newer schema, and migrates an older one after copying it. */
async function bringUpToDate(options: OpenOptions): Promise<void> {
  const { path, mode } = options;
  const looking = connect(options, true);
  try {
    const version = schemaVersion(looking);
    if (version > MIGRATIONS.length) {
      throw new StoreError(
        'STORE_NEWER',
        `The store ${path} was written by a newer Latchkey. Nothing was changed. Update this Latchkey, then open it again.`,
      );
    }
    const older = version < MIGRATIONS.length;
    if (mode === 'read') {
      if (older) {
        throw new StoreError(
          'STORE_OLDER',
          `The store ${path} was written by an older Latchkey. Start the desktop program once to bring it up to date.`,
        );
      }
      return;
    }
    const pages = looking.pragma('page_count', { simple: true }) as number;
    const pageSize = looking.pragma('page_size', { simple: true }) as number;
    if (older || pages * pageSize <= CHECKED_AT_START) checkPages(looking, path);
    if (!older) return;
    const copy = `${path}.before-migration-${version + 1}-${options.now()}`;
    // There before it is filled, so that no byte of it is ever readable to others.
    writeFileSync(copy, '', { mode: 0o600 });
    await looking.backup(copy);
  } finally {
    looking.close();
  }
  const sqlite = connect(options, false);
  try {
    migrate(sqlite);
  } finally {
    sqlite.close();
  }
}

function schemaVersion(sqlite: Database): number {
  return sqlite.pragma('user_version', { simple: true }) as number;
}

function checkPages(sqlite: Database, path: string): void {
  const result = sqlite.pragma('quick_check(1)', { simple: true }) as string;
  if (result !== 'ok') throw damaged(path, 'Some of its pages cannot be read');
}

/** All outstanding migrations are one transaction: a kill in the middle leaves the old version. */
function migrate(sqlite: Database): void {
  sqlite
    .transaction(() => {
      // Asked again under the lock: another process may have just done it.
      for (const sql of MIGRATIONS.slice(schemaVersion(sqlite))) sqlite.exec(sql);
      sqlite.pragma(`user_version = ${MIGRATIONS.length}`);
    })
    .exclusive();
}

async function close(db: AnyDb, sqlite: Database): Promise<void> {
  await db.destroy();
  // Kysely closes the connection only once it has used it.
  if (sqlite.open) sqlite.close();
}

function explainFileError(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EISDIR') {
    return new StoreError(
      'STORE_UNREADABLE',
      `The store ${path} cannot be read. Check the permissions of the file and its folder.`,
    );
  }
  if (code === 'ENOSPC')
    return new StoreError('STORE_FULL', 'The disk is full. Free some space and start Latchkey again.');
  if (code === 'EROFS') {
    return new StoreError(
      'STORE_READ_ONLY',
      `The folder of the store ${path} cannot be written. Check its permissions.`,
    );
  }
  return error;
}
