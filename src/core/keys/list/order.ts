import { type RawBuilder, sql } from 'kysely';
import type { KeyColumn } from '../../../shared/key-view.ts';

/**
 * The orders of the list. Keys that are equal in one stand in the order of their ids, which is that of their creation;
 * descending is the exact reverse. An order has one band or two: the second begins where the first has no more keys.
 */

/** SQL about the key `k`. */
export type Sql = RawBuilder<unknown>;

export interface Band {
  readonly number: 0 | 1;
  /** Which keys `k` are in it; absent: all. */
  readonly only?: Sql;
  /** Sorted by the order's value and then by id; otherwise by id alone. */
  readonly byValue: boolean;
}

export interface Order {
  readonly index: string;
  readonly bands: readonly Band[];
  /** The number of the band that `k` is in. */
  readonly band: Sql;
  /** `null`: every band is by id. */
  readonly value: Sql | null;
  /** The table whose names the value is, and what of a key refers to it. */
  readonly parents: { readonly table: Sql; readonly nameKey: Sql; readonly reference: Sql } | null;
  /** What `value` is in a cursor. */
  readonly valueType: 'string' | 'number' | 'object';
}

const ALL: readonly Band[] = [{ number: 0, byValue: true }];
const FIRST = sql`0`;

/** How the list is sorted by a column. */
export function orderBy(column: KeyColumn): Order {
  switch (column) {
    case 'created':
      return plain('keys_listed', null, [{ number: 0, byValue: false }]);
    case 'name':
      return plain('keys_in_name_order', sql`k.name_key`, ALL);
    case 'key':
      return plain('keys_by_hint', sql`k.hint`, ALL);
    case 'status':
      return {
        ...plain('keys_by_status', null, [
          { number: 0, only: sql`(k.revocation IS NOT NULL) = 0`, byValue: false },
          { number: 1, only: sql`(k.revocation IS NOT NULL) = 1`, byValue: false },
        ]),
        band: sql`(k.revocation IS NOT NULL)`,
      };
    case 'expires':
      // What never expires comes after everything that does.
      return {
        ...plain('keys_by_expiry', sql`k.expires_at`, [
          { number: 0, only: sql`k.expires_at IS NOT NULL`, byValue: true },
          { number: 1, only: sql`k.expires_at IS NULL`, byValue: false },
        ]),
        band: sql`(k.expires_at IS NULL)`,
        valueType: 'number',
      };
    case 'last-used':
      // What was never used comes before everything that was.
      return {
        ...plain('keys_by_last_use', sql`k.last_used_at`, [
          { number: 0, only: sql`k.last_used_at IS NULL`, byValue: false },
          { number: 1, only: sql`k.last_used_at IS NOT NULL`, byValue: true },
        ]),
        band: sql`(k.last_used_at IS NOT NULL)`,
        valueType: 'number',
      };
    case 'owner':
      return named('keys_by_owner', sql`k.owner_account_id`, sql`accounts`, sql`parent.username_key`);
    case 'authorization-group':
      return named(
        'keys_by_authorization_group',
        sql`k.authorization_group_id`,
        sql`authorization_groups`,
        sql`parent.name_key`,
      );
  }
}

const plain = (index: string, value: Sql | null, bands: readonly Band[]): Order => ({
  index,
  bands,
  band: FIRST,
  value,
  parents: null,
  valueType: value === null ? 'object' : 'string',
});

/** By the name of what a key refers to; keys without come first. */
const named = (index: string, reference: Sql, table: Sql, nameKey: Sql): Order => ({
  index,
  bands: [
    { number: 0, only: sql`${reference} IS NULL`, byValue: false },
    { number: 1, only: sql`${reference} IS NOT NULL`, byValue: true },
  ],
  band: sql`(${reference} IS NOT NULL)`,
  value: nameKey,
  parents: { table, nameKey, reference },
  valueType: 'string',
});
