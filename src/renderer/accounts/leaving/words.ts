import { msg, t } from '../../../shared/language/t.ts';

/** Why nobody disables or deletes their own account. */
export const OWN_ACCOUNT = msg('This is your own account. Ask another administrator to do it.');

/** "2 keys were revoked permanently." */
export function revokedText(keys: number, how: 'until-reinstated' | 'permanent'): string {
  return how === 'permanent'
    ? t('{keys, plural, one {# key was revoked permanently.} other {# keys were revoked permanently.}}', {
        keys,
      })
    : t('{keys, plural, one {# key was revoked.} other {# keys were revoked.}}', { keys });
}

/** What a deletion did to the keys of the account, for the toast. */
export function fateText(
  { revoked, reassigned }: { readonly revoked: number; readonly reassigned: number },
  heir: string | null,
): string {
  if (revoked > 0) return ` ${revokedText(revoked, 'permanent')}`;
  if (reassigned === 0 || heir === null) return '';
  return ` ${t('{keys, plural, one {# key now belongs to {heir}.} other {# keys now belong to {heir}.}}', { keys: reassigned, heir })}`;
}

/** What becomes of the keys of an account that is enabled again. */
export function worksAgainText({ count, valid }: { readonly count: number; readonly valid: number }): string {
  if (valid === 0) return t('All of them are revoked or expired, so none works again.');
  const again = t(
    '{keys, plural, one {# active key works again at once.} other {# active keys work again at once.}}',
    { keys: valid },
  );
  return valid === count ? again : t('{again} Those that are revoked or expired do not.', { again });
}
