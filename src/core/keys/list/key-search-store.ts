import { sql } from 'kysely';
import { comparable } from '../../../shared/text.ts';
import type { WriteDb } from '../../db/schema.ts';

/** The search index of keys. Whoever changes what is searched calls this in the same transaction; there is no trigger. */

/** What of a key can be found by text. */
export interface SearchedKey {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  /** The owner's username; `''` for a tenant key. */
  readonly owner: string;
  /** The current secret's. */
  readonly hint: string;
}

/** Between two fields, so that no text is found across them. No name, description or hint can contain it. */
export const FIELD_END = '\u001f';

/** What is searched of a key: each field in the form in which names are compared. */
export const searchedText = ({ name, description, owner, hint }: Omit<SearchedKey, 'id'>): string =>
  [name, description, owner, hint].map(comparable).join(FIELD_END);

/** Makes a key findable by what it is now; what was found of it before is forgotten. */
export async function indexKey(db: WriteDb, key: SearchedKey): Promise<void> {
  const text = searchedText(key);
  await db
    .insertInto('key_texts')
    .values({ key_id: key.id, text })
    .onConflict((conflict) => conflict.column('key_id').doUpdateSet({ text }))
    .execute();
  await sql`INSERT OR REPLACE INTO key_search (rowid, text) VALUES (${key.id}, ${text})`.execute(db);
}

/** Makes keys unfindable, as it should be once they are removed. Unknown ids are passed over. */
export async function unindexKeys(db: WriteDb, ids: readonly number[]): Promise<void> {
  for (const id of ids) {
    await db.deleteFrom('key_texts').where('key_id', '=', id).execute();
    await db.deleteFrom('key_search').where('rowid', '=', id).execute();
  }
}
