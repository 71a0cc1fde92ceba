import '@mantine/core/styles/Tabs.layer.css';
import { Button, Group, Skeleton, Stack, Tabs, Text } from '@mantine/core';
import { useCallback } from 'react';
import { useReading } from '../access/useReading.ts';
import { api } from '../api.ts';
import { usePathId } from '../app/path-id.ts';
import { go } from '../app/router.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { PageTitle } from '../ui/PageTitle.tsx';
import { ActivityTab } from './ActivityTab.tsx';
import { DetailsTab } from './DetailsTab.tsx';
import { AccountActions } from './leaving/AccountActions.tsx';
import { StatusBadge } from './list/account-columns.tsx';
import { ACCOUNTS } from './paths.ts';

/** The page of one account. */
export default function AccountPage() {
  const id = usePathId();
  const { value, failure, busy, again } = useReading(useCallback(() => api.accounts.get({ id }), [id]));
  if (value === null) {
    return (
      <Stack p={20} align="flex-start" aria-busy={failure === null}>
        {failure === null ? (
          <Skeleton height={28} width={280} />
        ) : (
          <>
            <PageTitle>User account</PageTitle>
            <FailureAlert failure={failure} />
            <Button variant="default" onClick={again} loading={busy}>
              Try again
            </Button>
          </>
        )}
      </Stack>
    );
  }
  return (
    <Stack p={20} gap="sm">
      <Group justify="space-between" wrap="nowrap" align="start">
        <div>
          <PageTitle>{value.row.username}</PageTitle>
          <Text size="sm" component="div">
            <StatusBadge status={value.row.status} />
          </Text>
        </div>
        <AccountActions account={value} onChanged={again} onRemoved={() => go(ACCOUNTS)} />
      </Group>
      <Tabs defaultValue="details" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="details">Details</Tabs.Tab>
          <Tabs.Tab value="activity">Activity</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="details">
          <DetailsTab account={value} onChanged={again} />
        </Tabs.Panel>
        <Tabs.Panel value="activity">
          <ActivityTab accountId={id} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
