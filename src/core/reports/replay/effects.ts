import type { Action } from '../../audit/actions.ts';
import type { EntryBody } from '../../audit/entry.ts';
import * as accounts from './account-effects.ts';
import * as grants from './grant-effects.ts';
import * as keys from './key-effects.ts';
import type { AccessState } from './state.ts';
import * as tenants from './tenant-effects.ts';

/** What an entry that tells of something done does to who can reach what. */
export type Effect = (state: AccessState, entry: EntryBody) => void;

/** Nothing: it is about who reads, looks, signs in or sets up the program, or another entry beside it says it. */
const NOTHING = null;

export const EFFECTS: Readonly<Record<Action, Effect | null>> = {
  'accounts.create': accounts.created,
  'accounts.data-access': accounts.dataAccessChanged,
  'accounts.disable': accounts.disabled,
  'accounts.edit': accounts.edited,
  'accounts.enable': accounts.enabled,
  'accounts.remove': accounts.removed,
  'accounts.set-password': NOTHING,
  'api-sets.create': grants.create('apiSets'),
  'api-sets.edit': grants.edit('apiSets'),
  'api-sets.remove': grants.remove('apiSets'),
  'audit.export': NOTHING,
  'audit.verify': NOTHING,
  'authorization-groups.create': grants.create('groups'),
  'authorization-groups.edit': grants.edit('groups'),
  'authorization-groups.remove': grants.remove('groups'),
  // `accounts.data-access` says it of each account.
  'data-access.add-members': NOTHING,
  'data-access.create': grants.create('dataGroups'),
  'data-access.edit': grants.edit('dataGroups'),
  'data-access.remove': grants.remove('dataGroups'),
  'data-access.remove-members': NOTHING,
  'endpoint.edit': NOTHING,
  'endpoint.start': NOTHING,
  'endpoint.stop': NOTHING,
  'findings.dismiss': NOTHING,
  'findings.restore': NOTHING,
  'findings.switch-off': NOTHING,
  'findings.switch-on': NOTHING,
  // Each key has an entry of its own.
  'keys.batch': NOTHING,
  'keys.edit': keys.edited,
  'keys.export': NOTHING,
  'keys.finish-rotation': keys.rotationFinished,
  'keys.generate': keys.generated,
  // Each key has an entry of its own, as if it were generated.
  'keys.import': NOTHING,
  'keys.reassign': keys.reassigned,
  'keys.reinstate': keys.reinstated,
  'keys.remove': keys.removed,
  'keys.restore': keys.restored,
  'keys.revoke': keys.revoked,
  'keys.rotate': keys.rotated,
  'leak-scan.end': NOTHING,
  'leak-scan.export': NOTHING,
  'leak-scan.start': NOTHING,
  'leak-scan.write-baseline': NOTHING,
  'notices.put-away': NOTHING,
  'permissions.create': grants.permissionCreated,
  // Its description: the name stays.
  'permissions.edit': NOTHING,
  'permissions.remove': grants.permissionRemoved,
  'reports.export': NOTHING,
  'roles.create': grants.create('roles'),
  'roles.edit': grants.edit('roles'),
  'roles.remove': grants.remove('roles'),
  'session.change-password': NOTHING,
  'session.forget-device': NOTHING,
  'session.lock': NOTHING,
  'session.new-recovery-codes': NOTHING,
  'session.recover': NOTHING,
  'session.resume': NOTHING,
  'session.sign-in': NOTHING,
  'session.sign-out': NOTHING,
  'session.unlock': NOTHING,
  'settings.edit-notices': NOTHING,
  'settings.edit-security': NOTHING,
  'settings.edit-tenant': tenants.named,
  'store.accept-log': NOTHING,
  'store.backup': NOTHING,
  'store.backup-failed': NOTHING,
  'store.check': NOTHING,
  'store.edit-schedule': NOTHING,
  'store.restore': NOTHING,
  'tenants.archive': tenants.archived,
  'tenants.create': tenants.created,
  'tenants.edit': tenants.named,
  'tenants.open': NOTHING,
  'tenants.restore': tenants.restored,
};

/** Actions whose entries change who can reach what. */
export const TELLING: readonly string[] = Object.entries(EFFECTS)
  .filter(([, effect]) => effect !== null)
  .map(([action]) => action);
