import { z } from 'zod';
import { keySelection } from './key-view.ts';
import { id, time } from './time.ts';

/** What can be done to many keys at once. `revoke` is until reinstated. */
export const BATCH_ACTIONS = ['revoke', 'reinstate', 'remove', 'restore'] as const;
export type BatchAction = (typeof BATCH_ACTIONS)[number];

export const batchInput = z.strictObject({
  action: z.enum(BATCH_ACTIONS),
  selection: keySelection,
});

/** A key that an action leaves as it is, and why. */
const refusedKey = z.object({ id, name: z.string(), code: z.string(), message: z.string() });
export type RefusedKey = z.infer<typeof refusedKey>;

/** What a batch would do, before it does it. */
export const batchPreview = z.object({
  /** Keys in the selection. */
  selected: z.number().int(),
  /** Those that the action would change. */
  changes: z.number().int(),
  /** The first of those that it would leave as they are, at most 100. */
  refused: z.array(refusedKey),
  /** Of those that change: used last, latest first, at most 10. */
  lastUsed: z.array(z.object({ id, name: z.string(), lastUsedAt: time })),
  /** How many of those that change were ever used. */
  everUsed: z.number().int(),
  usesInLastDay: z.number().int(),
  /** From where those that change were used, latest first, at most 20, and how many addresses there are in all. */
  addresses: z.array(z.object({ address: z.string(), lastSeenAt: time, uses: z.number().int() })),
  addressCount: z.number().int(),
});
export type BatchPreview = z.infer<typeof batchPreview>;

export const batchResult = z.object({
  done: z.array(id),
  /** The first of those that it left as they are, at most 1,000, and how many there are. */
  refused: z.array(refusedKey),
  refusedCount: z.number().int(),
});
export type BatchResult = z.infer<typeof batchResult>;
