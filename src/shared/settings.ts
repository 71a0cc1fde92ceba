import { z } from 'zod';
import type { Access } from './authorities.ts';
import { whole } from './checked.ts';
import type { Call } from './rpc.ts';
import { DEFAULT_SECURITY, NOTICE_DAYS, SECURITY_RANGES } from './setting-limits.ts';
import { tenant, tenantInput } from './tenants.ts';

/** What can be set: for the tenant, for the store as a whole, and for oneself. */

/** For everybody who uses the store. */
export const securitySettings = z.strictObject({
  idleLockMinutes: whole(SECURITY_RANGES.idleLockMinutes),
  /** After how long a copied secret is taken off the clipboard again. */
  clipboardSeconds: whole(SECURITY_RANGES.clipboardSeconds),
  /** Failed sign-ins before the pause. */
  lockoutFailures: whole(SECURITY_RANGES.lockoutFailures),
  /** The first pause; each further failure doubles it. */
  lockoutMinutes: whole(SECURITY_RANGES.lockoutMinutes),
});
export type SecuritySettings = z.infer<typeof securitySettings>;
export { DEFAULT_SECURITY, NOTICE_DAYS };

export const noticeSettings = z.strictObject({
  days: z.array(z.literal([...NOTICE_DAYS])).max(NOTICE_DAYS.length),
  /** One notification of the desktop a day. */
  desktop: z.boolean(),
});
export type NoticeSettings = z.infer<typeof noticeSettings>;
export const DEFAULT_NOTICES: NoticeSettings = { days: [...NOTICE_DAYS], desktop: true };

export const settings = {
  /** Of the tenant that is open. */
  tenant: { input: z.undefined(), output: tenant, authority: 'view' },
  /** Another name or limit than before is refused as `FORBIDDEN` without Manage Tenants. */
  editTenant: { input: tenantInput, output: tenant, authority: 'manage-settings' },
  security: { input: z.undefined(), output: securitySettings, authority: 'view' },
  /** Of the store, so of all its tenants: only super users set it. */
  editSecurity: { input: securitySettings, output: securitySettings, authority: 'manage-tenants' },
  /** The person's own. */
  notices: { input: z.undefined(), output: noticeSettings, authority: 'signed-in' },
  editNotices: { input: noticeSettings, output: noticeSettings, authority: 'signed-in' },
  about: {
    input: z.undefined(),
    output: z.object({
      version: z.string(),
      components: z.array(z.object({ name: z.string(), version: z.string() })),
      licence: z.string(),
    }),
    authority: 'signed-in',
  },
} as const satisfies Record<string, Call<Access>>;
