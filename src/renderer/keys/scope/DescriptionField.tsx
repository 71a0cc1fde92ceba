import { Text, Textarea, type TextareaProps } from '@mantine/core';
import { t } from '../../../shared/language/t.ts';
import { codePoints, DESCRIPTION_MAX } from '../../../shared/text.ts';
import { formatNumber } from '../../ui/format.ts';

const SHOWN_FROM = DESCRIPTION_MAX - 200;

/** **Description** with a count of its characters when the limit comes near. */
export function DescriptionField({ value, ...input }: TextareaProps & { readonly value: string }) {
  const length = codePoints(value.trim());
  return (
    <div>
      <Textarea
        label={t('Description')}
        description={t('Optional.')}
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
        {length >= SHOWN_FROM &&
          t('{length} of {descriptionMax} characters', {
            length: formatNumber(length),
            descriptionMax: formatNumber(DESCRIPTION_MAX),
          })}
      </Text>
    </div>
  );
}
