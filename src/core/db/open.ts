import { accessSync, chmodSync, constants, existsSync, rmSync } from 'node:fs';
import Sqlite, { type Database } from 'better-sqlite3';
import { Kysely } from 'kysely';
import { t } from '../../shared/language/t.ts';
import { StoreDialect } from './dialect.ts';
import { explainFileError, explainSqliteError, readOnlyFile, StoreError } from './errors.ts';
import { APPLICATION_ID, checkFile } from './file-check.ts';
import { bringUpToDate, migrate } from './migrate.ts';
import { clearPlace, putInPlace } from './place.ts';
import type { AnyDb, Schema } from './schema.ts';

/** An open store: Kysely for screens, the raw connection for prepared hot paths. */
export interface Store {
  readonly path: string;
  readonly db: AnyDb;
  readonly sqlite: Database;
  /** A connection that only reads and never waits; it sees each change as soon as that is made. */
  readonly reading: Database;
  /** Ends all work and folds the write-ahead log into the file. */
  readonly close: () => Promise<void>;
}

export interface OpenOptions {
  readonly path: string;
  /** `create` makes the file when it is missing; the other two refuse. `read` changes no data. */
  readonly mode: 'create' | 'write' | 'read';
  /** The addon's place where its packaged binary does not fit the runtime (development only). */
  readonly nativeBinding?: string | undefined;
  /** For the names of copies and of what is moved aside; epoch milliseconds. */
  readonly now: () => number;
  /** How long a change waits for another process's change; milliseconds, shorter than the default only in tests. */
  readonly busyDeadline?: number;
}

/** How long opening and migrating wait for another process. Milliseconds. */
const LOCK_WAIT = 2_000;
/** How long one statement blocks for a lock once the store is open; `StoreDialect` tries again without blocking. */
const BLOCKED_AT_MOST = 10;

/**
 * Opens the store, brings it to the newest schema and refuses, untouched, what is no sound store of ours.
 * @throws StoreError that says which of the known troubles it is
 */
export async function openStore(options: OpenOptions): Promise<Store> {
  const { path, mode } = options;
  try {
    if (!existsSync(path)) {
      if (mode !== 'create') throw missing(path);
      create(options);
    }
    checkFile(path, () => openBare(path, { readonly: true, nativeBinding: options.nativeBinding }));
    if (mode !== 'read') checkWritable(path);
    await bringUpToDate(options, (readonly) => connect(options, readonly));
    return mode === 'read' ? readingStore(options) : writingStore(options);
  } catch (error) {
    const explained = explainFileError(explainSqliteError(onReadOnlyDisk(error, path)), path);
    const onReadOnly = explained instanceof StoreError && explained.code === 'STORE_READ_ONLY';
    if (mode === 'read' && onReadOnly) throw unreadableHere(path);
    throw explained;
  }
}

/** A bare connection, for what looks at files that may be no sound store; `:memory:` is an empty one of its own. */
export function openBare(
  path: string,
  { readonly, nativeBinding }: { readonly readonly: boolean; readonly nativeBinding: string | undefined },
): Database {
  const sqlite = new Sqlite(path, {
    readonly,
    fileMustExist: path !== ':memory:',
    timeout: LOCK_WAIT,
    ...(nativeBinding !== undefined && { nativeBinding }),
  });
  // What a hostile schema would run, it may not; and a page whose cells point elsewhere is an error, not a guess.
  sqlite.pragma('trusted_schema = OFF');
  sqlite.pragma('cell_size_check = ON');
  return sqlite;
}

/** A bare connection as services want it. */
export const overBare = (sqlite: Database): Kysely<Schema> =>
  new Kysely<Schema>({ dialect: new StoreDialect(sqlite) });

/** SQLite falls back to reading when it may not write, and would say so only at the first change. */
function checkWritable(path: string): void {
  try {
    accessSync(path, constants.W_OK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    throw code === 'EACCES' || code === 'EPERM' ? readOnlyFile(path) : error;
  }
}

/** What the file system says of a file that SQLite cannot open; SQLite does not tell a read-only disk from a broken one. */
function onReadOnlyDisk(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!code.startsWith('SQLITE_CANTOPEN')) return error;
  try {
    accessSync(path, constants.W_OK);
  } catch (denied) {
    if (denied instanceof Error && 'code' in denied && denied.code === 'EROFS') return denied;
  }
  return error;
}

function readingStore(options: OpenOptions): Store {
  const sqlite = connect(options, true);
  const db = new Kysely<Schema>({ dialect: new StoreDialect(sqlite) });
  return { path: options.path, db, sqlite, reading: sqlite, close: () => close([db, sqlite]) };
}

/** Two connections, so that reading goes on while a change waits for another process. */
function writingStore(options: OpenOptions): Store {
  const sqlite = connect(options, false);
  sqlite.pragma(`busy_timeout = ${BLOCKED_AT_MOST}`);
  const reading = connect(options, true);
  const writer = new Kysely<Schema>({ dialect: new StoreDialect(sqlite, options.busyDeadline) });
  const reader = new Kysely<Schema>({ dialect: new StoreDialect(reading) });
  const db: AnyDb = {
    selectFrom: reader.selectFrom.bind(reader),
    transaction: writer.transaction.bind(writer),
  };
  // The writer last: the last connection of all folds the log into the file, and a reader cannot.
  return { path: options.path, db, sqlite, reading, close: () => close([reader, reading], [writer, sqlite]) };
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
function create({ path, nativeBinding, now }: OpenOptions): void {
  clearPlace(path, now());
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

async function close(...connections: readonly (readonly [Kysely<Schema>, Database])[]): Promise<void> {
  for (const [db, sqlite] of connections) {
    await db.destroy();
    // Kysely closes the connection only once it has used it.
    if (sqlite.open) sqlite.close();
  }
}

const missing = (path: string): StoreError =>
  new StoreError(
    'STORE_MISSING',
    t('There is no store at {path}. Start Latchkey once to set it up, or name another file.', { path }),
  );

/** SQLite keeps its locks in files beside the store, for readers too. */
const unreadableHere = (path: string): StoreError =>
  new StoreError(
    'STORE_READ_ONLY',
    t(
      'The store {path} is in a folder or on a disk that cannot be written, so it can be read only while Latchkey has it open. Start Latchkey, or check the permissions of the folder.',
      { path },
    ),
  );
