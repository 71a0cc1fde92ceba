import './styles.ts';
import { Button, Text } from '@mantine/core';
import type { AccountRow } from '../../shared/account-row.ts';
import { t } from '../../shared/language/t.ts';
import { AccessTable } from '../access/AccessTable.tsx';
import { EmptyList } from '../access/ListFrame.tsx';
import frame from '../access/ListFrame.module.css';
import { useReading } from '../access/useReading.ts';
import { useRowDialog } from '../access/useRowDialog.ts';
import { api } from '../api.ts';
import { navigate } from '../app/router.ts';
import { useAdministrator, useMay } from '../app/session.ts';
import { counted } from '../ui/counted.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { formatNumber } from '../ui/format.ts';
import { IconAccounts, IconPlus } from '../ui/icons.ts';
import { focusPageTitle, PageTitle } from '../ui/PageTitle.tsx';
import { beyondText } from './beyond.ts';
import { AccountDialogs } from './leaving/AccountDialogs.tsx';
import { OWN_ACCOUNT } from './leaving/words.ts';
import classes from './list/Accounts.module.css';
import { accountColumns } from './list/account-columns.tsx';
import { ShowMore } from './list/ShowMore.tsx';
import { Toolbar } from './list/Toolbar.tsx';
import { type AccountList, useAccountList } from './list/useAccountList.ts';
import { clearAccountFilters, useAccountView } from './list/view-store.ts';
import { accountPath, NEW_ACCOUNT } from './paths.ts';

const readChoices = async () => {
  const [roles, groups] = await Promise.all([api.roles.list(undefined), api.dataAccess.list(undefined)]);
  return { roles, groups };
};
const NO_CHOICES: Awaited<ReturnType<typeof readChoices>> = { roles: [], groups: [] };

/** **User accounts**: the people who sign in, and the API-only accounts that own keys. */
export default function AccountsPage() {
  const may = useMay('manage-accounts');
  const list = useAccountList(useAccountView());
  const { value, failure, busy, again } = list;
  const choices = useReading(readChoices).value ?? NO_CHOICES;
  const create = () => navigate(NEW_ACCOUNT);
  return (
    <div className={frame.page}>
      <div className={frame.head}>
        <PageTitle ready={value !== null || failure !== null}>{t('User accounts')}</PageTitle>
        {may && (
          <Button leftSection={<IconPlus size={16} />} onClick={create}>
            {t('New')}
          </Button>
        )}
      </div>
      <Text size="sm" c="dimmed" className={frame.about}>
        {t('People who sign in to Latchkey, and API-only accounts that own the keys of integrations.')}
      </Text>
      {failure !== null && (
        <div className={frame.failure}>
          <FailureAlert failure={failure} />
          <Button variant="default" onClick={again} loading={busy}>
            {t('Try again')}
          </Button>
        </div>
      )}
      {value?.all === 0 ? (
        <EmptyList
          icon={IconAccounts}
          title={t('No user accounts yet')}
          action={
            may && (
              <Button mt="xs" variant="default" onClick={create}>
                {t('Create the first account')}
              </Button>
            )
          }
        >
          {t(
            'An account is a person who signs in to Latchkey, or an API-only account that owns the keys of an integration.',
          )}
        </EmptyList>
      ) : (
        (value !== null || failure === null) && (
          <>
            <Toolbar {...choices} />
            <Accounts list={list} roles={choices.roles} may={may} />
          </>
        )
      )}
    </div>
  );
}

interface Props {
  readonly list: AccountList;
  readonly roles: typeof NO_CHOICES.roles;
  readonly may: boolean;
}

function Accounts({ list: { value, more }, roles, may }: Props) {
  const { accountId, authorities } = useAdministrator();
  const status = useRowDialog<AccountRow>();
  const deletion = useRowDialog<AccountRow>();
  const refusalOf = (row: AccountRow) =>
    row.id === accountId ? t(OWN_ACCOUNT) : beyondText(row, roles, authorities);
  return (
    <>
      <AccessTable
        label={t('User accounts')}
        columns={accountColumns(may ? { refusalOf, onStatus: status.open, onDelete: deletion.open } : null)}
        rows={value?.rows ?? null}
        onOpen={({ id }) => navigate(accountPath(id))}
        {...(value !== null && value.end !== null && { foot: <ShowMore key={value.end} more={more} /> })}
      />
      {value?.total === 0 && (
        <div className={classes.nothing}>
          <Text size="sm">{t('No account has everything that the search and the filters ask for.')}</Text>
          <Button variant="default" size="xs" onClick={clearAccountFilters}>
            {t('Clear filters')}
          </Button>
        </div>
      )}
      <Text size="xs" c="dimmed" role="status" className={frame.count}>
        {value === null ? t('Reading the accounts…') : countText(value)}
      </Text>
      <AccountDialogs status={status} deletion={deletion} onRemoved={focusPageTitle} />
    </>
  );
}

const countText = ({ total, all }: { readonly total: number; readonly all: number }): string =>
  total === all
    ? counted(all, 'account')
    : t('{total} of {accounts}', { total: formatNumber(total), accounts: counted(all, 'account') });
