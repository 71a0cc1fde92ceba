import '@mantine/core/styles/SimpleGrid.layer.css';
import { Select, SimpleGrid, Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { t } from '../../../shared/language/t.ts';
import { fieldProps } from '../../ui/fieldProps.ts';
import { AllowlistField } from '../scope/AllowlistField.tsx';
import { DescriptionField } from '../scope/DescriptionField.tsx';
import { GroupField } from '../scope/GroupField.tsx';
import { NameField } from '../scope/NameField.tsx';
import { RateLimitsField } from '../scope/RateLimitsField.tsx';
import type { Choices } from '../scope/useChoices.ts';
import { ExpirationField } from './ExpirationField.tsx';
import { type GenerateValues, ownerType } from './generate-form.ts';
import type { Owners } from './useOwners.ts';
import { ValidityField } from './ValidityField.tsx';

interface Props {
  readonly form: UseFormReturnType<GenerateValues>;
  readonly choices: Choices | null;
  readonly owners: Owners | null;
}

/** **Key Information**: whose key it is, what it is called, and its limits in time and place. */
export function KeyInformation({ form, choices, owners }: Props) {
  const owner = ownerType(form.values);
  const choose = (chosen: string | null) => {
    if (chosen === null || chosen === form.values.owner) return;
    form.setFieldValue('owner', chosen);
    // A group of the other type is none for this owner.
    if (ownerType({ owner: chosen }) !== owner) form.setFieldValue('authorizationGroupId', null);
  };
  return (
    <Stack gap="md">
      <NameField autoFocus {...fieldProps(form, 'name')} />
      <DescriptionField {...fieldProps(form, 'description')} value={form.values.description} />
      <SimpleGrid cols={2} spacing="md">
        <Select
          label={t('Owner')}
          description={
            owner === 'tenant'
              ? t('The key depends on no account.')
              : t('It stops working while the account is disabled.')
          }
          placeholder={t('Reading…')}
          data={owners?.choices.map(({ value, label }) => ({ value, label })) ?? []}
          searchable={(owners?.choices.length ?? 0) > 8}
          nothingFoundMessage={t('No account matches')}
          allowDeselect={false}
          comboboxProps={{ shadow: 'md' }}
          aria-required
          {...form.getInputProps('owner')}
          onChange={choose}
        />
        <GroupField
          owner={owner}
          groups={choices?.groups ?? null}
          value={form.values.authorizationGroupId}
          onChange={(id) => form.setFieldValue('authorizationGroupId', id)}
          error={form.errors['authorizationGroupId']}
        />
      </SimpleGrid>
      {owner === 'tenant' ? (
        <ExpirationField {...fieldProps(form, 'expiration')} value={form.values.expiration} />
      ) : (
        <ValidityField {...fieldProps(form, 'validityDays')} value={form.values.validityDays} />
      )}
      <AllowlistField {...fieldProps(form, 'allowlist')} value={form.values.allowlist} />
      <RateLimitsField form={form} />
    </Stack>
  );
}
