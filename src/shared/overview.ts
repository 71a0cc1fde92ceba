import { z } from 'zod';
import { activityEntry } from './activity.ts';
import type { Access } from './authorities.ts';
import { t } from './language/t.ts';
import { USE_SPANS, WEEKS } from './overview-choices.ts';
import type { Call } from './rpc.ts';
import { id, time } from './time.ts';

/** What **Overview** shows. Only keys that are not removed count, and where it is not said otherwise active ones. */

const days = z.literal(USE_SPANS);
const count = z.number().int();

export const keyFigures = z.object({
  /** The moment for which the keys were counted. */
  now: time,
  /** All of them: active or revoked. */
  keys: count,
  active: count,
  revoked: count,
  /** Of the active ones. */
  expiringSoon: count,
  expired: count,
  neverUsed: count,
  /** Expiries between one boundary that was asked for and the next; what has expired is in none. */
  weeks: z.array(z.object({ from: time, until: time, keys: count })),
  /** Youngest first: how many have a current secret that is after one moment and not after the other. */
  ages: z.array(z.object({ after: time.nullable(), until: time.nullable(), keys: count })),
});
export type KeyFigures = z.infer<typeof keyFigures>;

export const useFigures = z.object({
  /** Every day of the span, oldest first, today last; a day is one of UTC. */
  days: z.array(z.object({ day: time, uses: count, refusals: count })),
  /** Requests in the same days that named no key of the store; `null` for who does not see all tenants. */
  strays: count.nullable(),
  /** Used last, latest first, at most 5; revoked ones too. */
  lastUsed: z.array(z.object({ id, name: z.string(), lastUsedAt: time })),
});
export type UseFigures = z.infer<typeof useFigures>;

export const mostUsed = z.object({
  /** Used most in the days that were asked for, at most 5; revoked ones too. */
  keys: z.array(z.object({ id, name: z.string(), uses: count })),
});
export type MostUsed = z.infer<typeof mostUsed>;

export const overview = {
  /** Counts along indexes, off the main thread. */
  keys: {
    input: z.strictObject({
      /** Where weeks of the person's calendar begin, and where the last one ends. */
      weeks: z
        .array(time)
        .length(WEEKS + 1)
        .refine((bounds) => bounds.every((bound, index) => index === 0 || bound > (bounds[index - 1] ?? 0)), {
          error: () => t('Each week begins after the one before.'),
        }),
    }),
    output: keyFigures,
    authority: 'view',
  },
  /** Light enough to be asked whenever keys were used. */
  use: { input: z.strictObject({ days }), output: useFigures, authority: 'view' },
  /** Adds up the uses of all keys, off the main thread. */
  mostUsed: { input: z.strictObject({ days }), output: mostUsed, authority: 'view' },
  /** The newest entries of the tenant, at most 10. */
  activity: {
    input: z.undefined(),
    output: z.object({ entries: z.array(activityEntry) }),
    authority: 'view-activity',
  },
} as const satisfies Record<string, Call<Access>>;
