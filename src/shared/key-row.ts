import { z } from 'zod';
import { RATE_UNITS } from './rate-limit.ts';
import { id, time } from './time.ts';

export const REVOCATIONS = ['until-reinstated', 'permanent'] as const;

export const keyRow = z.object({
  id,
  name: z.string(),
  description: z.string(),
  /** Prefix + first 4 … last 4 characters of the current secret. */
  hint: z.string(),
  /** `null`: the tenant itself owns it. */
  owner: z.object({ accountId: id, username: z.string(), active: z.boolean() }).nullable(),
  authorizationGroup: z.object({ id, name: z.string() }).nullable(),
  state: z.enum(['active', 'revoked']),
  /** How it was revoked, while it is. */
  revocation: z.enum(REVOCATIONS).nullable(),
  expiresAt: time.nullable(),
  lastUsedAt: time.nullable(),
  createdAt: time,
  /** While two secrets live: the previous one, its deadline, and when each was used last. */
  rotation: z
    .object({
      hint: z.string(),
      endsAt: time,
      lastUsedAt: time.nullable(),
      currentLastUsedAt: time.nullable(),
    })
    .nullable(),
  /** Goes up with every change of the key. */
  revision: z.number().int(),
});
export type KeyRow = z.infer<typeof keyRow>;

/** How many tenant keys count towards the limit, and the limit; the header says `2/10 keys`. */
export const keyUsage = z.object({ counted: z.number().int(), limit: z.number().int() });
export type KeyUsage = z.infer<typeof keyUsage>;

const named = z.object({ id, name: z.string() });

/** Everything about a key but its secrets. */
export const keyDetails = z.object({
  row: keyRow,
  /** Canonical, one entry a line. */
  allowlist: z.string(),
  /** By the length of their span; none: any number of requests. */
  rateLimits: z.array(z.object({ unit: z.enum(RATE_UNITS), requests: z.number().int() })),
  roles: z.array(named),
  excludedPermissionIds: z.array(id),
  apiAccess: z.enum(['all', 'selected']),
  apiSets: z.array(named),
  /** Newest first: the current secret, then those that a rotation left behind. */
  secrets: z.array(
    z.object({
      hint: z.string(),
      createdAt: time,
      /** `null`: the current one; otherwise the moment from which it is dead. */
      endsAt: time.nullable(),
      lastUsedAt: time.nullable(),
    }),
  ),
  createdBy: z.string(),
  revokedAt: time.nullable(),
  rotatedAt: time.nullable(),
  /** Uses a day of the last 90 days, oldest first; days without use are left out. A day is one of UTC. */
  uses: z.array(z.object({ day: time, uses: z.number().int() })),
  /** Requests that were refused in the same days, by why; the latest first. */
  refusals: z.array(
    z.object({
      code: z.string(),
      /** What the code means, for people. */
      explanation: z.string(),
      refusals: z.number().int(),
      lastAt: time,
      lastAddress: z.string().nullable(),
    }),
  ),
});
export type KeyDetails = z.infer<typeof keyDetails>;

/** What cutting keys off would hit. All of it comes from what verification records; before the first use it is empty. */
export const keyImpact = z.object({
  lastUsedAt: time.nullable(),
  usesInLastDay: z.number().int(),
  refusedInLastDay: z.number().int(),
  /** Latest first, at most 20. */
  addresses: z.array(z.object({ address: z.string(), lastSeenAt: time, uses: z.number().int() })),
  /** How many addresses there are in all. */
  addressCount: z.number().int(),
});
export type KeyImpact = z.infer<typeof keyImpact>;
