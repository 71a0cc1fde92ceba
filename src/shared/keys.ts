import { z } from 'zod';
import { activityEntry } from './activity.ts';
import type { Access } from './authorities.ts';
import { batchInput, batchPreview, batchResult } from './key-batch.ts';
import { importPreview, importResult } from './key-import.ts';
import { editInput, generateInput, rotateInput } from './key-input.ts';
import { keyDetails, keyImpact, keyRow, keyUsage, REVOCATIONS } from './key-row.ts';
import { keyCursor, KEY_PAGE, keySelection, keyView } from './key-view.ts';
import type { Call } from './rpc.ts';
import { pendingSecret } from './secrets.ts';
import { id } from './time.ts';

const which = z.strictObject({ id });
const changed = z.object({ row: keyRow, usage: keyUsage });
/** In the reply and nowhere else. */
const withSecret = z.object({ row: keyRow, usage: keyUsage, secret: pendingSecret });

/**
 * Which authority a change needs depends on who owns the key, so those calls ask here for either, and the core for the
 * one: Manage Tenant API Keys or Manage User API Key.
 */
export const keys = {
  generate: { input: generateInput, output: withSecret, authority: 'manages-keys' },
  edit: { input: editInput, output: changed, authority: 'manages-keys' },
  rotate: { input: rotateInput, output: withSecret, authority: 'manages-keys' },
  /** Ends the previous secret before its deadline. */
  finishRotation: { input: which, output: changed, authority: 'manages-keys' },
  revoke: {
    input: z.strictObject({ id, how: z.enum(REVOCATIONS) }),
    output: changed,
    authority: 'manages-keys',
  },
  reinstate: { input: which, output: changed, authority: 'manages-keys' },
  /** Leaves a tombstone, which `restore` lifts for a minute. */
  remove: { input: which, output: z.object({ usage: keyUsage }), authority: 'manages-keys' },
  restore: { input: which, output: changed, authority: 'manages-keys' },

  /** What `batch` would do, and what that would hit. */
  previewBatch: { input: batchInput, output: batchPreview, authority: 'view' },
  /**
   * One change of many keys, in one transaction: what is refused for one key leaves the others to be done.
   * Tells of its progress by the event `batch-progress`.
   */
  batch: {
    input: batchInput.extend({
      /** What the person has confirmed: other than this many changes is refused as `COUNT_CHANGED`, but for `restore`. */
      expected: z.number().int(),
    }),
    output: batchResult,
    authority: 'manages-keys',
  },
  /** Stops the batch that is under way; nothing of it stays. */
  cancelBatch: { input: z.undefined(), output: z.object({}), authority: 'manages-keys' },

  /** One page of a view, in its order, after the row that `after` names. */
  list: {
    input: z.strictObject({
      view: keyView,
      after: keyCursor.nullable(),
      limit: z.number().int().min(1).max(KEY_PAGE),
    }),
    output: z.object({
      rows: z.array(keyRow),
      /** Where the next page begins; `null`: this was the last one. */
      end: keyCursor.nullable(),
      usage: keyUsage,
      /** Keys of the tenant that are not removed, whatever the view. */
      all: z.number().int(),
      /** Days before its expiry from which on a key is "expiring soon". */
      expiringSoonDays: z.number().int(),
      validityDays: z.number().int(),
    }),
    authority: 'view',
  },
  /** The exact number of keys that a view shows. */
  count: {
    input: z.strictObject({ view: keyView }),
    output: z.object({ total: z.number().int() }),
    authority: 'view',
  },
  /** The same with a mark for each page: `marks[n]` is where page `n + 1` of `KEY_PAGE` rows begins. */
  survey: {
    input: z.strictObject({ view: keyView }),
    output: z.object({ total: z.number().int(), marks: z.array(keyCursor) }),
    authority: 'view',
  },
  /** The keys of these ids as the list shows them; removed ones are left out. */
  rows: {
    input: z.strictObject({ ids: z.array(id).max(KEY_PAGE) }),
    output: z.object({ rows: z.array(keyRow) }),
    authority: 'view',
  },
  /** The key that a whole pasted key belongs to. The text goes no further than its hash. */
  find: {
    input: z.strictObject({ text: z.string().max(1_000) }),
    output: z.object({
      found: z.enum(['current', 'previous', 'removed', 'unknown', 'malformed']),
      id: id.nullable(),
      name: z.string().nullable(),
    }),
    authority: 'view',
  },
  get: { input: which, output: keyDetails, authority: 'view' },
  impact: { input: which, output: keyImpact, authority: 'view' },
  /** What happened to a key, newest first. */
  activity: {
    input: z.strictObject({ id, before: z.number().int().nullable() }),
    output: z.object({
      entries: z.array(activityEntry),
      more: z.boolean(),
    }),
    authority: 'view-activity',
  },
  /** Accounts that can own keys, and whether the person may generate one for them. */
  owners: {
    input: z.undefined(),
    output: z.object({
      tenant: z.boolean(),
      accounts: z.array(
        z.object({ accountId: id, username: z.string(), apiOnly: z.boolean(), mayGenerate: z.boolean() }),
      ),
    }),
    authority: 'view',
  },
  /** Writes the selected keys as CSV to a place that the person chooses; `null`: cancelled. */
  export: {
    input: z.strictObject({
      selection: keySelection,
      /** For another Latchkey to import; needs Manage Tenant API Keys as well. */
      withSha256: z.boolean().optional(),
    }),
    output: z.object({ path: z.string().nullable(), keys: z.number().int() }),
    authority: 'export',
  },

  /**
   * What an import of a file would do. `choose` asks the person for the file, `again` looks at the one that was chosen or
   * dropped last. `null`: there is none. Tells of its progress by `batch-progress`, and `cancelBatch` stops it.
   */
  previewImport: {
    input: z.strictObject({ file: z.enum(['choose', 'again']) }),
    output: importPreview.nullable(),
    authority: 'manages-keys',
  },
  /** Imports the keys of the file that was looked at, in one transaction; progress and stop as for `batch`. */
  import: {
    input: z.strictObject({
      /** Of the preview; refused as `IMPORT_GONE` when another one came, as `FILE_CHANGED` when the file is another now. */
      id: z.string().max(100),
      /** Imports the rows that are right when others are not; otherwise nothing is imported then. */
      partial: z.boolean(),
      /** What the person has confirmed; any other number of keys is refused as `COUNT_CHANGED`. */
      expected: z.number().int(),
    }),
    output: importResult,
    authority: 'manages-keys',
  },
  /** Writes all that is wrong with the rows of the file as CSV to a place that the person chooses; `null`: cancelled. */
  saveImportProblems: {
    input: z.strictObject({ id: z.string().max(100) }),
    output: z.object({ path: z.string().nullable(), problems: z.number().int() }),
    authority: 'manages-keys',
  },
  /** Writes a file with the headings that an import reads. */
  saveImportTemplate: {
    input: z.undefined(),
    output: z.object({ path: z.string().nullable() }),
    authority: 'manages-keys',
  },
} as const satisfies Record<string, Call<Access>>;

// In a file of its own, so that the renderer gets it without zod.
export { expiryState, type ExpiryState } from './expiry.ts';
export type { KeyDetails, KeyImpact, KeyRow, KeyUsage } from './key-row.ts';
