import { z } from 'zod';
import type { Access } from './authorities.ts';
import { t } from './language/t.ts';
import { IDENTIFY_MAX, MATCHES, SCAN_FORMATS, SCAN_PAGE, STANDINGS } from './leak-scan-words.ts';
import type { Call } from './rpc.ts';
import { id, time } from './time.ts';

const count = z.number().int().min(0);

/** What the store says of a whole, well-formed key. */
export const keyMatch = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('tenant'),
    key: z.object({
      id,
      name: z.string(),
      /** `null`: the tenant itself. */
      owner: z.string().nullable(),
      expiresAt: time.nullable(),
    }),
    /** Which of its secrets this is. */
    secret: z.enum(['current', 'previous']),
    standing: z.enum(STANDINGS),
    /** Of a previous secret: the moment from which it is dead. */
    endsAt: time.nullable(),
    lastUsedAt: time.nullable(),
  }),
  /** Nothing more of another tenant is told. */
  z.object({ of: z.literal('other-tenant') }),
  /** Of another store, or of nobody. */
  z.object({ of: z.literal('unknown') }),
]);
export type KeyMatch = z.infer<typeof keyMatch>;

/** A place where a key stands; never the key. */
export const scanRow = z.object({
  /** Its place among the rows, from 1. */
  id: z.number().int(),
  path: z.string(),
  /** From outside in: the names of archive members. */
  inside: z.array(z.string()),
  /** An object of a repository's history; its name is one that some commit gives it. */
  object: z.object({ id: z.string(), type: z.string(), name: z.string().nullable() }).nullable(),
  line: z.number().int().nullable(),
  column: z.number().int().nullable(),
  /** How it is written there, from outside in; none: plainly. */
  written: z.array(z.enum(['base64', 'utf-16'])),
  hint: z.string(),
  match: keyMatch,
});
export type ScanRow = z.infer<typeof scanRow>;

export const scanTrouble = z.object({
  kind: z.enum(['unreadable', 'cut-off', 'damaged', 'closed', 'git']),
  path: z.string(),
  inside: z.array(z.string()),
  detail: z.string(),
});
export type ScanTrouble = z.infer<typeof scanTrouble>;

export const scanProgress = z.object({
  files: count,
  bytes: count,
  /** Places that are shown: those that a baseline knows are not. */
  found: count,
  /** A second, since the start. */
  bytesPerSecond: z.number(),
});
export type ScanProgress = z.infer<typeof scanProgress>;

export const scanRun = z.object({
  status: z.enum(['running', 'finished', 'stopped', 'failed']),
  startedAt: time,
  endedAt: time.nullable(),
  paths: z.array(z.string()),
  git: z.boolean(),
  progress: scanProgress,
  found: z.object({ tenant: count, 'other-tenant': count, unknown: count }),
  /** Places that a baseline knows. */
  ignored: count,
  /** Symbolic links, and what is no file: FIFOs, sockets, devices. Neither is followed or opened. */
  links: count,
  special: count,
  /** Files of the store itself, which are not opened either: it holds no key in the clear. */
  own: count,
  troubles: count,
  /** The first of them. */
  firstTroubles: z.array(scanTrouble),
});
export type ScanRun = z.infer<typeof scanRun>;

export const scanState = z.object({
  /** What the person has chosen by the system's dialog, or dropped on the window. */
  chosen: z.array(z.string()),
  baseline: z.string().nullable(),
  run: scanRun.nullable(),
});
export type ScanState = z.infer<typeof scanState>;

export const identification = z.object({
  /** The keys in the text, at most 20 of them. */
  keys: z.array(
    z.object({
      /** `null` for a key of another tenant. */
      hint: z.string().nullable(),
      written: z.array(z.enum(['base64', 'utf-16'])),
      match: keyMatch,
    }),
  ),
  /** How many different ones there are. */
  count,
  /** Why there is none; `null`: there is. */
  why: z.string().nullable(),
});
export type Identification = z.infer<typeof identification>;

/**
 * Looking for keys where they should not be. The window names no paths: they come from the system's dialog, or from a
 * drop that the preload script has seen. A scan belongs to the session that started it.
 */
export const leakScan = {
  /** Which key a pasted text is or contains, or why it is none. It goes no further than its hash. */
  identify: {
    input: z.strictObject({
      text: z.string().max(IDENTIFY_MAX, { error: () => t('This is far too long for a key.') }),
    }),
    output: identification,
    authority: 'view',
  },
  state: { input: z.undefined(), output: scanState, authority: 'view' },
  /** Opens the system's dialog; what is chosen there comes to what was chosen before. */
  choose: {
    input: z.strictObject({ what: z.enum(['files', 'folders']) }),
    output: scanState,
    authority: 'view',
  },
  /** Takes one of the chosen paths away again, by its place. */
  unchoose: { input: z.strictObject({ place: count }), output: scanState, authority: 'view' },
  /** A file that names places which are known already. */
  chooseBaseline: { input: z.undefined(), output: scanState, authority: 'view' },
  forgetBaseline: { input: z.undefined(), output: scanState, authority: 'view' },
  /** Tells of its progress by the event `leak-scan-changed`. */
  start: { input: z.strictObject({ git: z.boolean() }), output: scanState, authority: 'view' },
  /** What was found until then stays. */
  cancel: { input: z.undefined(), output: scanState, authority: 'view' },
  /** Rows as they stand now: the state of a key is read again each time. */
  results: {
    input: z.strictObject({
      of: z.enum(['all', ...MATCHES]),
      after: count,
      limit: z.number().int().min(1).max(SCAN_PAGE),
    }),
    output: z.object({ rows: z.array(scanRow), more: z.boolean() }),
    authority: 'view',
  },
  /** Writes the rows to a place that the person chooses; `null`: cancelled. */
  export: {
    input: z.strictObject({ format: z.enum(SCAN_FORMATS) }),
    output: z.object({ path: z.string().nullable(), places: count }),
    authority: 'export',
  },
  /** Writes all places that were found as a baseline, so that the next scan passes them over. */
  writeBaseline: {
    input: z.strictObject({}),
    output: z.object({ path: z.string().nullable(), places: count }),
    authority: 'export',
  },
} as const satisfies Record<string, Call<Access>>;
