import { TextInput, type TextInputProps } from '@mantine/core';

/** **Key Name**. */
export const NameField = (input: TextInputProps) => (
  <TextInput
    label="Key Name"
    description="Say which application will use it, for example “ERP integration”."
    autoComplete="off"
    aria-required
    {...input}
  />
);
