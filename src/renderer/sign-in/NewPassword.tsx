import type { PasswordInputProps } from '@mantine/core';
import { t } from '../../shared/language/t.ts';
import { PASSWORD } from '../../shared/text.ts';
import { PasswordField } from '../ui/PasswordField.tsx';
import { StrengthMeter } from './StrengthMeter.tsx';

interface Props extends PasswordInputProps {
  /** What is typed so far, for the meter. */
  readonly password: string;
}

/** A password that is being chosen: its rule beforehand, its strength while typing. */
export function NewPassword({ password, ...input }: Props) {
  return (
    <div>
      <PasswordField
        autoComplete="new-password"
        description={t('At least {min} characters. Several words work well.', { min: PASSWORD.min })}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        {...input}
      />
      <StrengthMeter password={password} />
    </div>
  );
}
