import { z } from 'zod';
import { allowlistProblem } from './allowlist.ts';
import { checked } from './checked.ts';
import { t } from './language/t.ts';
import { rateProblem, type RateUnit } from './rate-limit.ts';
import { descriptionProblem, KEY_NAME, nameProblem } from './text.ts';
import { id, time } from './time.ts';

/** `null`: no limit. */
const requestsPer = (unit: RateUnit) =>
  z
    .number({ error: rateProblem(unit, Number.NaN) ?? undefined })
    .nullable()
    .superRefine((requests, context) => {
      const message = rateProblem(unit, requests);
      if (message !== null) context.addIssue({ code: 'custom', message });
    });

/** The names of a key and all that limits it: what both generating and editing ask for. */
const configuration = {
  name: checked((text) => nameProblem(t('Key Name'), text, KEY_NAME)),
  description: checked(descriptionProblem),
  /** Of type Tenant API Key for a tenant key, which needs one; of type User for an account's key, which may do without. */
  authorizationGroupId: id.nullable(),
  /** Addresses and CIDRs, one a line; empty: any address. */
  allowlist: checked(allowlistProblem, 100_000),
  roleIds: z.array(id).max(1_000),
  /** Withheld from this key, whatever grants them, now or later. */
  excludedPermissionIds: z.array(id).max(10_000),
  apiAccess: z.enum(['all', 'selected']),
  /** Empty unless `apiAccess` is `selected`, and then not empty. */
  apiSetIds: z.array(id).max(1_000),
  requestsPerSecond: requestsPer('second'),
  requestsPerMinute: requestsPer('minute'),
  requestsPerDay: requestsPer('day'),
};

export const generateInput = z.strictObject({
  ...configuration,
  /** `null`: the tenant. */
  ownerAccountId: id.nullable(),
  expiresAt: time.nullable(),
});
export type GenerateInput = z.infer<typeof generateInput>;

export const editInput = z.strictObject({
  id,
  /** The revision that the person has seen; another one is refused as `KEY_CHANGED`. */
  revision: z.number().int(),
  ...configuration,
});
export type EditInput = z.infer<typeof editInput>;

export const rotateInput = z.strictObject({
  id,
  overlap: z.enum(['none', '15-minutes', '1-hour', '24-hours', '7-days']),
  /** The new expiry: `null` for never, absent to keep the one it has. */
  expiresAt: time.nullable().optional(),
});
export type RotateInput = z.infer<typeof rotateInput>;
