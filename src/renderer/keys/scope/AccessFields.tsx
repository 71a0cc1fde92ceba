import { Button, Stack, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useState } from 'react';
import { t } from '../../../shared/language/t.ts';
import type { Choices } from './useChoices.ts';
import { ApiSetsField } from './ApiSetsField.tsx';
import type { Configuration } from './configuration.ts';
import { setterOf } from './form-fields.ts';
import { countText } from './permission-choice.ts';
import { PermissionsDialog } from './PermissionsDialog.tsx';
import { RolesField } from './RolesField.tsx';
import classes from './Scope.module.css';
import { useGranted } from './useGranted.ts';

interface Props<Values extends Configuration> {
  readonly form: UseFormReturnType<Values>;
  readonly choices: Choices | null;
  /** So that a window below does not take the Escape that is meant for the permissions. */
  readonly onPermissions?: (opened: boolean) => void;
}

/** What the key may do: roles, the permissions that come of it, and API sets. */
export function AccessFields<Values extends Configuration>({ form, choices, onPermissions }: Props<Values>) {
  const [opened, setOpened] = useState(false);
  const values: Configuration = form.values;
  const granted = useGranted(values);
  const set = setterOf(form);
  const open = (now: boolean) => {
    setOpened(now);
    onPermissions?.(now);
  };
  return (
    <Stack gap="md">
      <RolesField
        roles={choices?.roles ?? null}
        value={values.roleIds}
        onChange={(roleIds) => set('roleIds', roleIds)}
        error={form.errors['roleIds']}
      />
      <div className={classes.permissionsLine}>
        <Button variant="default" size="xs" data-path="permissions" onClick={() => open(true)}>
          {t('View permissions')}
        </Button>
        <Text size="sm" c="dimmed" role="status">
          {granted.value && countText(granted.value, values.excludedPermissionIds)}
        </Text>
      </div>
      <ApiSetsField
        access={values.apiAccess}
        onAccess={(apiAccess) => set('apiAccess', apiAccess)}
        apiSets={choices?.apiSets ?? null}
        value={values.apiSetIds}
        onChange={(apiSetIds) => set('apiSetIds', apiSetIds)}
        error={form.errors['apiSetIds']}
      />
      <PermissionsDialog
        opened={opened}
        onClose={() => open(false)}
        reading={granted}
        excluded={values.excludedPermissionIds}
        keep={{
          label: t('{where, select, button {Done} other {Done}}', { where: 'button' }),
          act: (excludedPermissionIds) => {
            set('excludedPermissionIds', excludedPermissionIds);
            open(false);
          },
        }}
      />
    </Stack>
  );
}
