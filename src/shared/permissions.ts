import { z } from 'zod';
import type { Access } from './authorities.ts';
import { checked } from './checked.ts';
import { t } from './language/t.ts';
import type { Call } from './rpc.ts';
import { permissionPartProblem, shortTextProblem } from './text.ts';
import { id } from './time.ts';

/** One thing that somebody may do in the tenant's APIs; its name is `resource:action`. */
export const permission = z.object({
  id,
  resource: z.string(),
  action: z.string(),
  description: z.string(),
  /** How many roles and authorization groups grant it; while there are any it cannot be removed. */
  grantedBy: z.number().int(),
});
export type Permission = z.infer<typeof permission>;

/** A permission that something would have, and why. */
export const grantedPermission = z.object({
  id,
  resource: z.string(),
  action: z.string(),
  description: z.string(),
  /** "This permission comes from …" */
  from: z.array(z.object({ type: z.enum(['role', 'authorization-group']), name: z.string() })),
  /** Withheld from this key. */
  excluded: z.boolean(),
});
export type GrantedPermission = z.infer<typeof grantedPermission>;

export const permissions = {
  /** All of the tenant, by resource and action. */
  list: { input: z.undefined(), output: z.array(permission), authority: 'view' },
  create: {
    input: z.strictObject({
      resource: checked((text) => permissionPartProblem(t('Resource'), text)),
      action: checked((text) => permissionPartProblem(t('Action'), text)),
      description: checked((text) => shortTextProblem(t('Description'), text)),
    }),
    output: permission,
    authority: 'manage-access-control',
  },
  /** The name stays: keys and other programs rely on it. */
  edit: {
    input: z.strictObject({ id, description: checked((text) => shortTextProblem(t('Description'), text)) }),
    output: permission,
    authority: 'manage-access-control',
  },
  /** Refused as `IN_USE` while a role or authorization group grants it. */
  remove: { input: z.strictObject({ id }), output: z.object({}), authority: 'manage-access-control' },
  /** What a key with this group, these roles and these exclusions may do. */
  granted: {
    input: z.strictObject({
      authorizationGroupId: id.nullable(),
      roleIds: z.array(id).max(1_000),
      excludedPermissionIds: z.array(id).max(10_000),
    }),
    output: z.array(grantedPermission),
    authority: 'view',
  },
} as const satisfies Record<string, Call<Access>>;
