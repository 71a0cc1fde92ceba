import { MultiSelect, Text } from '@mantine/core';
import { AUTHORITIES, AUTHORITY_NAMES } from '../../../shared/authorities.ts';
import type { Role } from '../../../shared/grants.ts';
import { t } from '../../../shared/language/t.ts';
import { authoritiesText } from '../../access/authority-words.ts';
import { useAdministrator } from '../../app/session.ts';
import { byName, counted } from '../../ui/counted.ts';
import { beyond } from '../beyond.ts';
import type { AccountFormOf } from './account-form.ts';
import classes from './AccountForm.module.css';

interface Props {
  readonly form: AccountFormOf;
  readonly roles: readonly Role[];
  readonly readOnly: boolean;
}

/** What a role allows, in one line: authorities in Latchkey, permissions in the APIs. */
const roleText = ({ authorities, permissionIds }: Role): string =>
  [
    authorities.length === 0 ? t('No authorities') : authoritiesText(authorities),
    ...(permissionIds.length === 0 ? [] : [counted(permissionIds.length, 'permission')]),
  ].join(' · ');

/** **Roles**; one that grants more than the person has themselves is named, but cannot be given. */
export function AccountRolesField({ form, roles, readOnly }: Props) {
  const { authorities: own } = useAdministrator();
  const known = new Map(byName(roles).map((role) => [role.id, role]));
  const { roleIds, apiOnly } = form.values;
  const chosen = roleIds.filter((id) => known.has(id));
  return (
    <div>
      <MultiSelect<number>
        label={t('Roles')}
        description={t('What the account may do in Latchkey and in your APIs.')}
        placeholder={readOnly || chosen.length > 0 ? '' : t('Choose roles')}
        data={[...known.values()].map((role) => ({
          value: role.id,
          label: role.name,
          disabled: beyond(role, own) !== undefined,
        }))}
        value={chosen}
        onChange={(ids) =>
          form.setFieldValue(
            'roleIds',
            ids.toSorted((one, other) => one - other),
          )
        }
        error={form.errors['roleIds']}
        readOnly={readOnly}
        variant={readOnly ? 'filled' : 'default'}
        searchable={!readOnly}
        clearable={!readOnly}
        clearButtonProps={{ 'aria-label': t('Remove all roles') }}
        nothingFoundMessage={t('No role matches')}
        comboboxProps={{ shadow: 'md' }}
        // The list itself scrolls, so that it is one thing for the keyboard and for screen readers.
        withScrollArea={false}
        classNames={{ options: classes.options ?? '' }}
        data-path="roleIds"
        renderOption={({ option }) => {
          const role = known.get(option.value);
          const foreign = role && beyond(role, own);
          return (
            <div className={classes.option}>
              <Text size="sm">{option.label}</Text>
              <Text size="xs" c="dimmed">
                {foreign === undefined
                  ? role && roleText(role)
                  : t('You cannot give it, because you do not have its authority {authority} yourself.', {
                      authority: t(AUTHORITY_NAMES[foreign]),
                    })}
              </Text>
            </div>
          );
        }}
      />
      <Text size="xs" c="dimmed" mt={6} role="status">
        {allowedText(
          chosen.flatMap((id) => known.get(id) ?? []),
          apiOnly,
        )}
      </Text>
    </div>
  );
}

/** What the chosen roles allow together. */
function allowedText(roles: readonly Role[], apiOnly: boolean): string {
  if (roles.length === 0) {
    return apiOnly ? '' : t('Without a role the person can sign in, but sees and changes nothing.');
  }
  const authorities = AUTHORITIES.filter((each) => roles.some((role) => role.authorities.includes(each)));
  const ids = new Set(roles.flatMap((role) => role.permissionIds));
  const permissions = ids.size === 0 ? t('no permissions') : counted(ids.size, 'permission');
  if (apiOnly) {
    return t(
      'In your APIs: {permissions}. Authorities are for people: an API-only account never signs in, and no key carries one.',
      { permissions },
    );
  }
  return t('In Latchkey: {authoritiesText}. In your APIs: {permissions}.', {
    authoritiesText: authorities.length === 0 ? t('nothing') : authoritiesText(authorities),
    permissions,
  });
}
