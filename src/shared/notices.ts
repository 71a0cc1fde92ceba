import { z } from 'zod';
import type { Access } from './authorities.ts';
import type { Call } from './rpc.ts';
import { id, time } from './time.ts';

/** Keys that expire soon enough to say so: once at 30, 14, 7 and 1 days, as the person has chosen. */

export const notice = z.object({
  keyId: id,
  name: z.string(),
  expiresAt: time,
  /** The last of the chosen numbers of days that has been reached. */
  days: z.number().int(),
});
export type Notice = z.infer<typeof notice>;

export const notices = {
  /** Soonest first, at most 100; those that were put away come again with their next number of days. */
  list: {
    input: z.undefined(),
    output: z.object({ notices: z.array(notice), total: z.number().int() }),
    authority: 'view',
  },
  putAway: {
    input: z.strictObject({ keyIds: z.array(id).min(1).max(100) }),
    output: z.object({}),
    authority: 'view',
  },
} as const satisfies Record<string, Call<Access>>;
