import { counted } from '../../ui/counted.ts';

/** Why nobody disables or deletes their own account. */
export const OWN_ACCOUNT = 'This is your own account. Ask another administrator to do it.';

/** "2 keys were revoked permanently." */
export function revokedText(keys: number, how: 'until-reinstated' | 'permanent'): string {
  const were = keys === 1 ? 'was' : 'were';
  return `${counted(keys, 'key')} ${were} revoked${how === 'permanent' ? ' permanently' : ''}.`;
}

/** What a deletion did to the keys of the account, for the toast. */
export function fateText(
  { revoked, reassigned }: { readonly revoked: number; readonly reassigned: number },
  heir: string | null,
): string {
  if (revoked > 0) return ` ${revokedText(revoked, 'permanent')}`;
  if (reassigned === 0 || heir === null) return '';
  return ` ${counted(reassigned, 'key')} now ${reassigned === 1 ? 'belongs' : 'belong'} to ${heir}.`;
}

/** What becomes of the keys of an account that is enabled again. */
export function worksAgainText({ count, valid }: { readonly count: number; readonly valid: number }): string {
  if (valid === 0) return 'All of them are revoked or expired, so none works again.';
  const again = `${counted(valid, 'active key')} ${valid === 1 ? 'works' : 'work'} again at once.`;
  return valid === count ? again : `${again} Those that are revoked or expired do not.`;
}
