import type { LatchkeyContract } from '../../shared/contract.ts';
import type { Handlers } from '../../shared/rpc.ts';
import { accounts } from './accounts.ts';
import { activityLog } from './activity-log.ts';
import { apiSets } from './api-sets.ts';
import { authorizationGroups } from './authorization-groups.ts';
import { dataAccess } from './data-access.ts';
import { endpoint } from './endpoint.ts';
import { findings } from './findings.ts';
import { keys } from './keys.ts';
import { leakScan } from './leak-scan.ts';
import { notices } from './notices.ts';
import { overview } from './overview.ts';
import { permissions } from './permissions.ts';
import { reports } from './reports.ts';
import { roles } from './roles.ts';
import { secrets } from './secrets.ts';
import { session } from './session.ts';
import { settings } from './settings.ts';
import { recovery, store } from './store.ts';
import { tenants } from './tenants.ts';
import { verification } from './verification.ts';
import type { Context } from './context.ts';

/** What answers each call of the contract. */
export const handlers: Handlers<LatchkeyContract, Context> = {
  session,
  keys,
  secrets,
  permissions,
  roles,
  authorizationGroups,
  apiSets,
  accounts,
  dataAccess,
  tenants,
  settings,
  notices,
  verification,
  endpoint,
  findings,
  leakScan,
  overview,
  activityLog,
  reports,
  store,
  recovery,
};
