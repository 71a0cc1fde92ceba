import { Button, Group, Modal, Stack } from '@mantine/core';
import { useEffect, useState } from 'react';
import { t } from '../../../shared/language/t.ts';
import type { RowDialog } from '../../access/useRowDialog.ts';
import type { Tenant } from '../../../shared/tenants.ts';
import { api } from '../../api.ts';
import { FailureAlert } from '../../ui/FailureAlert.tsx';
import { useSubmit } from '../../ui/useSubmit.ts';
import { inputOf, useTenantForm } from './tenant-form.ts';
import { TenantFields } from './TenantFields.tsx';

export type EditedTenant = Tenant | 'new';

interface Props {
  readonly dialog: RowDialog<EditedTenant>;
  readonly onSaved: (tenant: Tenant, isNew: boolean) => void;
}

/** **New tenant**, or the settings of any. Escape and a click outside give up only what is untouched. */
export function TenantDialog({ dialog, onSaved }: Props) {
  const { row, opened, close } = dialog;
  const [dirty, setDirty] = useState(false);
  return (
    <Modal
      opened={opened}
      onClose={() => !dirty && close()}
      title={row === 'new' ? t('New tenant') : t('Edit tenant')}
      withCloseButton={false}
      size={640}
    >
      {row !== null && <Form dialog={dialog} onSaved={onSaved} edited={row} onDirty={setDirty} />}
    </Modal>
  );
}

interface FormProps extends Props {
  readonly edited: EditedTenant;
  readonly onDirty: (dirty: boolean) => void;
}

function Form({ dialog, onSaved, edited, onDirty }: FormProps) {
  const known = edited === 'new' ? null : edited;
  const form = useTenantForm(known);
  const isDirty = form.isDirty();
  useEffect(() => onDirty(isDirty), [onDirty, isDirty]);
  const { busy, failure, onSubmit } = useSubmit(form, async (values) => {
    const input = inputOf(values);
    const saved =
      known === null ? await api.tenants.create(input) : await api.tenants.edit({ id: known.id, ...input });
    dialog.close();
    onSaved(saved, known === null);
  });
  return (
    <form onSubmit={onSubmit} noValidate aria-busy={busy}>
      <Stack gap="md">
        <FailureAlert failure={failure} />
        <TenantFields form={form} mayEdit mayLimit countedKeys={known?.countedKeys ?? null} autoFocus />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" disabled={busy} onClick={dialog.close}>
            {t('Cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {known === null ? t('Create') : t('Save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
