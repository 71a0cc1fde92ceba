import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../shared/language/t.ts';
import { usePathId } from '../app/path-id.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { PageTitle } from '../ui/PageTitle.tsx';
import classes from './page/Account.module.css';
import { BackToAccounts } from './page/AccountHead.tsx';
import { AccountView } from './page/AccountView.tsx';
import { useAccount } from './page/useAccount.ts';
import { takeWantedTab } from './wanted-tab.ts';

/** One user account: who it is, its keys, the data that they reach, and what happened. */
export default function AccountPage() {
  const id = usePathId();
  const [wanted] = useState(takeWantedTab);
  const { value, failure, busy, again } = useAccount(id);
  const gone = failure?.code === 'ACCOUNT_NOT_FOUND';
  if (value !== null && !gone) return <AccountView account={value} wanted={wanted} onChanged={again} />;
  if (failure === null) {
    return (
      <div className={classes.page} aria-busy="true" aria-label={t('Reading the account')} role="group">
        <Skeleton height={28} width={280} />
        <Skeleton height={20} width={360} />
        <Skeleton height={36} />
        <Skeleton height={180} />
      </div>
    );
  }
  return (
    <div className={classes.page}>
      <BackToAccounts />
      <PageTitle>{gone ? t('There is no such account') : t('User account')}</PageTitle>
      {gone ? (
        <Text size="sm" c="dimmed">
          {t('It may have been deleted meanwhile.')}
        </Text>
      ) : (
        <Stack gap="sm" align="start">
          <FailureAlert failure={failure} />
          <Button variant="default" loading={busy} onClick={again}>
            {t('Try again')}
          </Button>
        </Stack>
      )}
    </div>
  );
}
