import type { LICENCES } from '../../shared/account-row.ts';
import { t } from '../../shared/language/t.ts';
import { comparable, nameProblem, shortTextProblem, USERNAME } from '../../shared/text.ts';
import { refuseIf } from '../invalid-input.ts';
import type { AccountRecord } from './account-record-store.ts';
import type { FormColumns } from './account-write-store.ts';

/** What creating and editing an account ask for. */
export interface AccountForm {
  readonly username: string;
  /** Empty: the username. */
  readonly displayName: string;
  readonly licence: (typeof LICENCES)[number];
  readonly apiOnly: boolean;
  readonly roleIds: readonly number[];
  /** As typed, and `null` where none is asked for. */
  readonly password: string | null;
}

/** Checks and trims. The contract has checked the same at the door; the core is also called by others. */
export function checkForm(input: AccountForm): FormColumns {
  const username = input.username.trim();
  const displayName = input.displayName.trim();
  refuseIf('username', nameProblem(t('Username'), username, USERNAME));
  refuseIf('displayName', shortTextProblem(t('Display name'), displayName));
  const { licence, apiOnly } = input;
  refuseIf(
    'apiOnly',
    licence === 'API' && !apiOnly
      ? t('An account with the licence API is API only. Tick API only, or choose the licence Full.')
      : null,
  );
  return {
    username,
    username_key: comparable(username),
    display_name: displayName === '' ? username : displayName,
    licence,
    api_only: apiOnly ? 1 : 0,
  };
}

/** An account in names, for the log. */
export const describeForm = (form: FormColumns, roles: readonly { readonly name: string }[]) => ({
  username: form.username,
  displayName: form.display_name,
  licence: form.licence,
  apiOnly: form.api_only === 1,
  roles: roles.map((role) => role.name),
});

/** The form that would leave an account as it is. */
export const formOf = (account: AccountRecord): FormColumns => ({
  username: account.username,
  username_key: account.usernameKey,
  display_name: account.displayName,
  licence: account.licence,
  api_only: account.apiOnly ? 1 : 0,
});

/** What the log names an account by. */
export const targetOf = ({ id, username }: { readonly id: number; readonly username: string }) => ({
  type: 'account',
  id,
  name: username,
});
