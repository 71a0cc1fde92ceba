import { Button, type ComboboxItem, Select } from '@mantine/core';
import type { KeyView } from '../../../shared/key-view.ts';
import { IconFilterOff } from '../../ui/icons.ts';
import { choose, clearFilters } from '../keys-store.ts';
import { useFilterOptions } from './filter-options.ts';
import classes from './Toolbar.module.css';
import { isFiltered, useKeys } from './state.ts';

const ALL = 'all';
const STATUSES: readonly ComboboxItem[] = [
  { value: ALL, label: 'All' },
  { value: 'active', label: 'Active' },
  { value: 'revoked', label: 'Revoked' },
];
const EXPIRATIONS: readonly ComboboxItem[] = [
  { value: ALL, label: 'All' },
  { value: 'valid', label: 'Valid' },
  { value: 'expiring-soon', label: 'Expiring soon' },
  { value: 'expired', label: 'Expired' },
  { value: 'never', label: 'Never' },
];

/** What narrows the list down. A filter that is set stands out. */
export function Filters() {
  const view = useKeys((store) => store.view);
  const { options, look } = useFilterOptions(view);
  return (
    <>
      <Filter
        name="Status"
        value={view.status}
        options={STATUSES}
        onChange={(status) => choose({ status: status as KeyView['status'] })}
      />
      <Filter
        name="Expiration"
        value={view.expiration}
        options={EXPIRATIONS}
        onChange={(expiration) => choose({ expiration: expiration as KeyView['expiration'] })}
      />
      <Filter
        name="Owner"
        value={ownerValue(view.owner)}
        options={options.owners}
        onOpen={look}
        searchable
        onChange={(value) => choose({ owner: ownerOf(value) })}
      />
      <Filter
        name="Authorization group"
        value={idValue(view.authorizationGroupId)}
        options={options.groups}
        onOpen={look}
        searchable
        onChange={(value) => choose({ authorizationGroupId: idOf(value) })}
      />
      <Filter
        name="Role"
        value={idValue(view.roleId)}
        options={options.roles}
        onOpen={look}
        searchable
        onChange={(value) => choose({ roleId: idOf(value) })}
      />
      <Filter
        name="API set"
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
          title="Clear filters"
          classNames={{ section: classes.clearIcon ?? '', label: classes.clearLabel ?? '' }}
          leftSection={<IconFilterOff size={15} stroke={1.75} />}
          onClick={clearFilters}
        >
          Clear filters
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

/** As narrow as their names and choices allow, so that all stand beside the search in the smallest window. */
const WIDTHS: Readonly<Record<string, number>> = {
  Status: 80,
  Expiration: 100,
  Owner: 82,
  'Authorization group': 160,
  Role: 72,
  'API set': 82,
};
const EXPIRING_SOON = 118;

interface FilterProps {
  readonly name: string;
  readonly value: string;
  readonly options: readonly ComboboxItem[];
  readonly searchable?: boolean;
  readonly onOpen?: () => void;
  readonly onChange: (value: string) => void;
}

/** While it lets everything through it shows its name, otherwise what it lets through. */
function Filter({ name, value, options, searchable = false, onOpen, onChange }: FilterProps) {
  const set = value !== ALL;
  return (
    <Select
      aria-label={name}
      placeholder={name}
      size="xs"
      data={options}
      value={set ? value : null}
      onChange={(chosen) => onChange(chosen ?? ALL)}
      {...(onOpen && { onDropdownOpen: onOpen })}
      searchable={searchable}
      allowDeselect={false}
      withCheckIcon={false}
      nothingFoundMessage="Nothing found"
      comboboxProps={{ width: 'max-content', position: 'bottom-start', keepMounted: false }}
      rightSectionWidth={24}
      maxDropdownHeight={300}
      title={set ? name : undefined}
      className={set ? `${classes.filter} ${classes.set}` : classes.filter}
      style={{ width: set && name === 'Expiration' ? EXPIRING_SOON : WIDTHS[name] }}
    />
  );
}
