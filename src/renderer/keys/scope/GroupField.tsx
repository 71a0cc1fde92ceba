import { Select, type SelectProps, Text } from '@mantine/core';
import { TYPE_NAMES } from '../../access/group-type-names.ts';
import type { AuthorizationGroup } from '../../../shared/grants.ts';
import { t } from '../../../shared/language/t.ts';
import { counted } from '../../ui/counted.ts';
import { groupType, type OwnerType } from './configuration.ts';
import classes from './Scope.module.css';

interface Props extends Pick<SelectProps, 'error' | 'onBlur'> {
  readonly owner: OwnerType;
  /** `null` while they are being read. */
  readonly groups: readonly AuthorizationGroup[] | null;
  readonly value: number | null;
  readonly onChange: (id: number | null) => void;
}

/** **Authorization Group**: one of the type that goes with the owner. */
export function GroupField({ owner, groups, value, onChange, ...input }: Props) {
  const type = groupType(owner);
  const offered = groups?.filter((group) => group.type === type) ?? [];
  const known = new Map(offered.map((group) => [group.id, group]));
  const none = groups !== null && offered.length === 0;
  return (
    <Select<number>
      label={t('Authorization Group')}
      description={
        owner === 'tenant' ? t('Decides what the key may do.') : t('Optional. Adds to what its roles permit.')
      }
      placeholder={
        groups === null
          ? t('Reading…')
          : none
            ? t('There is no group of type {type} yet', { type: t(TYPE_NAMES[type]) })
            : t('Choose a group')
      }
      data={offered.map(({ id, name }) => ({ value: id, label: name }))}
      value={value !== null && known.has(value) ? value : null}
      onChange={onChange}
      searchable={offered.length > 8}
      clearable={owner === 'account'}
      clearButtonProps={{ 'aria-label': t('No authorization group') }}
      allowDeselect={false}
      disabled={none}
      nothingFoundMessage={t('No group matches')}
      aria-required={owner === 'tenant'}
      comboboxProps={{ shadow: 'md' }}
      data-path="authorizationGroupId"
      renderOption={({ option }) => <GroupOption name={option.label} group={known.get(option.value)} />}
      {...input}
    />
  );
}

function GroupOption({
  name,
  group,
}: {
  readonly name: string;
  readonly group: AuthorizationGroup | undefined;
}) {
  const about = group && [counted(group.permissionIds.length, 'permission'), group.description];
  return (
    <div className={classes.option}>
      <Text size="sm">{name}</Text>
      <Text size="xs" c="dimmed" truncate>
        {about?.filter((text) => text !== '').join(' · ')}
      </Text>
    </div>
  );
}
