import { AUTHORITIES, AUTHORITY_NAMES, type Authority } from '../../shared/authorities.ts';
import { type Message, msg, t } from '../../shared/language/t.ts';

/** What each authority allows, for the person who decides whether a role has it. */
export const AUTHORITY_WORDS: Readonly<Record<Authority, Message>> = {
  view: msg('See keys, accounts, roles, authorization groups and API sets.'),
  'manage-tenant-api-keys': msg('Generate, edit, rotate, revoke and remove the keys of the tenant.'),
  'manage-user-api-key': msg('Generate and manage keys of API-only accounts, and one’s own.'),
  'manage-accounts': msg('Create, edit, disable and delete user accounts.'),
  'manage-access-control': msg(
    'Change roles, authorization groups, API sets, data access groups and permissions.',
  ),
  'view-activity': msg('Read the activity log.'),
  export: msg('Export keys, reports and the activity log.'),
  'manage-settings': msg('Change the settings of the tenant, and backups.'),
  'manage-tenants': msg(
    'Create tenants, switch between them, raise their limits, and change security for all.',
  ),
};

/** A role's authorities in a few words, for a list. */
export function authoritiesText(held: readonly Authority[]): string {
  const lacking = AUTHORITIES.filter((authority) => !held.includes(authority));
  if (lacking.length === 0) return t('All');
  if (held.length === 0) return t('None');
  if (lacking.length === 1)
    return t('All but {lacking}', { lacking: lacking.map((one) => t(AUTHORITY_NAMES[one])).join('') });
  return AUTHORITIES.filter((authority) => held.includes(authority))
    .map((authority) => t(AUTHORITY_NAMES[authority]))
    .join(', ');
}
