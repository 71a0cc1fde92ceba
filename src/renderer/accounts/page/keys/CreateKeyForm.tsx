import '../../../keys/scope/styles.ts';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useState } from 'react';
import type { AccountRow } from '../../../../shared/account-row.ts';
import { t } from '../../../../shared/language/t.ts';
import { api } from '../../../api.ts';
import dialogClasses from '../../../keys/dialogs/Dialog.module.css';
import { fieldNames, generateInputOf, type GenerateValues } from '../../../keys/generate/generate-form.ts';
import { ValidityField } from '../../../keys/generate/ValidityField.tsx';
import { generatedKeyAdder } from '../../../keys/keys-store.ts';
import { AccessFields } from '../../../keys/scope/AccessFields.tsx';
import { DescriptionField } from '../../../keys/scope/DescriptionField.tsx';
import { NameField } from '../../../keys/scope/NameField.tsx';
import { useChoices } from '../../../keys/scope/useChoices.ts';
import { useShowSecret } from '../../../secrets/SecretHost.tsx';
import { FailureAlert } from '../../../ui/FailureAlert.tsx';
import { fieldProps } from '../../../ui/fieldProps.ts';
import { useSubmit } from '../../../ui/useSubmit.ts';
import { CREATE_RULES } from './create-key.ts';
import { showFreshKey } from './fresh-key.ts';
import { MoreFields } from './MoreFields.tsx';
import { useOwnGuard } from './useOwnGuard.ts';

interface Props {
  readonly account: Pick<AccountRow, 'id' | 'username'>;
  readonly first: GenerateValues;
  readonly onState: (state: { dirty: boolean; busy: boolean; inner: boolean }) => void;
  readonly onCancel: () => void;
  readonly onCreated: () => void;
}

/** The form of **Create API key**. */
export function CreateKeyForm({ account, first, onState, onCancel, onCreated }: Props) {
  const showSecret = useShowSecret();
  const choices = useChoices();
  const [inner, setInner] = useState(false);
  const form = useForm({ initialValues: first, validate: CREATE_RULES });
  const { busy, failure, onSubmit } = useSubmit(
    form,
    async (values) => {
      const addToList = generatedKeyAdder();
      const { row, usage, secret } = await api.keys.generate(generateInputOf(values, Date.now()));
      showSecret(secret, () => showFreshKey(account.id, row));
      onCreated();
      addToList(row, usage);
    },
    // What is wrong with the owner, who is no field here, is said below the form.
    { ...fieldNames('account'), ownerAccountId: t('owner of the key') },
  );
  const dirty = form.isDirty();
  useEffect(() => onState({ dirty, busy, inner }), [onState, dirty, busy, inner]);
  useOwnGuard(dirty);

  return (
    <form onSubmit={onSubmit} noValidate aria-busy={busy}>
      <Stack gap="md" className={dialogClasses.fields}>
        <NameField
          {...fieldProps(form, 'name')}
          label={t('Name')}
          description={t('Say which integration will use it.')}
          autoFocus
          onFocus={(event) => event.currentTarget.select()}
        />
        <DescriptionField {...fieldProps(form, 'description')} value={form.values.description} />
        <ValidityField {...fieldProps(form, 'validityDays')} value={form.values.validityDays} />
        <AccessFields form={form} choices={choices.value} onPermissions={setInner} />
        <MoreFields form={form} groups={choices.value?.groups ?? null} />
      </Stack>
      <div className={dialogClasses.foot} data-line>
        <FailureAlert failure={failure} />
        {choices.failure && (
          <Group gap="sm">
            <FailureAlert failure={choices.failure} />
            <Button size="xs" variant="default" loading={choices.busy} onClick={choices.again}>
              {t('Try again')}
            </Button>
          </Group>
        )}
        <Group justify="flex-end" gap="xs">
          <Text size="sm" c="dimmed" mr="auto">
            {t('The key is shown once, in the next window.')}
          </Text>
          <Button variant="default" disabled={busy} onClick={onCancel}>
            {t('Cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {t('Submit')}
          </Button>
        </Group>
      </div>
    </form>
  );
}
