import { TextInput, type TextInputProps } from '@mantine/core';
import { t } from '../../../shared/language/t.ts';

/** **Key Name**. */
export const NameField = (input: TextInputProps) => (
  <TextInput
    label={t('Key Name')}
    description={t('Say which application will use it, for example “ERP integration”.')}
    autoComplete="off"
    aria-required
    {...input}
  />
);
