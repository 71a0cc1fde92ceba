import { MultiSelect, type MultiSelectProps, Text } from '@mantine/core';
import type { Role } from '../../../shared/grants.ts';
import { t } from '../../../shared/language/t.ts';
import { counted } from '../../ui/counted.ts';
import classes from './Scope.module.css';

interface Props extends Pick<MultiSelectProps, 'error'> {
  /** `null` while they are being read. */
  readonly roles: readonly Role[] | null;
  readonly value: readonly number[];
  readonly onChange: (ids: number[]) => void;
}

/** **Roles**: as many as wanted. */
export function RolesField({ roles, value, onChange, error }: Props) {
  const known = new Map(roles?.map((role) => [role.id, role]));
  const chosen = value.filter((id) => known.has(id));
  return (
    <MultiSelect<number>
      label={t('Roles')}
      description={t(
        'Optional. A key gets the permissions of its roles, never their authorities in Latchkey.',
      )}
      placeholder={roles === null ? t('Reading…') : chosen.length === 0 ? t('Choose roles') : ''}
      data={[...known.values()].map(({ id, name }) => ({ value: id, label: name }))}
      value={chosen}
      onChange={onChange}
      error={error}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('Remove all roles') }}
      nothingFoundMessage={known.size === 0 ? t('There are no roles yet') : t('No role matches')}
      comboboxProps={{ shadow: 'md' }}
      data-path="roleIds"
      renderOption={({ option }) => {
        const role = known.get(option.value);
        return (
          <div className={classes.option}>
            <Text size="sm">{option.label}</Text>
            <Text size="xs" c="dimmed" truncate>
              {role &&
                [counted(role.permissionIds.length, 'permission'), role.description]
                  .filter(Boolean)
                  .join(' · ')}
            </Text>
          </div>
        );
      }}
    />
  );
}
