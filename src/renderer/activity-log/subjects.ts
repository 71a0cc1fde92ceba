import { type Message, msg } from '../../shared/language/t.ts';

/** What entries are about, by the first part of their actions, in the order of the navigation. */
export const SUBJECTS: Readonly<Record<string, Message>> = {
  keys: msg('Keys'),
  accounts: msg('User accounts'),
  roles: msg('Roles'),
  'authorization-groups': msg('Authorization groups'),
  'api-sets': msg('API sets'),
  permissions: msg('Permissions'),
  'data-access': msg('Data access control'),
  session: msg('Sign-ins'),
  audit: msg('Activity log'),
  reports: msg('Reports'),
  store: msg('Store'),
  endpoint: msg('Verification endpoint'),
  settings: msg('Settings'),
  tenants: msg('Tenants'),
  notices: msg('Notices'),
};
