import { sqliteVersion } from '../../core/db/version-store.ts';
import { editNotices, readNoticeSettings } from '../../core/settings/notice-settings.ts';
import { editSecurity, securityOf } from '../../core/settings/security-service.ts';
import { editOpenTenant, readOpenTenant } from '../../core/tenants/tenant-service.ts';
import type { LatchkeyContract } from '../../shared/contract.ts';
import type { Handlers } from '../../shared/rpc.ts';
import type { Context } from './context.ts';

const LICENCE = 'Apache-2.0';

export const settings: Handlers<LatchkeyContract, Context>['settings'] = {
  tenant: async ({ accounts, session }) => readOpenTenant(accounts, await session.actor()),
  editTenant: async ({ accounts, session }, input) => editOpenTenant(accounts, await session.actor(), input),
  security: async ({ accounts, session }) => securityOf(accounts, await session.actor()),
  editSecurity: async ({ accounts, session }, input) => editSecurity(accounts, await session.actor(), input),
  notices: async ({ accounts, session }) =>
    readNoticeSettings(accounts.db, (await session.actor()).accountId),
  editNotices: async ({ accounts, session }, input) => editNotices(accounts, await session.actor(), input),
  about: async ({ accounts, ports }) => ({
    version: ports.about.version,
    components: [...ports.about.components, { name: 'SQLite', version: await sqliteVersion(accounts.db) }],
    licence: LICENCE,
  }),
};
