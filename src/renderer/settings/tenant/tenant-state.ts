import { msg, t } from '../../../shared/language/t.ts';
import type { Tenant } from '../../../shared/tenants.ts';

export const STATE_NAMES = {
  Archived: msg('Archived'),
  Open: msg('Open'),
  Active: msg('Active'),
} as const;

/** How a tenant stands, in a word. */
export function stateOf(
  { id, archivedAt }: Pick<Tenant, 'id' | 'archivedAt'>,
  openId: number,
): 'Archived' | 'Open' | 'Active' {
  if (archivedAt !== null) return 'Archived';
  return id === openId ? 'Open' : 'Active';
}

/** Why a tenant cannot be archived, or `null`. */
export function keptOpen({ id }: Pick<Tenant, 'id'>, openId: number, ownId: number): string | null {
  if (id === ownId) {
    return t('It is the tenant of your own account. Ask a super user of another tenant to archive it.');
  }
  return id === openId ? t('It is open. Open another tenant, then archive it.') : null;
}
