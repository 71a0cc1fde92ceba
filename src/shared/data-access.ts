import { z } from 'zod';
import type { Access } from './authorities.ts';
import { checked } from './checked.ts';
import { t } from './language/t.ts';
import type { Call } from './rpc.ts';
import { MOST_SCOPES } from './setting-limits.ts';
import { GRANT_NAME, nameProblem, scopeProblem, shortTextProblem } from './text.ts';
import { id } from './time.ts';

/** Data access control: groups of data scopes (strings, e.g. legal entities) and the accounts that are in them. */

const which = z.strictObject({ id });

export const dataAccessGroup = z.object({
  id,
  name: z.string(),
  description: z.string(),
  /** Sorted, without duplicates. */
  scopes: z.array(z.string()),
  members: z.number().int(),
  /** Goes up with every change of name, description and scopes. */
  revision: z.number().int(),
});
export type DataAccessGroup = z.infer<typeof dataAccessGroup>;

const member = z.object({
  id,
  username: z.string(),
  displayName: z.string(),
  apiOnly: z.boolean(),
  status: z.enum(['active', 'disabled']),
});

const described = {
  name: checked((text) => nameProblem(t('Name'), text, GRANT_NAME)),
  description: checked((text) => shortTextProblem(t('Description'), text)),
  scopes: z
    .array(checked(scopeProblem))
    .max(MOST_SCOPES, { error: () => t('A group has at most 1,000 scopes.') }),
};

export const dataAccess = {
  /** All groups of the tenant, by name. */
  list: { input: z.undefined(), output: z.array(dataAccessGroup), authority: 'view' },
  create: {
    input: z.strictObject(described),
    output: dataAccessGroup,
    authority: 'manage-access-control',
  },
  /** Refused as `CHANGED_MEANWHILE` when somebody else changed it. */
  edit: {
    input: z.strictObject({ id, revision: z.number().int(), ...described }),
    output: dataAccessGroup,
    authority: 'manage-access-control',
  },
  /** Refused as `IN_USE` while an account is in it. */
  remove: { input: which, output: z.object({}), authority: 'manage-access-control' },
  /** The accounts of a group, by username; the first 1,000. */
  members: { input: which, output: z.array(member), authority: 'view' },
  /** Adds accounts to a group; those that are in it already stay. */
  addMembers: {
    input: z.strictObject({ id, accountIds: z.array(id).min(1).max(1_000) }),
    output: dataAccessGroup,
    authority: 'manage-access-control',
  },
  removeMembers: {
    input: z.strictObject({ id, accountIds: z.array(id).min(1).max(1_000) }),
    output: dataAccessGroup,
    authority: 'manage-access-control',
  },
} as const satisfies Record<string, Call<Access>>;
