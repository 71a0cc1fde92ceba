import { Button } from '@mantine/core';
import type { KeyView } from '../../../shared/key-view.ts';
import { msg, t } from '../../../shared/language/t.ts';
import { ALL, type FilterOption, FilterSelect } from '../../ui/FilterSelect.tsx';
import { IconFilterOff } from '../../ui/icons.ts';
import { choose, clearFilters } from '../keys-store.ts';
import { useFilterOptions } from './filter-options.ts';
import classes from './Toolbar.module.css';
import { isFiltered, useKeys } from './state.ts';

const STATUSES: readonly FilterOption[] = [
  { value: ALL, says: msg('All') },
  { value: 'active', says: msg('Active') },
  { value: 'revoked', says: msg('Revoked') },
];
const EXPIRATIONS: readonly FilterOption[] = [
  { value: ALL, says: msg('All') },
  { value: 'valid', says: msg('Valid') },
  { value: 'expiring-soon', says: msg('Expiring soon') },
  { value: 'expired', says: msg('Expired') },
  { value: 'never', says: msg('Never') },
];

/**
 * What narrows the list down. A filter that is set stands out. As narrow as their names and choices allow, so that all
 * stand beside the search in the smallest window.
 */
export function Filters() {
  const view = useKeys((store) => store.view);
  const { options, look } = useFilterOptions(view);
  return (
    <>
      <FilterSelect
        name={t('Status')}
        width={80}
        value={view.status}
        options={STATUSES}
        onChange={(status) => choose({ status: status as KeyView['status'] })}
      />
      <FilterSelect
        name={t('Expiration')}
        width={view.expiration === 'all' ? 100 : EXPIRING_SOON}
        value={view.expiration}
        options={EXPIRATIONS}
        onChange={(expiration) => choose({ expiration: expiration as KeyView['expiration'] })}
      />
      <FilterSelect
        name={t('Owner')}
        width={82}
        value={ownerValue(view.owner)}
        options={options.owners}
        onOpen={look}
        searchable
        onChange={(value) => choose({ owner: ownerOf(value) })}
      />
      <FilterSelect
        name={t('Authorization group')}
        width={160}
        value={idValue(view.authorizationGroupId)}
        options={options.groups}
        onOpen={look}
        searchable
        onChange={(value) => choose({ authorizationGroupId: idOf(value) })}
      />
      <FilterSelect
        name={t('Role')}
        width={72}
        value={idValue(view.roleId)}
        options={options.roles}
        onOpen={look}
        searchable
        onChange={(value) => choose({ roleId: idOf(value) })}
      />
      <FilterSelect
        name={t('API set')}
        width={82}
        value={idValue(view.apiSetId)}
        options={options.apiSets}
        onOpen={look}
        searchable
        onChange={(value) => choose({ apiSetId: idOf(value) })}
      />
      {isFiltered(view) && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          fw={500}
          h={32}
          title={t('Clear filters')}
          classNames={{ section: classes.clearIcon ?? '', label: classes.clearLabel ?? '' }}
          leftSection={<IconFilterOff size={15} stroke={1.75} />}
          onClick={clearFilters}
        >
          {t('Clear filters')}
        </Button>
      )}
    </>
  );
}

const idValue = (id: number | null): string => (id === null ? ALL : String(id));
const idOf = (value: string): number | null => (value === ALL ? null : Number(value));
const ownerValue = (owner: KeyView['owner']): string =>
  typeof owner === 'string' ? owner : String(owner.accountId);
const ownerOf = (value: string): KeyView['owner'] =>
  value === ALL || value === 'tenant' ? value : { accountId: Number(value) };

/** Its longest choice, when it is set. */
const EXPIRING_SOON = 118;
