import { SegmentedControl, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { KeyRow } from '../../shared/key-row.ts';
import { t } from '../../shared/language/t.ts';
import { KeyField } from './KeyField.tsx';
import { PastedField } from './PastedField.tsx';
import type { Question } from './question.ts';
import { labelOf } from './pasted-text.ts';
import type { HeldSecret } from './useHeldSecret.ts';

interface Props {
  readonly form: UseFormReturnType<Question>;
  readonly chosen: KeyRow | null;
  /** The key that was asked for is not there. */
  readonly missing: boolean;
  readonly onChoose: (row: KeyRow | null) => void;
  readonly held: HeldSecret;
}

/** What the client presents: a key of the tenant, a pasted one, or none. */
export function PresentedFields({ form, chosen, missing, onChoose, held }: Props) {
  const { by, pasted, secret } = form.values;
  const paste = (text: string) => {
    held.hold(text);
    form.setValues({ by: 'text', pasted: labelOf(text) });
    form.clearErrors();
  };
  const present = (next: Question['by']) => {
    form.setFieldValue('by', next);
    form.clearFieldError('keyId');
    form.clearFieldError('pasted');
    if (next === 'text') return;
    // Nobody asks about it any more.
    held.forget();
    form.setFieldValue('pasted', '');
  };
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t('Presented')}
        data={[
          { value: 'key', label: t('Chosen key') },
          { value: 'text', label: t('Pasted secret') },
          { value: 'none', label: t('No key') },
        ]}
        value={by}
        onChange={present}
      />
      {by === 'key' && (
        <KeyField
          chosen={chosen}
          error={form.errors['keyId'] ?? (missing && t('There is no such key. Choose another one.'))}
          onChange={onChoose}
          onPasted={paste}
        />
      )}
      {by === 'key' && chosen !== null && chosen.rotation !== null && (
        <div>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label={t('Secret')}
            data={[
              { value: 'current', label: t('Current secret') },
              { value: 'previous', label: t('Previous secret') },
            ]}
            value={secret}
            onChange={(next) => form.setFieldValue('secret', next)}
            data-path="secret"
          />
          {form.errors['secret'] !== undefined && (
            <Text size="xs" c="var(--mantine-color-error)" role="alert" mt={4}>
              {form.errors['secret']}
            </Text>
          )}
        </div>
      )}
      {by === 'text' && (
        <PastedField
          value={pasted}
          held={held.label !== null}
          error={form.errors['pasted']}
          onType={(text) => form.setFieldValue('pasted', text)}
          onPasted={paste}
          onForget={() => {
            held.forget();
            form.setFieldValue('pasted', '');
          }}
        />
      )}
    </>
  );
}
