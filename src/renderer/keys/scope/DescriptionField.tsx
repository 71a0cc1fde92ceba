import { Text, Textarea, type TextareaProps } from '@mantine/core';
import { codePoints, DESCRIPTION_MAX } from '../../../shared/text.ts';
import { formatNumber } from '../../ui/format.ts';

const SHOWN_FROM = DESCRIPTION_MAX - 200;

/** **Description** with a count of its characters when the limit comes near. */
export function DescriptionField({ value, ...input }: TextareaProps & { readonly value: string }) {
  const length = codePoints(value.trim());
  return (
    <div>
      <Textarea
        label="Description"
        description="Optional."
        rows={3}
        resize="vertical"
        {...input}
        value={value}
      />
      <Text
        size="xs"
        ta="right"
        mt={4}
        c={length > DESCRIPTION_MAX ? 'var(--mantine-color-error)' : 'dimmed'}
      >
        {length >= SHOWN_FROM && `${formatNumber(length)} of ${formatNumber(DESCRIPTION_MAX)} characters`}
      </Text>
    </div>
  );
}
