import { Button } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../../shared/language/t.ts';
import { AccessTable } from '../../access/AccessTable.tsx';
import { useRowDialog } from '../../access/useRowDialog.ts';
import type { Failure } from '../../../shared/rpc.ts';
import type { Tenant } from '../../../shared/tenants.ts';
import { api, failureOf } from '../../api.ts';
import { openTenant, tellTenantsChanged, useTenants } from '../../app/open-tenant.ts';
import { useAdministrator } from '../../app/session.ts';
import { tellKeyChange } from '../../keys/key-changes.ts';
import { ActionDialog } from '../../ui/ActionDialog.tsx';
import { ExactTimes } from '../../ui/ExactTimes.tsx';
import { FailureAlert } from '../../ui/FailureAlert.tsx';
import { IconPlus } from '../../ui/icons.ts';
import { rich } from '../../ui/rich.tsx';
import { toast } from '../../ui/toast.tsx';
import { Loaded } from '../Loaded.tsx';
import classes from '../Settings.module.css';
import { SettingsFrame } from '../SettingsFrame.tsx';
import { tenantColumns } from './tenant-columns.tsx';
import { type EditedTenant, TenantDialog } from './TenantDialog.tsx';

/** **Tenants**: the organisations of this store; only super users see that there are several. */
export default function TenantsSection() {
  const { tenant, ownTenantId } = useAdministrator();
  const reading = useTenants();
  const edition = useRowDialog<EditedTenant>();
  const archiving = useRowDialog<Tenant>();
  const [opening, setOpening] = useState<number | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  const said = (message: string) => {
    toast({ message });
    tellTenantsChanged();
  };
  const attempt = async (act: () => Promise<void>) => {
    setFailure(null);
    try {
      await act();
    } catch (error) {
      setFailure(failureOf(error));
      reading.again();
    }
  };
  const open = async ({ id }: Tenant) => {
    setOpening(id);
    await attempt(() => openTenant(id));
    setOpening(null);
  };
  const restore = ({ id, name }: Tenant) =>
    attempt(async () => {
      await api.tenants.restore({ id });
      said(t('“{name}” was restored.', { name }));
    });
  return (
    <SettingsFrame
      title={t('Tenants')}
      wide
      ready={reading.value !== null || reading.failure !== null}
      about={t(
        'The organisations of this store. Each has its own keys, accounts and settings, and sees nothing of the others.',
      )}
      actions={
        <Button leftSection={<IconPlus size={16} />} onClick={() => edition.open('new')}>
          {t('New tenant')}
        </Button>
      }
    >
      <FailureAlert failure={failure ?? (reading.value === null ? null : reading.failure)} />
      <Loaded reading={reading} what={t('the tenants')}>
        {(tenants) => (
          <ExactTimes>
            <div className={classes.tenants}>
              <AccessTable
                label={t('Tenants')}
                rows={tenants}
                columns={tenantColumns({
                  openId: tenant.id,
                  ownId: ownTenantId,
                  opening,
                  onOpen: (row) => void open(row),
                  onEdit: edition.open,
                  onArchive: archiving.open,
                  onRestore: (row) => void restore(row),
                })}
              />
            </div>
          </ExactTimes>
        )}
      </Loaded>
      <TenantDialog
        dialog={edition}
        onSaved={({ id, name }, isNew) => {
          said(isNew ? t('“{name}” was created.', { name }) : t('“{name}” was saved.', { name }));
          // The list of keys shows the limit, and what expires soon.
          if (id === tenant.id) tellKeyChange({ type: 'many' });
        }}
      />
      <ActionDialog
        dialog={archiving}
        title={t('Archive tenant')}
        proceed={t('Archive')}
        act={({ id }) => api.tenants.archive({ id })}
        onDone={({ name }) => said(t('“{name}” was archived.', { name }))}
      >
        {({ name }) => (
          <>
            {rich(
              'Archive {name}? Its people cannot sign in and its keys do not work until it is restored. Nothing of it is deleted.',
              { name: <b>{name}</b> },
            )}
          </>
        )}
      </ActionDialog>
    </SettingsFrame>
  );
}
