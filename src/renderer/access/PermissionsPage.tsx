import { Button } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../shared/language/t.ts';
import type { Permission } from '../../shared/permissions.ts';
import { api } from '../api.ts';
import { useMay } from '../app/session.ts';
import { IconPermissions, IconPlus } from '../ui/icons.ts';
import { focusPageTitle } from '../ui/PageTitle.tsx';
import { AccessTable } from './AccessTable.tsx';
import { contains, counted } from '../ui/counted.ts';
import { rich } from '../ui/rich.tsx';
import { DeleteDialog } from './DeleteDialog.tsx';
import { grantersOf, grantersText, readCatalogue } from './granters.ts';
import { EmptyList, ListFrame } from './ListFrame.tsx';
import { nameOf } from './matrix.ts';
import { type Edited, PermissionDialog } from './PermissionDialog.tsx';
import { permissionColumns } from './permission-columns.tsx';
import { PERMISSIONS_PATH } from './PermissionsLink.tsx';
import { say, useSaid } from './said.ts';
import { ScreenLink } from './ScreenLink.tsx';
import { GROUPS, ROLES } from './subjects.ts';
import { UsedByDialog } from './UsedBy.tsx';
import { Names } from './UserNames.tsx';
import { useReading } from './useReading.ts';
import { useRowDialog } from './useRowDialog.ts';

const about = () => (
  <>
    {rich(
      'The catalogue of what can be done in your APIs. <roles>Roles</roles> and <groups>authorization groups</groups> grant permissions to people and keys.',
      {
        roles: <ScreenLink to={ROLES.path} />,
        groups: <ScreenLink to={GROUPS.path} />,
      },
    )}
  </>
);

/** **Permissions**: the catalogue from which roles and authorization groups grant. */
export default function PermissionsPage() {
  const reading = useReading(readCatalogue);
  const may = useMay('manage-access-control');
  const said = useSaid(PERMISSIONS_PATH);
  const [typed, setTyped] = useState('');
  const users = useRowDialog<Permission>();
  const deletion = useRowDialog<Permission>();
  const edition = useRowDialog<Edited>();
  const { value } = reading;
  const total = value?.permissions.length ?? 0;
  const shown =
    value &&
    value.permissions
      .filter((permission) => contains(typed, nameOf(permission), permission.description))
      .toSorted((one, other) => nameOf(one).localeCompare(nameOf(other)));
  const granters = (permission: Permission) => (value === null ? [] : grantersOf(value, permission));
  const done = (text: string, id: number | null) => {
    say({ list: PERMISSIONS_PATH, text, id });
    reading.again();
  };
  const status =
    shown === null
      ? t('Reading the permissions…')
      : typed === ''
        ? counted(total, 'permission')
        : t('{shownCount} of {permissions}', {
            shownCount: shown.length,
            permissions: counted(total, 'permission'),
          });
  return (
    <ListFrame
      title={t('Permissions')}
      many={t('permissions')}
      about={about()}
      reading={reading}
      total={total}
      typed={typed}
      onType={setTyped}
      shown={shown?.length ?? 0}
      status={said === null ? status : `${said.text} ${status}`}
      actions={
        may && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => edition.open('new')}>
            {t('New permission')}
          </Button>
        )
      }
      empty={
        <EmptyList icon={IconPermissions} title={t('No permissions yet')} action={null}>
          {t(
            'A permission is an action on a resource of your APIs, for example invoices: read. Your gateway or your program asks Latchkey whether a key has it.',
          )}
        </EmptyList>
      }
    >
      <AccessTable
        label={t('Permissions')}
        columns={permissionColumns({
          granters,
          onUsers: users.open,
          ...(may && { onEdit: edition.open, onDelete: deletion.open }),
        })}
        rows={shown}
        freshId={said?.id ?? null}
        {...(may && { onOpen: edition.open })}
      />
      <UsedByDialog
        dialog={users}
        title={(permission) => t('Who grants “{nameOf}”', { nameOf: nameOf(permission) })}
      >
        {(permission) => <Names lists={granters(permission)} label={t('Granted by')} />}
      </UsedByDialog>
      <DeleteDialog
        dialog={deletion}
        one={t('permission')}
        name={nameOf}
        inUse={(permission) => {
          const who = grantersText(granters(permission));
          return (
            who &&
            t('“{nameOf}” is granted by {who}. Untick it there first.', { nameOf: nameOf(permission), who })
          );
        }}
        renderUsers={(permission) => <Names lists={granters(permission)} label={t('Granted by')} />}
        remove={({ id }) => api.permissions.remove({ id })}
        onRemoved={(permission) => {
          done(t('“{name}” was deleted.', { name: nameOf(permission) }), null);
          focusPageTitle();
        }}
      />
      <PermissionDialog
        dialog={edition}
        onSaved={(permission, isNew) =>
          done(
            isNew
              ? t('“{name}” was created.', { name: nameOf(permission) })
              : t('“{name}” was saved.', { name: nameOf(permission) }),
            permission.id,
          )
        }
      />
    </ListFrame>
  );
}
