import { TextInput } from '@mantine/core';
import type { AccountRow } from '../../../shared/account-row.ts';
import type { Role } from '../../../shared/grants.ts';
import { t } from '../../../shared/language/t.ts';
import { NewPassword } from '../../sign-in/NewPassword.tsx';
import { fieldProps } from '../../ui/fieldProps.ts';
import { type AccountFormOf, needsPassword } from './account-form.ts';
import classes from './AccountForm.module.css';
import { AccountRolesField } from './AccountRolesField.tsx';
import { LicenceFields } from './LicenceFields.tsx';

interface Props {
  readonly form: AccountFormOf;
  readonly roles: readonly Role[];
  /** The account as it is; `null`: a new one. */
  readonly row: AccountRow | null;
  readonly readOnly?: boolean;
  readonly self?: boolean;
}

/** Everything that can be said of an account. */
export function AccountFields({ form, roles, row, readOnly = false, self = false }: Props) {
  const look = { readOnly, variant: readOnly ? 'filled' : 'default', autoComplete: 'off' } as const;
  const becomesApiOnly = row !== null && !row.apiOnly && form.values.apiOnly;
  return (
    <>
      <div className={classes.pair}>
        <TextInput
          label={t('Username')}
          description={
            form.values.apiOnly
              ? t('Name what it is for, for example “API -- Shop”.')
              : t('The person signs in with it.')
          }
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          autoFocus={row === null}
          spellCheck={false}
          aria-required
          {...fieldProps(form, 'username')}
          {...look}
        />
        <TextInput
          label={t('Display name')}
          placeholder={readOnly ? '' : t('Optional: the username')}
          {...fieldProps(form, 'displayName')}
          {...look}
        />
      </div>
      <LicenceFields form={form} readOnly={readOnly} self={self} />
      {becomesApiOnly && (
        <p className={classes.note} role="status">
          {t(
            'It cannot sign in any more: its password and its remembered devices are forgotten when you save.',
          )}
        </p>
      )}
      {needsPassword(row, form.values) && (
        <div className={classes.pair}>
          <NewPassword
            label={t('Password')}
            password={form.values.password}
            aria-required
            {...fieldProps(form, 'password')}
          />
        </div>
      )}
      <AccountRolesField form={form} roles={roles} readOnly={readOnly} />
    </>
  );
}
