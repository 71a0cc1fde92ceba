import type { Database } from 'better-sqlite3';
import { MIGRATIONS } from '../db/migrations/index.ts';
import { openBare } from '../db/open.ts';
import type { Binding } from './copy-store.ts';

interface Part {
  readonly type: string;
  readonly name: string;
  readonly tbl_name: string;
  readonly sql: string | null;
}

/**
 * The first thing in a store's schema that the migrations up to its version do not make, or that is missing; `null`: it
 * is theirs to the letter. A foreign trigger or view would run with the program's rights, a changed CHECK lets in what no
 * screen can show.
 */
export function foreignPart(sqlite: Database, version: number, { nativeBinding }: Binding): string | null {
  const fresh = openBare(':memory:', { readonly: false, nativeBinding });
  try {
    for (const sql of MIGRATIONS.slice(0, version)) fresh.exec(sql);
    const wanted = new Map(partsOf(fresh).map((part) => [nameOf(part), textOf(part)]));
    for (const part of partsOf(sqlite)) {
      const name = nameOf(part);
      if (wanted.get(name) !== textOf(part)) return name;
      wanted.delete(name);
    }
    const [missing] = wanted.keys();
    return missing === undefined ? null : missing;
  } finally {
    fresh.close();
  }
}

const partsOf = (sqlite: Database): Part[] =>
  sqlite.prepare<[], Part>('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name').all();

const nameOf = ({ type, name }: Part): string => `${type} ${name}`;

/** To the letter, but for the blanks that versions of SQLite set differently when a table is altered. */
const textOf = ({ tbl_name, sql }: Part): string => `${tbl_name}\n${(sql ?? '').replace(/\s+/g, ' ')}`;
