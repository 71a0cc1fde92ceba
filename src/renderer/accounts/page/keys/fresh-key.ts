import { t } from '../../../../shared/language/t.ts';
import { accountPath } from '../../paths.ts';
import { say } from '../../../access/said.ts';
import { focusPageTitle } from '../../../ui/PageTitle.tsx';

/** Under this name the table of an account hears of its new key. */
export const freshPlace = (accountId: number): string => `${accountPath(accountId)}/keys`;

export const keyLinkId = (keyId: number): string => `account-key-${keyId}`;

/** Marks the row of a key that was just generated, and takes the focus there. */
export function showFreshKey(accountId: number, key: { readonly id: number; readonly name: string }): void {
  say({ list: freshPlace(accountId), text: t('“{name}” was generated.', { name: key.name }), id: key.id });
  setTimeout(() => {
    const link = document.getElementById(keyLinkId(key.id));
    if (link) link.focus();
    else focusPageTitle();
  });
}
