import { join } from 'node:path';
import { Kysely } from 'kysely';
import { StoreDialect } from '../../src/core/db/dialect.ts';
import { type OpenOptions, openStore, type Store } from '../../src/core/db/open.ts';
import type { Schema } from '../../src/core/db/schema.ts';
import { MORNING } from './clock.ts';
import { tempFolder, whenDone } from './temp-folder.ts';

/** A new store in a folder of its own. */
export const tempStore = (): Promise<Store> => openAt(join(tempFolder(), 'latchkey.db'));

/** Opens the store at a path, and closes it after the test if the test did not. */
export async function openAt(path: string, mode: OpenOptions['mode'] = 'create'): Promise<Store> {
  const store = await openStore({ path, mode, now: () => MORNING });
  whenDone(() => (store.sqlite.open ? store.close() : undefined));
  return store;
}

/** What `work` throws; a test that expects a refusal fails when there is none. */
export async function refusal(work: Promise<unknown> | (() => unknown)): Promise<unknown> {
  try {
    await (typeof work === 'function' ? work() : work);
  } catch (error) {
    return error;
  }
  throw new Error('This was expected to be refused, and it was not.');
}

/** The store without the duty to log: for states that no service can make, or should. */
export const meddle = ({ sqlite }: Store): Kysely<Schema> =>
  new Kysely({ dialect: new StoreDialect(sqlite) });
