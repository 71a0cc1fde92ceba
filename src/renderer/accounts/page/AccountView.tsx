import '@mantine/core/styles/Tabs.layer.css';
import { Tabs } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { AccountDetails } from '../../../shared/account-row.ts';
import { t } from '../../../shared/language/t.ts';
import { go } from '../../app/router.ts';
import { useMay } from '../../app/session.ts';
import { ActivityTab } from '../ActivityTab.tsx';
import { DetailsTab } from '../DetailsTab.tsx';
import { AccountActions } from '../leaving/AccountActions.tsx';
import { ACCOUNTS } from '../paths.ts';
import { NoDataWarning } from './data-access/NoDataWarning.tsx';
import { AddToGroupDialog } from './data-access/AddToGroupDialog.tsx';
import type { AccountTab } from '../wanted-tab.ts';
import classes from './Account.module.css';
import { AccountHead } from './AccountHead.tsx';
import { DataAccessTab } from './data-access/DataAccessTab.tsx';
import { firstTab } from './first-tab.ts';
import { Guide } from './Guide.tsx';
import { CreateKeyDialog } from './keys/CreateKeyDialog.tsx';
import { KeysTab } from './keys/KeysTab.tsx';
import { nextStep, stepsOf } from './steps.ts';
import { useWindow } from './useWindow.ts';

interface Props {
  readonly account: AccountDetails;
  readonly wanted: AccountTab | null;
  /** Reads the account again. */
  readonly onChanged: () => void;
}

interface Tab {
  readonly name: AccountTab;
  readonly label: string;
  readonly panel: ReactNode;
}

/** The page of an account: its head, what is still to be done for it, and its tabs. */
export function AccountView({ account, wanted, onChanged }: Props) {
  const maySeeKeys = useMay('manage-user-api-key');
  const maySeeActivity = useMay('view-activity');
  const creating = useWindow();
  const adding = useWindow();
  const steps = stepsOf(account);
  const next = steps && nextStep(steps);
  const tabs: readonly Tab[] = [
    {
      name: 'details',
      label: t('Details'),
      panel: <DetailsTab account={account} onChanged={onChanged} />,
    },
    ...(maySeeKeys
      ? [
          {
            name: 'keys' as const,
            label: t('Api keys'),
            panel: <KeysTab account={account} guided={next === 'key'} onGenerate={creating.open} />,
          },
        ]
      : []),
    {
      name: 'data-access',
      label: t('Data access'),
      panel: (
        <DataAccessTab
          account={account}
          warned={account.reachesNoData || next === 'data-access'}
          onAdd={adding.open}
          onChanged={onChanged}
        />
      ),
    },
    ...(maySeeActivity
      ? [
          {
            name: 'activity' as const,
            label: t('Activity'),
            panel: <ActivityTab accountId={account.row.id} />,
          },
        ]
      : []),
  ];
  const names = tabs.map(({ name }) => name);
  const [chosen, choose] = useState(() => firstTab(wanted, account.row.apiOnly, names));
  const tab = names.includes(chosen) ? chosen : firstTab(null, account.row.apiOnly, names);
  // What a tab shows is read when it is first looked at.
  const [visited, setVisited] = useState<readonly AccountTab[]>([tab]);
  if (!visited.includes(tab)) setVisited([...visited, tab]);
  return (
    <div className={classes.page}>
      <AccountHead
        account={account}
        actions={<AccountActions account={account} onChanged={onChanged} onRemoved={() => go(ACCOUNTS)} />}
      />
      {steps && (
        <Guide
          account={account}
          steps={steps}
          onGenerate={creating.open}
          // The warning has the button.
          onAdd={account.reachesNoData ? null : adding.open}
        />
      )}
      {account.reachesNoData && <NoDataWarning onAdd={adding.open} />}
      {/* Hidden, not put away: what was typed in a tab stays, and asks before it is lost. */}
      <Tabs
        value={tab}
        onChange={(value) => choose(names.find((name) => name === value) ?? tab)}
        keepMountedMode="display-none"
        className={classes.tabs}
      >
        <Tabs.List>
          {tabs.map(({ name, label }) => (
            <Tabs.Tab key={name} value={name}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map(({ name, panel }) => (
          <Tabs.Panel key={name} value={name} className={classes.panel}>
            {visited.includes(name) && panel}
          </Tabs.Panel>
        ))}
      </Tabs>
      {creating.opened && (
        <CreateKeyDialog
          account={account}
          onClose={() => creating.close()}
          onCreated={() => {
            choose('keys');
            creating.close();
          }}
        />
      )}
      {adding.opened && (
        <AddToGroupDialog
          account={account.row}
          onClose={() => adding.close()}
          onAdded={() => {
            onChanged();
            // The first group takes the warning away, and the empty tab.
            adding.close(account.row.dataAccessGroups.length === 0);
          }}
        />
      )}
    </div>
  );
}
