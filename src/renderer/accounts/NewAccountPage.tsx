import './styles.ts';
import { Button, Skeleton } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Role } from '../../shared/grants.ts';
import { t } from '../../shared/language/t.ts';
import forms from '../access/AccessForm.module.css';
import { useLeaveGuard } from '../access/useLeaveGuard.ts';
import { useReading } from '../access/useReading.ts';
import { api } from '../api.ts';
import { go, navigate, setGuard } from '../app/router.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { PageTitle } from '../ui/PageTitle.tsx';
import { toast } from '../ui/toast.tsx';
import { useSubmit } from '../ui/useSubmit.ts';
import { AccountFields } from './form/AccountFields.tsx';
import { type AccountValues, inputOf, rulesFor, valuesOf } from './form/account-form.ts';
import { accountPath, ACCOUNTS } from './paths.ts';
import { wantTab } from './wanted-tab.ts';

const readRoles = () => api.roles.list(undefined);

/** **New account**: a person who signs in, or an API-only account for an integration. */
export default function NewAccountPage() {
  const { value, failure, busy, again } = useReading(readRoles, false);
  if (value !== null) return <NewAccountForm roles={value} />;
  return (
    <div className={forms.page}>
      <PageTitle ready={failure !== null}>{t('New account')}</PageTitle>
      {failure === null ? (
        <section className={forms.panel} aria-busy="true" aria-label={t('Reading the roles')}>
          <Skeleton height={36} />
          <Skeleton height={80} />
          <Skeleton height={36} />
        </section>
      ) : (
        <>
          <FailureAlert failure={failure} />
          <div>
            <Button variant="default" onClick={again} loading={busy}>
              {t('Try again')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

function NewAccountForm({ roles }: { readonly roles: readonly Role[] }) {
  const form = useForm<AccountValues>({ initialValues: valuesOf(null), validate: rulesFor(null) });
  const { busy, failure, onSubmit } = useSubmit(form, async (values) => {
    const { row } = await api.accounts.create(inputOf(null, values));
    setGuard(null);
    // What an API-only account is made for is its key.
    if (row.apiOnly) wantTab('keys');
    go(accountPath(row.id));
    toast({ message: t('“{username}” was created.', { username: row.username }) });
  });
  useLeaveGuard(form.isDirty(), 'account', true);
  return (
    <form onSubmit={onSubmit} noValidate aria-busy={busy} className={forms.page}>
      <PageTitle takesFocus={false}>{t('New account')}</PageTitle>
      <FailureAlert failure={failure} />
      <section className={forms.panel} aria-label={t('Account')}>
        <AccountFields form={form} roles={roles} row={null} />
      </section>
      <div className={forms.bar}>
        <Button type="submit" loading={busy}>
          {t('Create')}
        </Button>
        <Button variant="default" disabled={busy} onClick={() => navigate(ACCOUNTS)}>
          {t('Cancel')}
        </Button>
      </div>
    </form>
  );
}
