import type { Database } from 'better-sqlite3';
import type { ReadDb } from '../db/schema.ts';

/**
 * A store as reports read it: a connection of their own, in whose thread there is time, because all of a report is one
 * read of it.
 */
export interface Reading {
  readonly db: ReadDb;
  readonly sqlite: Database;
}
