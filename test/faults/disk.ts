import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';

const PAGE = Buffer.alloc(4096, 'x');

/** The small disk that this process works on. */
export class Disk {
  readonly #filler: string;

  constructor(folder: string) {
    this.#filler = join(folder, 'something-large');
  }

  /** Fills it to the last byte. */
  fill(): void {
    const file = openSync(this.#filler, 'a');
    try {
      for (;;) writeSync(file, PAGE);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    } finally {
      closeSync(file);
    }
  }

  free(): void {
    rmSync(this.#filler, { force: true });
  }
}

/** Empties the write-ahead log: what it has room for would go through on a full disk, and rightly so. */
export function emptyLog(path: string): void {
  if (!existsSync(path)) return;
  const sqlite = new Sqlite(path);
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
  sqlite.close();
}

/** Everything that is in a store, as one hash. */
export function contentOf(path: string): string {
  const sqlite = new Sqlite(path, { readonly: true });
  const hash = createHash('sha256');
  const tables = sqlite
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`)
    .pluck()
    .all();
  for (const table of tables) {
    hash.update(`\0${table}\0`);
    for (const row of sqlite.prepare(`SELECT * FROM "${table}"`).raw().iterate())
      hash.update(JSON.stringify(row));
  }
  sqlite.close();
  return hash.digest('hex');
}
