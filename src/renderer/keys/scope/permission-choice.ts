import { t } from '../../../shared/language/t.ts';
import type { GrantedPermission } from '../../../shared/permissions.ts';
import { contains } from '../../ui/counted.ts';

/** `invoices:read`. */
export const permissionName = ({
  resource,
  action,
}: Pick<GrantedPermission, 'resource' | 'action'>): string => `${resource}:${action}`;

/** "This permission comes from Role Billing, Authorization group Read only". */
export const originOf = ({ from }: Pick<GrantedPermission, 'from'>): string =>
  t('This permission comes from {from}', {
    from: from
      .map(({ type, name }) => `${type === 'role' ? t('Role') : t('Authorization group')} ${name}`)
      .join(', '),
  });

/** Those that a search finds by name, description or origin. */
export const matching = (
  granted: readonly GrantedPermission[],
  typed: string,
): readonly GrantedPermission[] =>
  granted.filter((one) =>
    contains(typed, permissionName(one), one.description, ...one.from.map(({ name }) => name)),
  );

/** The exclusions after some permissions were ticked or unticked; those of permissions not granted now stay as they are. */
export function ticked(
  excluded: readonly number[],
  ids: readonly number[],
  granted: boolean,
): readonly number[] {
  const these = new Set(ids);
  const others = excluded.filter((id) => !these.has(id));
  return granted ? others : [...others, ...these];
}

/** "7 permissions", "6 permissions, 1 withheld". */
export function countText(granted: readonly GrantedPermission[], excluded: readonly number[]): string {
  const without = new Set(excluded);
  const withheld = granted.filter(({ id }) => without.has(id)).length;
  const rest = granted.length - withheld;
  if (granted.length === 0) return t('No permissions');
  return `${t('{rest, plural, one {{rest} permission} other {{rest} permissions}}', { rest })}${withheld > 0 ? t(', {withheld} withheld', { withheld }) : ''}`;
}
