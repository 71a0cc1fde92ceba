import { Button } from '@mantine/core';
import type { AccountView } from '../../../shared/accounts.ts';
import { msg, t } from '../../../shared/language/t.ts';
import { byName } from '../../ui/counted.ts';
import { ALL, type FilterOption, FilterSelect } from '../../ui/FilterSelect.tsx';
import { IconFilterOff } from '../../ui/icons.ts';
import classes from './Accounts.module.css';
import { SearchBox } from './SearchBox.tsx';
import { chooseAccounts, clearAccountFilters, leavesOut, useAccountView } from './view-store.ts';

const EVERYTHING: FilterOption = { value: ALL, says: msg('All') };
const LICENSES: readonly FilterOption[] = [
  EVERYTHING,
  { value: 'Full', says: msg('Full') },
  { value: 'API', says: msg('API') },
];
const STATUSES: readonly FilterOption[] = [
  EVERYTHING,
  { value: 'active', says: msg('Active') },
  { value: 'disabled', says: msg('Disabled') },
];
const NO_GROUP: FilterOption = { value: 'none', says: msg('In no group') };

interface Named {
  readonly id: number;
  readonly name: string;
}

interface Props {
  /** Empty while they are being read. */
  readonly roles: readonly Named[];
  readonly groups: readonly Named[];
}

const items = (rows: readonly Named[]): readonly FilterOption[] =>
  byName(rows).map(({ id, name }) => ({ value: String(id), label: name }));

function groupOf(value: string): AccountView['dataAccessGroup'] {
  return value === ALL || value === 'none' ? value : Number(value);
}

/** Search and filters. */
export function Toolbar({ roles, groups }: Props) {
  const view = useAccountView();
  return (
    <div className={classes.toolbar} role="search" aria-label={t('Search and filter accounts')}>
      <SearchBox />
      <FilterSelect
        name={t('License')}
        width={88}
        value={view.licence}
        options={LICENSES}
        onChange={(licence) => chooseAccounts({ licence: licence as AccountView['licence'] })}
      />
      <FilterSelect
        name={t('Status')}
        width={84}
        value={view.status}
        options={STATUSES}
        onChange={(status) => chooseAccounts({ status: status as AccountView['status'] })}
      />
      <FilterSelect
        name={t('Role')}
        width={view.roleId === null ? 76 : WIDE}
        value={view.roleId === null ? ALL : String(view.roleId)}
        options={[EVERYTHING, ...items(roles)]}
        searchable
        onChange={(role) => chooseAccounts({ roleId: role === ALL ? null : Number(role) })}
      />
      <FilterSelect
        name={t('Data access group')}
        width={WIDE}
        value={String(view.dataAccessGroup)}
        options={[EVERYTHING, NO_GROUP, ...items(groups)]}
        searchable
        onChange={(group) => chooseAccounts({ dataAccessGroup: groupOf(group) })}
      />
      {leavesOut(view) && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          fw={500}
          h={32}
          leftSection={<IconFilterOff size={15} stroke={1.75} />}
          onClick={clearAccountFilters}
        >
          {t('Clear filters')}
        </Button>
      )}
    </div>
  );
}

/** Room for the name of a role or group. */
const WIDE = 148;
