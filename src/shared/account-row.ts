import { z } from 'zod';
import { id, time } from './time.ts';

export const LICENCES = ['Full', 'API'] as const;
export const ACCOUNT_STATUSES = ['active', 'disabled'] as const;

const named = z.object({ id, name: z.string() });

export const accountRow = z.object({
  id,
  username: z.string(),
  displayName: z.string(),
  licence: z.enum(LICENCES),
  /** True whenever the licence is API. Such an account never signs in. */
  apiOnly: z.boolean(),
  status: z.enum(ACCOUNT_STATUSES),
  roles: z.array(named),
  /** Its keys that are not removed, and those of them that are not revoked. */
  keys: z.number().int(),
  activeKeys: z.number().int(),
  dataAccessGroups: z.array(named),
  createdAt: time,
  /** Goes up with every change of the account. */
  revision: z.number().int(),
});
export type AccountRow = z.infer<typeof accountRow>;

/** Everything about an account but its keys, which the list of keys has. */
export const accountDetails = z.object({
  row: accountRow,
  createdBy: z.string().nullable(),
  /** The scopes of all its data access groups together, sorted. */
  dataScopes: z.array(z.string()),
  /** It has a key that is not removed and is in no data access group, so that its keys reach no data. */
  reachesNoData: z.boolean(),
  /** When it signed in last; `null`: never, or an API-only account. */
  lastSignInAt: time.nullable(),
  hasPassword: z.boolean(),
  /** The person who asks may generate keys of this account (rule 5). */
  mayGenerate: z.boolean(),
  /** The same for keys that are there, also while the account is disabled. */
  mayRotate: z.boolean(),
  /** It is the account of the person who asks. */
  self: z.boolean(),
});
export type AccountDetails = z.infer<typeof accountDetails>;
