import { z } from 'zod';
import type { Access } from './authorities.ts';
import { checked, whole } from './checked.ts';
import { t } from './language/t.ts';
import type { Call } from './rpc.ts';
import { sessionState } from './session.ts';
import { TENANT_RANGES } from './setting-limits.ts';
import { keyPrefixProblem, nameProblem, ORGANISATION_NAME } from './text.ts';
import { id, time } from './time.ts';

/** Organisations of one store. Super users go from one to the other; nobody else sees that there are several. */

const which = z.strictObject({ id });

export const tenantSettings = {
  name: checked((text) => nameProblem(t('Organisation name'), text, ORGANISATION_NAME)),
  /** Of keys that are generated from now on. */
  keyPrefix: checked(keyPrefixProblem),
  validityDays: whole(TENANT_RANGES.validityDays),
  expiringSoonDays: whole(TENANT_RANGES.expiringSoonDays),
};
/** How many tenant keys it may have. Only super users set it. */
export const keyLimit = whole(TENANT_RANGES.keyLimit);

/** Everything that can be said of a tenant. */
export const tenantInput = z.strictObject({ ...tenantSettings, keyLimit });
export type TenantInput = z.infer<typeof tenantInput>;

export const tenant = z.object({
  id,
  name: z.string(),
  keyPrefix: z.string(),
  keyLimit: z.number().int(),
  /** Keys that count towards the limit. */
  countedKeys: z.number().int(),
  validityDays: z.number().int(),
  expiringSoonDays: z.number().int(),
  keys: z.number().int(),
  accounts: z.number().int(),
  createdAt: time,
  archivedAt: time.nullable(),
});
export type Tenant = z.infer<typeof tenant>;

export const tenants = {
  /** By name, archived ones last. */
  list: { input: z.undefined(), output: z.array(tenant), authority: 'manage-tenants' },
  create: { input: tenantInput, output: tenant, authority: 'manage-tenants' },
  /** Name, prefix, limit, validity and window of any tenant. */
  edit: {
    input: tenantInput.extend({ id }),
    output: tenant,
    authority: 'manage-tenants',
  },
  /** Its people cannot sign in and its keys do not work until it is restored. Refused for the one that is open (`OPEN_TENANT`) and one's own (`OWN_TENANT`). */
  archive: { input: which, output: tenant, authority: 'manage-tenants' },
  restore: { input: which, output: tenant, authority: 'manage-tenants' },
  /** From here on everything that the person sees and does is in that tenant. */
  open: { input: which, output: sessionState, authority: 'manage-tenants' },
} as const satisfies Record<string, Call<Access>>;
