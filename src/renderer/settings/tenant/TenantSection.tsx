import { t } from '../../../shared/language/t.ts';
import { useReading } from '../../access/useReading.ts';
import type { Tenant } from '../../../shared/tenants.ts';
import { api } from '../../api.ts';
import { tellTenantsChanged } from '../../app/open-tenant.ts';
import { useMay } from '../../app/session.ts';
import { tellKeyChange } from '../../keys/key-changes.ts';
import { rich } from '../../ui/rich.tsx';
import { Loaded } from '../Loaded.tsx';
import { NeedsAuthority, SettingsForm } from '../SettingsForm.tsx';
import { SettingsFrame } from '../SettingsFrame.tsx';
import { inputOf, useTenantForm, valuesOf } from './tenant-form.ts';
import { TenantFields } from './TenantFields.tsx';

const read = () => api.settings.tenant(undefined);

/** **Tenant**: the settings of the one that is open. */
export default function TenantSection() {
  const mayEdit = useMay('manage-settings');
  const reading = useReading(read, false);
  return (
    <SettingsFrame
      title={t('Tenant')}
      ready={reading.value !== null || reading.failure !== null}
      about={
        <>
          {rich('What holds for everybody in this tenant and for its keys.{mayEdit}', {
            mayEdit: !mayEdit && <NeedsAuthority authority="manage-settings" />,
          })}
        </>
      }
    >
      <Loaded reading={reading} what={t('the tenant')}>
        {(tenant) => <TenantSettings tenant={tenant} mayEdit={mayEdit} />}
      </Loaded>
    </SettingsFrame>
  );
}

interface Props {
  readonly tenant: Tenant;
  readonly mayEdit: boolean;
}

function TenantSettings({ tenant, mayEdit }: Props) {
  const mayLimit = useMay('manage-tenants');
  const form = useTenantForm(tenant);
  return (
    <SettingsForm
      form={form}
      label={t('Tenant')}
      mayEdit={mayEdit}
      save={async (values) => {
        const saved = await api.settings.editTenant(inputOf(values));
        // The list of keys shows the limit, and what expires soon.
        tellKeyChange({ type: 'many' });
        tellTenantsChanged();
        return valuesOf(saved);
      }}
    >
      <TenantFields form={form} mayEdit={mayEdit} mayLimit={mayLimit} countedKeys={tenant.countedKeys} />
    </SettingsForm>
  );
}
