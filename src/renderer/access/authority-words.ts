import { AUTHORITIES, AUTHORITY_NAMES, type Authority } from '../../shared/authorities.ts';

/** What each authority allows, for the person who decides whether a role has it. */
export const AUTHORITY_WORDS: Readonly<Record<Authority, string>> = {
  view: 'See keys, accounts, roles, authorization groups and API sets.',
  'manage-tenant-api-keys': 'Generate, edit, rotate, revoke and remove the keys of the tenant.',
  'manage-user-api-key': 'Generate and manage keys of API-only accounts, and one’s own.',
  'manage-accounts': 'Create, edit, disable and delete user accounts.',
  'manage-access-control':
    'Change roles, authorization groups, API sets, data access groups and permissions.',
  'view-activity': 'Read the activity log.',
  export: 'Export keys, reports and the activity log.',
  'manage-settings': 'Change the settings of the tenant, and backups.',
  'manage-tenants': 'Create tenants, switch between them, raise their limits, and change security for all.',
};

/** A role's authorities in a few words, for a list. */
export function authoritiesText(held: readonly Authority[]): string {
  const lacking = AUTHORITIES.filter((authority) => !held.includes(authority));
  if (lacking.length === 0) return 'All';
  if (held.length === 0) return 'None';
  if (lacking.length === 1) return `All but ${lacking.map((one) => AUTHORITY_NAMES[one]).join('')}`;
  return AUTHORITIES.filter((authority) => held.includes(authority))
    .map((authority) => AUTHORITY_NAMES[authority])
    .join(', ');
}
