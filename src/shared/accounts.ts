import { z } from 'zod';
import { ACCOUNT_PAGE, LEFT_MOST } from './account-choices.ts';
import { accountDetails, accountRow, ACCOUNT_STATUSES, LICENCES } from './account-row.ts';
import { activityEntry } from './activity.ts';
import type { Access } from './authorities.ts';
import { checked } from './checked.ts';
import { t } from './language/t.ts';
import type { Call } from './rpc.ts';
import { nameProblem, passwordProblem, shortTextProblem, USERNAME } from './text.ts';
import { id, time } from './time.ts';

/** User accounts: the people who sign in to Latchkey, and the API-only accounts that only own keys. */

const which = z.strictObject({ id });
const changed = z.object({ row: accountRow });

const described = {
  username: checked((text) => nameProblem(t('Username'), text, USERNAME)),
  /** Empty: the username. */
  displayName: checked((text) => shortTextProblem(t('Display name'), text)),
  licence: z.enum(LICENCES),
  /** Must be true when the licence is API. */
  apiOnly: z.boolean(),
  /** Of an API-only account: what its authorities would be is passed over; its keys do not get them either. */
  roleIds: z.array(id).max(1_000),
};

export const accountView = z.strictObject({
  /** Literal text anywhere in username or display name. */
  search: z.string().max(200, { error: () => t('Search for at most 200 characters.') }),
  licence: z.enum(['all', ...LICENCES]),
  /** `null`: whether or not. */
  apiOnly: z.boolean().nullable(),
  status: z.enum(['all', ...ACCOUNT_STATUSES]),
  roleId: id.nullable(),
  /** `none`: in no group at all. */
  dataAccessGroup: z.union([z.enum(['all', 'none']), id]),
});
export type AccountView = z.infer<typeof accountView>;

/** What becomes of the keys of an account that is removed. */
export const keysFate = z.discriminatedUnion('fate', [
  /** Permanently. */
  z.strictObject({ fate: z.literal('revoke') }),
  /** To an API-only account of the tenant, or to the person who asks. */
  z.strictObject({ fate: z.literal('reassign'), toAccountId: id }),
]);
export type KeysFate = z.infer<typeof keysFate>;

/** A key that somebody who leaves owns or has made, on which something can be decided. */
const leftKey = z.object({
  id,
  name: z.string(),
  hint: z.string(),
  state: z.enum(['active', 'revoked']),
  expiresAt: time.nullable(),
  lastUsedAt: time.nullable(),
});
export type LeftKey = z.infer<typeof leftKey>;

const leftKeys = z.object({
  /** Active ones first, then those that are revoked until reinstated; of both the newest first. */
  keys: z.array(leftKey),
  /** All that are not removed. */
  count: z.number().int(),
  /** Those of them that are revoked permanently. Nothing is to be decided on them, so `keys` leaves them out. */
  permanent: z.number().int(),
  /** Those that are neither revoked nor expired. */
  valid: z.number().int(),
});
export type LeftKeys = z.infer<typeof leftKeys>;

export const accounts = {
  /** By username; a page after the account `after`. */
  list: {
    input: z.strictObject({
      view: accountView,
      after: id.nullable(),
      limit: z.number().int().min(1).max(ACCOUNT_PAGE),
    }),
    output: z.object({
      rows: z.array(accountRow),
      /** The `after` of the next page; `null`: this was the last one. */
      end: id.nullable(),
      /** How many the view shows, and how many there are. */
      total: z.number().int(),
      all: z.number().int(),
    }),
    authority: 'view',
  },
  get: { input: which, output: accountDetails, authority: 'view' },
  /** Refused as `USERNAME_TAKEN`, `AUTHORITY_NOT_HELD` for a role beyond the person's own authorities. */
  create: {
    input: z.strictObject({
      ...described,
      /** `null` for an API-only account, and only for one. */
      password: checked(passwordProblem).nullable(),
    }),
    output: changed,
    authority: 'manage-accounts',
  },
  /**
   * Refused as `ACCOUNT_CHANGED` when somebody else changed it meanwhile, and as `OWNS_KEYS` when a person with keys that
   * may work is to become API only, or the other way round. The password stays, but for API only.
   */
  edit: {
    input: z.strictObject({
      id,
      revision: z.number().int(),
      ...described,
      /** Asked for when an API-only account becomes a person; `null` otherwise. */
      password: checked(passwordProblem).nullable(),
    }),
    output: changed,
    authority: 'manage-accounts',
  },
  /** Sets another person's password and ends their remembered devices; one's own changes by `session.changePassword`. */
  setPassword: {
    input: z.strictObject({ id, password: checked(passwordProblem) }),
    output: z.object({}),
    authority: 'manage-accounts',
  },
  /** Its keys stop working at once. Refused for oneself (`OWN_ACCOUNT`) and the last holder of an authority (`LAST_HOLDER`). */
  disable: { input: which, output: changed, authority: 'manage-accounts' },
  enable: { input: which, output: changed, authority: 'manage-accounts' },
  /** The keys to decide on when somebody leaves. */
  leaving: {
    /** `limit`: how many are named of each kind. */
    input: z.strictObject({ id, limit: z.number().int().min(1).max(LEFT_MOST) }),
    output: z.object({
      owned: leftKeys,
      /** Those of others that they have made. */
      created: leftKeys,
      /** A role of theirs has Manage Tenants, so they may have made keys in other tenants, which are not counted here. */
      managesTenants: z.boolean(),
    }),
    authority: 'view',
  },
  /** Takes it out of every list. Its keys become what was chosen, in the same transaction. */
  remove: {
    input: z.strictObject({ id, keys: keysFate }),
    output: z.object({ revoked: z.number().int(), reassigned: z.number().int() }),
    authority: 'manage-accounts',
  },
  /** What it did and what was done to it, newest first. */
  activity: {
    input: z.strictObject({ id, before: z.number().int().nullable() }),
    output: z.object({ entries: z.array(activityEntry), more: z.boolean() }),
    authority: 'view-activity',
  },
} as const satisfies Record<string, Call<Access>>;
