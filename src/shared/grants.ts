import { t } from './language/t.ts';
import { z } from 'zod';
import { AUTHORITIES, type Access } from './authorities.ts';
import { checked } from './checked.ts';
import type { Call } from './rpc.ts';
import { GRANT_NAME, nameProblem, shortTextProblem } from './text.ts';
import { id } from './time.ts';

/** Roles and authorization groups: the two things that grant permissions. */

export const GROUP_TYPES = ['Tenant API Key', 'User'] as const;

const name = checked((text) => nameProblem(t('Name'), text, GRANT_NAME));
const description = checked((text) => shortTextProblem(t('Description'), text));
const permissionIds = z.array(id).max(10_000);
const which = z.strictObject({ id });

const use = {
  /** Keys that are not removed. */
  keys: z.number().int(),
  accounts: z.number().int(),
};
/** Goes up with every change; an edit names the one that the person has seen. */
const revision = z.number().int();
const common = {
  id,
  revision,
  name: z.string(),
  description: z.string(),
  permissionIds: z.array(id),
  ...use,
};

export const role = z.object({
  ...common,
  /** One of Latchkey's own; its name and authorities cannot be changed. */
  builtIn: z.boolean(),
  authorities: z.array(z.enum(AUTHORITIES)),
});
export type Role = z.infer<typeof role>;

export const authorizationGroup = z.object({ ...common, type: z.enum(GROUP_TYPES) });
export type AuthorizationGroup = z.infer<typeof authorizationGroup>;

/** Who uses something; the first 100 of each. */
export const users = z.object({
  keys: z.array(z.object({ id, name: z.string() })),
  accounts: z.array(z.object({ id, name: z.string() })),
  keyCount: use.keys,
  accountCount: use.accounts,
});
export type Users = z.infer<typeof users>;

const roleInput = { name, description, permissionIds, authorities: z.array(z.enum(AUTHORITIES)) };

export const roles = {
  list: { input: z.undefined(), output: z.array(role), authority: 'view' },
  create: { input: z.strictObject(roleInput), output: role, authority: 'manage-access-control' },
  /** Refused as `CHANGED_MEANWHILE` when somebody else has changed it since. */
  edit: {
    input: z.strictObject({ id, revision, ...roleInput }),
    output: role,
    authority: 'manage-access-control',
  },
  /** Refused as `IN_USE` while a key or an account has it. */
  remove: { input: which, output: z.object({}), authority: 'manage-access-control' },
  users: { input: which, output: users, authority: 'view' },
} as const satisfies Record<string, Call<Access>>;

const groupInput = { name, description, permissionIds };

export const authorizationGroups = {
  list: { input: z.undefined(), output: z.array(authorizationGroup), authority: 'view' },
  create: {
    input: z.strictObject({ ...groupInput, type: z.enum(GROUP_TYPES) }),
    output: authorizationGroup,
    authority: 'manage-access-control',
  },
  /** The type stays: it decides whose keys may have the group. Refused as `CHANGED_MEANWHILE` like a role's. */
  edit: {
    input: z.strictObject({ id, revision, ...groupInput }),
    output: authorizationGroup,
    authority: 'manage-access-control',
  },
  remove: { input: which, output: z.object({}), authority: 'manage-access-control' },
  users: { input: which, output: users, authority: 'view' },
} as const satisfies Record<string, Call<Access>>;
