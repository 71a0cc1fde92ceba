import { PasswordInput, type PasswordInputProps, Text } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { t } from '../../shared/language/t.ts';

/** A password that can be shown, with a word when caps lock is on. */
export function PasswordField(props: PasswordInputProps) {
  const [visible, setVisible] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const look = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));
  return (
    <div onKeyDown={look} onKeyUp={look} onBlur={() => setCapsLock(false)}>
      <PasswordInput
        {...props}
        visible={visible}
        onVisibilityChange={setVisible}
        visibilityToggleFocusable
        visibilityToggleButtonProps={{ 'aria-label': visible ? t('Hide password') : t('Show password') }}
        spellCheck={false}
        autoCapitalize="off"
      />
      <div role="status">
        {capsLock && (
          <Text size="xs" mt={4}>
            {t('Caps Lock is on.')}
          </Text>
        )}
      </div>
    </div>
  );
}
