import { t } from './language/t.ts';
import { z } from 'zod';
import { EXPIRATIONS, KEY_COLUMNS, SEARCH_MAX, STATUSES } from './key-choices.ts';
import { id, time } from './time.ts';

/**
 * What a person wants to see of the keys: search, filters and order. A page is asked for by the cursor of the row
 * before it, and a survey counts all that match and marks where each page begins, so that a list can jump anywhere.
 */

// In a file of its own, so that the renderer gets it without zod.
export { EXPIRATIONS, KEY_COLUMNS, KEY_PAGE, type KeyColumn, SEARCH_MAX, STATUSES } from './key-choices.ts';

/**
 * What **Overview** counts and no filter of the list asks: keys by the moment of their expiry, or by that from which on
 * their current secret is; after one moment, up to and with the other; `null`: open. Or those that were never used.
 */
export const keySlice = z.discriminatedUnion('by', [
  z.strictObject({ by: z.enum(['expiry', 'secret']), after: time.nullable(), until: time.nullable() }),
  z.strictObject({ by: z.literal('never-used') }),
]);
export type KeySlice = z.infer<typeof keySlice>;

/** A view as it crosses: all filters must hold together. */
export const keyView = z.strictObject({
  /** Literal text, at least partly in name, description, owner or hint; `#17` is the key with that id. */
  search: z
    .string()
    .max(SEARCH_MAX, { error: () => t('Search for at most {most} characters.', { most: SEARCH_MAX }) }),
  status: z.enum(STATUSES),
  expiration: z.enum(EXPIRATIONS),
  owner: z.union([z.enum(['all', 'tenant']), z.strictObject({ accountId: id })]),
  /** `null`: any. */
  authorizationGroupId: id.nullable(),
  roleId: id.nullable(),
  apiSetId: id.nullable(),
  slice: keySlice.nullable(),
  /** Equal rows stand in the order of their creation. */
  sort: z.strictObject({ column: z.enum(KEY_COLUMNS), descending: z.boolean() }),
});
export type KeyView = z.infer<typeof keyView>;

/** Where a page begins: opaque, and good only for the view that it came with. */
export const keyCursor = z.string().max(4_000);

/** The keys that an action is for: named one by one, or everything that a view shows but for some. */
export const keySelection = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('ids'), ids: z.array(id).min(1).max(1_000_000) }),
  z.strictObject({ by: z.literal('view'), view: keyView, except: z.array(id).max(1_000_000) }),
]);
export type KeySelection = z.infer<typeof keySelection>;
