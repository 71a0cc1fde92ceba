import { Button, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../shared/language/t.ts';
import type { Permission } from '../../shared/permissions.ts';
import { useMay } from '../app/session.ts';
import { formatNumber } from '../ui/format.ts';
import { IconSearch } from '../ui/icons.ts';
import forms from './AccessForm.module.css';
import { counted } from '../ui/counted.ts';
import { rich } from '../ui/rich.tsx';
import classes from './Matrix.module.css';
import { matrixOf, rowsWith } from './matrix.ts';
import { PermissionMatrix } from './PermissionMatrix.tsx';
import { PERMISSIONS_PATH } from './PermissionsLink.tsx';
import { ScreenLink } from './ScreenLink.tsx';

interface Props {
  readonly permissions: readonly Permission[];
  readonly value: readonly number[];
  readonly onChange: (value: number[]) => void;
  readonly about: string;
  readonly error?: string | undefined;
}

/** **Permissions** of a role or group: search, count and matrix. */
export function PermissionsPanel({ permissions, value, onChange, about, error }: Props) {
  const [typed, setTyped] = useState('');
  const mayEdit = useMay('manage-access-control');
  const nothingFound = permissions.length > 0 && rowsWith(matrixOf(permissions).rows, typed).length === 0;
  return (
    <section className={forms.panel} aria-labelledby="permissions" data-path="permissionIds" tabIndex={-1}>
      <div>
        <Title order={2} id="permissions">
          {t('Permissions')}
        </Title>
        <Text size="sm" c="dimmed">
          {about}
        </Text>
      </div>
      {permissions.length === 0 ? (
        <Text size="sm">
          {rich(
            'The catalogue has no permissions yet. Add them under <screenLink>Permissions</screenLink>.',
            { screenLink: <ScreenLink to={PERMISSIONS_PATH} /> },
          )}
        </Text>
      ) : (
        <>
          <div className={classes.tools}>
            <TextInput
              type="search"
              data-search
              aria-label={t('Search permissions')}
              placeholder={t('Search permissions')}
              leftSection={<IconSearch size={16} />}
              className={classes.search}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              // It would send the form.
              onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
            />
            <div role="status" className={classes.count}>
              {t('{valueCount} of {permissions}', {
                valueCount: formatNumber(value.length),
                permissions: counted(permissions.length, 'permission'),
              })}
            </div>
          </div>
          <PermissionMatrix
            permissions={permissions}
            value={value}
            onChange={onChange}
            readOnly={!mayEdit}
            typed={typed}
          />
          {nothingFound && (
            <div>
              <Text size="sm" mb={6}>
                {t('No permissions match “{typed}”.', { typed: typed.trim() })}
              </Text>
              <Button variant="default" size="xs" onClick={() => setTyped('')}>
                {t('Clear search')}
              </Button>
            </div>
          )}
        </>
      )}
      {error !== undefined && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
    </section>
  );
}
