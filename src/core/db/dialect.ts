import type { Database, Statement } from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  SqliteDialect,
  SqliteDriver,
  type SqliteDatabase,
  type SqliteStatement,
} from 'kysely';
import { busy, explainSqliteError } from './errors.ts';

/** How long a change waits for another process's change, in milliseconds. */
const BUSY_DEADLINE = 5_000;
const BUSY_PAUSE = 20;
const CACHED_STATEMENTS = 200;

/** Kysely over one better-sqlite3 connection, with the habits that its own SQLite dialect lacks. */
export class StoreDialect extends SqliteDialect {
  readonly #sqlite: Database;
  readonly #database: SqliteDatabase;
  readonly #busyDeadline: number;

  /** @param busyDeadline milliseconds; shorter only in tests */
  constructor(sqlite: Database, busyDeadline = BUSY_DEADLINE) {
    const database = withStatementCache(sqlite);
    super({ database });
    this.#sqlite = sqlite;
    this.#database = database;
    this.#busyDeadline = busyDeadline;
  }

  override createDriver(): Driver {
    return new StoreDriver(this.#sqlite, this.#database, this.#busyDeadline);
  }
}

/**
 * Takes the write lock at the start of a transaction, so that no change fails halfway for want of it,
 * and waits for it without blocking: the window stays alive while the command line writes.
 */
class StoreDriver extends SqliteDriver {
  readonly #sqlite: Database;
  readonly #busyDeadline: number;

  constructor(sqlite: Database, database: SqliteDatabase, busyDeadline: number) {
    super({ database });
    this.#sqlite = sqlite;
    this.#busyDeadline = busyDeadline;
  }

  /** After a full disk SQLite has rolled back already; to ask for it again would hide why under an error of its own. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#sqlite.inTransaction) await super.rollbackTransaction(connection);
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const deadline = performance.now() + this.#busyDeadline;
    for (;;) {
      try {
        await connection.executeQuery(CompiledQuery.raw('begin immediate'));
        return;
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'STORE_BUSY')) throw error;
        if (performance.now() > deadline) throw busy();
        await new Promise((resolve) => setTimeout(resolve, BUSY_PAUSE));
      }
    }
  }
}

/** Prepares each text once: better-sqlite3 frees statements late, and preparing costs more than running. */
function withStatementCache(sqlite: Database): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => {
      statements.clear();
      sqlite.close();
    },
    prepare: (sql) => {
      const cached = statements.get(sql);
      if (cached) return cached;
      const statement = explained(explaining(() => sqlite.prepare(sql)));
      const oldest = statements.keys().next();
      if (statements.size >= CACHED_STATEMENTS && !oldest.done) statements.delete(oldest.value);
      statements.set(sql, statement);
      return statement;
    },
  };
}

function explained(statement: Statement): SqliteStatement {
  return {
    reader: statement.reader,
    all: (parameters) => explaining(() => statement.all(...parameters)),
    run: (parameters) => explaining(() => statement.run(...parameters)),
    iterate: (parameters) => explaining(() => statement.iterate(...parameters)),
  };
}

function explaining<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw explainSqliteError(error);
  }
}
