/** What entries are about, by the first part of their actions, in the order of the navigation. */
export const SUBJECTS: Readonly<Record<string, string>> = {
  keys: 'Keys',
  accounts: 'User accounts',
  roles: 'Roles',
  'authorization-groups': 'Authorization groups',
  'api-sets': 'API sets',
  permissions: 'Permissions',
  'data-access': 'Data access control',
  session: 'Sign-ins',
  audit: 'Activity log',
  reports: 'Reports',
  endpoint: 'Verification endpoint',
  settings: 'Settings',
  tenants: 'Tenants',
  notices: 'Notices',
};
