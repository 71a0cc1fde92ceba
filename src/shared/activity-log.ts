import { t } from './language/t.ts';
import { z } from 'zod';
import { LOG_PAGE, LOG_SEARCH_MAX, OUTCOMES } from './activity-log-choices.ts';
import { activityEntry } from './activity.ts';
import type { Access } from './authorities.ts';
import type { Call } from './rpc.ts';
import { id, time } from './time.ts';

/** The activity log as a whole: its entries, and what it was signed to be. */

export const logFilter = z.strictObject({
  /** Entries of all tenants and of none, such as refused sign-ins of strangers: super users only. */
  everywhere: z.boolean(),
  /** At this moment or later. */
  from: time.nullable(),
  /** Before this moment. */
  until: time.nullable(),
  actorId: id.nullable(),
  /** The first part of an action: `keys` of `keys.rotate`. */
  subject: z
    .string()
    .regex(/^[a-z][a-z-]{0,39}$/, { error: () => t('This is no subject of an entry.') })
    .nullable(),
  outcome: z.enum(OUTCOMES).nullable(),
  target: z.strictObject({ type: z.string().min(1).max(40), id }).nullable(),
  /** Anywhere in names and values, without regard to capitals; empty: everything. */
  search: z.string().max(LOG_SEARCH_MAX, {
    error: () => t('Search for at most {most} characters.', { most: LOG_SEARCH_MAX }),
  }),
});
export type LogFilter = z.infer<typeof logFilter>;

const seq = z.number().int();
const target = z.object({ type: z.string(), id: z.number().int(), name: z.string() });

/** One line of the log, with what leads from it to others like it. */
export const logEntry = activityEntry.extend({
  actorId: z.number().int().nullable(),
  about: target.nullable(),
});
export type LogEntry = z.infer<typeof logEntry>;

/** Everything that is known of one entry. */
export const logEntryFacts = z.object({
  seq,
  epoch: z.number().int(),
  origin: z.string(),
  session: z.string().nullable(),
  /** Hex; as the next entry names it. */
  hash: z.string(),
  previous: z.string().nullable(),
});
export type LogEntryFacts = z.infer<typeof logEntryFacts>;

export const FAULTS = [
  'modified',
  'deleted',
  'inserted',
  'reordered',
  'truncated',
  'rolled back',
  'forked',
  'altered',
] as const;

/** What is signed, in the form of a C2SP signed note. */
const signed = z.object({
  size: z.number().int(),
  /** Hex. */
  root: z.string(),
  note: z.string(),
  verifierKey: z.string(),
});

export const logHead = z.object({
  logId: z.string(),
  size: z.number().int(),
  /** The root of the tree over all entries, hex. */
  root: z.string(),
  /** Entries since the last checkpoint. */
  unsigned: z.number().int(),
  /** The newest of this computer; `null`: there is none, or its keychain does not answer. */
  checkpoint: signed.nullable(),
  /** Whether this computer's keychain signs: `in doubt` when the log does not go on from what was signed. */
  signing: z.enum(['signs', 'no keychain', 'in doubt']),
});
export type LogHead = z.infer<typeof logHead>;

export const logVerdict = z.object({
  entries: z.number().int(),
  /** The first thing that is wrong. */
  fault: z.object({ seq, what: z.enum(FAULTS) }).nullable(),
  /** What the keychain of this computer says, see core/audit/integrity/verify-log.ts. */
  anchor: z.enum(['agrees', 'disagrees', 'none', 'unreadable']),
  /** Entries up to which the log is what was signed. */
  signedUpTo: z.number().int().nullable(),
  root: z.string().nullable(),
});
export type LogVerdict = z.infer<typeof logVerdict>;

/** Verifying, exporting and the head are of all tenants together, so they are for those who manage them. */
export const activityLog = {
  /**
   * Entries before the number `before`, newest first. Looks for a moment only: a page may hold few or none, and `next`
   * says from where to go on; `null`: there are no more.
   */
  list: {
    input: z.strictObject({
      filter: logFilter,
      before: seq.nullable(),
      limit: z.number().int().min(1).max(LOG_PAGE),
    }),
    output: z.object({
      entries: z.array(logEntry),
      next: seq.nullable(),
      /** The newest entry of all. */
      newest: seq,
      /** The log does not go on from what was signed, from this entry on. */
      doubt: seq.nullable(),
    }),
    authority: 'view-activity',
  },
  /** How many entries have come after `after`, counted up to 1,000. */
  newer: {
    input: z.strictObject({ filter: logFilter, after: seq }),
    output: z.object({ count: z.number().int() }),
    authority: 'view-activity',
  },
  get: {
    input: z.strictObject({ seq }),
    output: logEntryFacts,
    authority: 'view-activity',
  },
  /** Who has entries in the tenant. */
  actors: {
    input: z.undefined(),
    output: z.object({ actors: z.array(z.object({ id, username: z.string() })) }),
    authority: 'view-activity',
  },
  head: { input: z.undefined(), output: logHead, authority: 'manage-tenants' },
  /** Looks at every entry; tells of its progress by the event `log-progress`. Signs the log when all is well. */
  verify: { input: z.undefined(), output: logVerdict, authority: 'manage-tenants' },
  /**
   * Writes all entries, the newest checkpoint and the key to check it with to a place that the person chooses; `null`:
   * cancelled. Needs Export as well. Tells of its progress by `log-progress`.
   */
  export: {
    input: z.undefined(),
    output: z.object({
      path: z.string().nullable(),
      entries: z.number().int(),
      /** Why there is no signature in it, or `null`. */
      unsigned: z.enum(['no keychain', 'in doubt']).nullable(),
    }),
    authority: 'manage-tenants',
  },
  /** Stops the verification or the export that is under way. */
  cancel: { input: z.undefined(), output: z.object({}), authority: 'manage-tenants' },
} as const satisfies Record<string, Call<Access>>;
