import type { UseFormReturnType } from '@mantine/form';
import type { AccountRow } from '../../../shared/account-row.ts';
import { t } from '../../../shared/language/t.ts';
import { nameProblem, passwordProblem, shortTextProblem, USERNAME } from '../../../shared/text.ts';

/** What the form of an account holds. */
export type AccountValues = {
  readonly username: string;
  /** Empty: the username. */
  readonly displayName: string;
  readonly licence: AccountRow['licence'];
  readonly apiOnly: boolean;
  readonly password: string;
  readonly roleIds: readonly number[];
};
export type AccountFormOf = UseFormReturnType<AccountValues>;

const NEW: AccountValues = {
  username: '',
  displayName: '',
  licence: 'Full',
  apiOnly: false,
  password: '',
  roleIds: [],
};

/** @param row `null`: a new account */
export function valuesOf(row: AccountRow | null): AccountValues {
  if (row === null) return NEW;
  const { username, displayName, licence, apiOnly, roles } = row;
  return {
    username,
    displayName: displayName === username ? '' : displayName,
    licence,
    apiOnly,
    password: '',
    roleIds: roles.map(({ id }) => id).toSorted((one, other) => one - other),
  };
}

/** A new person needs a password, and so does an API-only account that becomes one; the others keep what they have. */
export const needsPassword = (row: AccountRow | null, { apiOnly }: Pick<AccountValues, 'apiOnly'>): boolean =>
  !apiOnly && (row === null || row.apiOnly);

export const rulesFor = (row: AccountRow | null) => ({
  username: (text: string) => nameProblem(t('Username'), text, USERNAME),
  displayName: (text: string) => shortTextProblem(t('Display name'), text),
  password: (text: string, values: AccountValues) => {
    if (!needsPassword(row, values)) return null;
    return text === '' ? t('Password is required: a person signs in with it.') : passwordProblem(text);
  },
});

/** What is sent: a password only where one is asked for. */
export const inputOf = (row: AccountRow | null, values: AccountValues) => ({
  username: values.username,
  displayName: values.displayName,
  licence: values.licence,
  apiOnly: values.apiOnly,
  roleIds: [...values.roleIds],
  password: needsPassword(row, values) ? values.password : null,
});
