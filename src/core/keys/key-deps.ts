import type { KeyRow, KeyUsage } from '../../shared/key-row.ts';
import type { AnyDb, ReadDb } from '../db/schema.ts';
import { readKey, readUsage } from './key-rows.ts';

export interface KeyDeps {
  readonly db: AnyDb;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** A key as its change has left it. */
export interface ChangedKey {
  readonly row: KeyRow;
  readonly usage: KeyUsage;
}

export interface KeyWithSecret extends ChangedKey {
  /** Here for the only time. */
  readonly secret: string;
}

/** Reads a key back inside the transaction that has changed it. */
export async function readChanged(
  db: ReadDb,
  tenantId: number,
  id: number,
  now: number,
): Promise<ChangedKey> {
  const row = await readKey(db, tenantId, id, now);
  if (!row) throw new Error(`The key ${id} that was just changed is not there.`);
  return { row, usage: await readUsage(db, tenantId) };
}
