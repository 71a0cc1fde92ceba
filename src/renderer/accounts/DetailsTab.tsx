import './styles.ts';
import { Button, Skeleton, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useState } from 'react';
import type { AccountDetails, AccountRow } from '../../shared/account-row.ts';
import type { Role } from '../../shared/grants.ts';
import { t } from '../../shared/language/t.ts';
import type { Failure } from '../../shared/rpc.ts';
import forms from '../access/AccessForm.module.css';
import { useLeaveGuard } from '../access/useLeaveGuard.ts';
import { useReading } from '../access/useReading.ts';
import { api } from '../api.ts';
import { useAdministrator, useMay } from '../app/session.ts';
import { adopt } from '../ui/adopt.ts';
import { ChangedMeanwhile } from '../ui/ChangedMeanwhile.tsx';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { toast } from '../ui/toast.tsx';
import { useSubmit } from '../ui/useSubmit.ts';
import { tellAccountChange } from './account-changes.ts';
import { AccountFacts } from './AccountFacts.tsx';
import { beyondText } from './beyond.ts';
import { AccountFields } from './form/AccountFields.tsx';
import { type AccountValues, inputOf, rulesFor, valuesOf } from './form/account-form.ts';
import classes from './form/AccountForm.module.css';

interface Props {
  readonly account: AccountDetails;
  readonly onChanged: () => void;
}

const readRoles = () => api.roles.list(undefined);

/** **Details** of an account: its form, and what nobody types. */
export function DetailsTab(props: Props) {
  const roles = useReading(readRoles);
  if (roles.value !== null) return <Details {...props} roles={roles.value} />;
  if (roles.failure === null) {
    return (
      <section className={forms.panel} aria-busy="true" aria-label={t('Reading the roles')}>
        <Skeleton height={36} />
        <Skeleton height={80} />
        <Skeleton height={36} />
      </section>
    );
  }
  return (
    <div className={classes.stack}>
      <FailureAlert failure={roles.failure} />
      <div>
        <Button variant="default" onClick={roles.again} loading={roles.busy}>
          {t('Try again')}
        </Button>
      </div>
    </div>
  );
}

function Details({ account, onChanged, roles }: Props & { readonly roles: readonly Role[] }) {
  const { authorities } = useAdministrator();
  const may = useMay('manage-accounts');
  const { row } = account;
  const refusal = may
    ? beyondText(row, roles, authorities)
    : t('To change it you need the authority Manage Accounts.');
  return (
    <div className={classes.stack}>
      {refusal !== null && (
        <Text size="sm" c="dimmed">
          {refusal}
        </Text>
      )}
      <DetailsForm account={account} onChanged={onChanged} roles={roles} readOnly={refusal !== null} />
      <AccountFacts account={account} mayChange={refusal === null} onChanged={onChanged} />
    </div>
  );
}

interface FormProps extends Props {
  readonly roles: readonly Role[];
  readonly readOnly: boolean;
}

/** The form; it keeps what was typed when somebody else has changed the account meanwhile. */
function DetailsForm({ account, onChanged, roles, readOnly }: FormProps) {
  const { id } = account.row;
  const [seen, setSeen] = useState(account.row);
  /** The refusal that the person has dealt with. */
  const [answered, setAnswered] = useState<Failure | null>(null);
  const form = useForm<AccountValues>({ initialValues: valuesOf(seen), validate: rulesFor(seen) });
  const dirty = form.isDirty();
  const show = (row: AccountRow) => {
    setSeen(row);
    form.setInitialValues(valuesOf(row));
    form.setValues(valuesOf(row));
    form.resetDirty(valuesOf(row));
    form.clearErrors();
  };
  const save = async (values: AccountValues, revision: number) => {
    const { row } = await api.accounts.edit({ id, revision, ...inputOf(seen, values) });
    setSeen(row);
    adopt(form, values, valuesOf(row));
    onChanged();
    tellAccountChange();
    toast({ message: t('Saved “{username}”.', { username: row.username }) });
  };
  const { busy, failure, onSubmit } = useSubmit(form, (values) => save(values, seen.revision));
  useLeaveGuard(dirty, 'account', false);
  useEffect(() => {
    // What others have changed shows at once, unless it would overwrite what is being typed.
    if (account.row.revision !== seen.revision && !form.isDirty()) show(account.row);
    // The form is another object with every render; only what was read matters.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [account.row]);

  const load = async () => {
    show((await api.accounts.get({ id })).row);
    setAnswered(failure);
    onChanged();
  };
  const saveAnyway = async () => save(form.getValues(), (await api.accounts.get({ id })).row.revision);
  const asking = failure?.code === 'ACCOUNT_CHANGED' && !busy && answered !== failure;
  return (
    <form onSubmit={onSubmit} noValidate aria-busy={busy} className={forms.panel} aria-label={t('Account')}>
      <AccountFields form={form} roles={roles} row={seen} readOnly={readOnly} self={account.self} />
      {asking ? (
        <ChangedMeanwhile one={t('account')} load={load} saveAnyway={saveAnyway} />
      ) : (
        <FailureAlert failure={failure?.code === 'ACCOUNT_CHANGED' ? null : failure} />
      )}
      {!readOnly && (
        <div className={classes.foot}>
          <Button type="submit" loading={busy} disabled={!dirty}>
            {t('Save')}
          </Button>
          {dirty && (
            <Button variant="default" disabled={busy} onClick={() => show(seen)}>
              {t('Discard changes')}
            </Button>
          )}
        </div>
      )}
    </form>
  );
}
