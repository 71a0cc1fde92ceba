import { Button, Code, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useState } from 'react';
import { t } from '../../shared/language/t.ts';
import type { Permission } from '../../shared/permissions.ts';
import { permissionPartProblem, shortTextProblem } from '../../shared/text.ts';
import { api } from '../api.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { fieldProps } from '../ui/fieldProps.ts';
import { rich } from '../ui/rich.tsx';
import { useSubmit } from '../ui/useSubmit.ts';
import { nameOf } from './matrix.ts';
import type { RowDialog } from './useRowDialog.ts';

export type Edited = Permission | 'new';

interface Props {
  readonly dialog: RowDialog<Edited>;
  readonly onSaved: (permission: Permission, isNew: boolean) => void;
}

/** **New permission**, or the description of one that is there. Escape and a click outside give up only what is untouched. */
export function PermissionDialog({ dialog, onSaved }: Props) {
  const { row, opened, close } = dialog;
  const [dirty, setDirty] = useState(false);
  return (
    <Modal
      opened={opened}
      onClose={() => !dirty && close()}
      title={row === 'new' ? t('New permission') : t('Edit permission')}
      withCloseButton={false}
      size={460}
    >
      {row !== null && <PermissionForm dialog={dialog} onSaved={onSaved} edited={row} onDirty={setDirty} />}
    </Modal>
  );
}

interface FormProps extends Props {
  readonly edited: Edited;
  readonly onDirty: (dirty: boolean) => void;
}

function PermissionForm({ dialog, onSaved, edited, onDirty }: FormProps) {
  const known = edited === 'new' ? null : edited;
  const form = useForm({
    initialValues: {
      resource: known?.resource ?? '',
      action: known?.action ?? '',
      description: known?.description ?? '',
    },
    validate: {
      resource: (text) => permissionPartProblem(t('Resource'), text),
      action: (text) => permissionPartProblem(t('Action'), text),
      description: (text) => shortTextProblem(t('Description'), text),
    },
  });
  const isDirty = form.isDirty();
  useEffect(() => onDirty(isDirty), [onDirty, isDirty]);
  const { busy, failure, onSubmit } = useSubmit(form, async (values) => {
    const { description } = values;
    const saved =
      known === null
        ? await api.permissions.create(values)
        : await api.permissions.edit({ id: known.id, description });
    dialog.close();
    onSaved(saved, known === null);
  });
  return (
    <form onSubmit={onSubmit} noValidate aria-busy={busy}>
      <Stack gap="md">
        <FailureAlert failure={failure} />
        {known === null ? (
          <Group grow align="flex-start">
            <TextInput
              label={t('Resource')}
              description={t('For example invoices')}
              autoComplete="off"
              spellCheck={false}
              aria-required
              data-autofocus
              {...fieldProps(form, 'resource')}
            />
            <TextInput
              label={t('Action')}
              description={t('For example approve')}
              autoComplete="off"
              spellCheck={false}
              aria-required
              {...fieldProps(form, 'action')}
            />
          </Group>
        ) : (
          <Text size="sm">
            {rich('{nameOf} keeps its name, because keys and other programs rely on it.', {
              nameOf: <Code fz="sm">{nameOf(known)}</Code>,
            })}
          </Text>
        )}
        <TextInput
          label={t('Description')}
          placeholder={t('Optional')}
          autoComplete="off"
          {...(known !== null && { 'data-autofocus': true })}
          {...fieldProps(form, 'description')}
        />
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
