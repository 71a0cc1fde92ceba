import { z } from 'zod';
import type { Access } from './authorities.ts';
import { checked } from './checked.ts';
import type { Call } from './rpc.ts';
import { pendingSecret } from './secrets.ts';
import { descriptionProblem, KEY_NAME, nameProblem } from './text.ts';

/** Times are whole milliseconds since the epoch, UTC, within what a JavaScript date can hold. */
const time = z.number().int().min(0).max(8.64e15);

export const keyRow = z.object({
  id: z.number().int(),
  name: z.string(),
  description: z.string(),
  /** Prefix + first 4 … last 4 characters of the current secret. */
  hint: z.string(),
  /** `null`: the tenant itself owns it. */
  owner: z.object({ accountId: z.number().int(), username: z.string() }).nullable(),
  authorizationGroup: z.string().nullable(),
  state: z.enum(['active', 'revoked']),
  /** How it was revoked, while it is. */
  revocation: z.enum(['until-reinstated', 'permanent']).nullable(),
  expiresAt: time.nullable(),
  lastUsedAt: time.nullable(),
  createdAt: time,
});
export type KeyRow = z.infer<typeof keyRow>;

/** How many tenant keys count towards the limit, and the limit; the header says `2/10 keys`. */
export const keyUsage = z.object({ counted: z.number().int(), limit: z.number().int() });
export type KeyUsage = z.infer<typeof keyUsage>;

export const keys = {
  /** Makes a tenant key. The secret is in this reply and nowhere else. */
  generate: {
    input: z.strictObject({
      name: checked((text) => nameProblem('Key Name', text, KEY_NAME)),
      description: checked(descriptionProblem),
      expiresAt: time.nullable(),
    }),
    output: z.object({ row: keyRow, usage: keyUsage, secret: pendingSecret }),
    authority: 'manage-tenant-api-keys',
  },
  /** One page of the keys that are not removed, newest first. */
  list: {
    input: z.strictObject({
      /** The last row of the page before; absent for the first page. */
      after: z.strictObject({ createdAt: time, id: z.number().int() }).optional(),
      limit: z.number().int().min(1).max(200),
    }),
    output: z.object({
      rows: z.array(keyRow),
      /** All keys that the list would show, not only this page. */
      total: z.number().int(),
      usage: keyUsage,
      /** Days before its expiry from which on a key is "expiring soon". */
      expiringSoonDays: z.number().int(),
    }),
    authority: 'view',
  },
} as const satisfies Record<string, Call<Access>>;

// In a file of its own, so that the renderer gets it without zod.
export { expiryState, type ExpiryState } from './expiry.ts';
