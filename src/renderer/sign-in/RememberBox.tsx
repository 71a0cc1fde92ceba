import { Anchor, Checkbox, type CheckboxProps } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { t } from '../../shared/language/t.ts';
import { useKeychain } from './useKeychain.ts';

/** **Keep me signed in on this computer**: offered when there is a keychain for it, and otherwise says why not. */
export function RememberBox(props: CheckboxProps) {
  const { state, asking, ask } = useKeychain();
  const box = useRef<HTMLInputElement>(null);
  const tryingAgain = useRef(false);
  const available = state?.status === 'available';
  useEffect(() => {
    // The link that had the focus is gone.
    if (available && tryingAgain.current) box.current?.focus();
  }, [available]);
  return (
    <div>
      <Checkbox
        ref={box}
        label={t('Keep me signed in on this computer')}
        {...props}
        checked={available && props.checked === true}
        disabled={!available}
        description={
          state === null || (asking && !available)
            ? t('Asking this computer’s keychain…')
            : state.status === 'available'
              ? t('This computer’s keychain will hold the sign-in, never the password.')
              : state.reason
        }
        // The reason matters most when the box is disabled: do not let it fade.
        styles={{ description: { color: 'var(--mantine-color-dimmed)' } }}
      />
      {state?.status === 'unavailable' && (
        <Anchor
          component="button"
          type="button"
          size="xs"
          ml={32}
          aria-disabled={asking}
          onClick={() => {
            tryingAgain.current = true;
            ask();
          }}
        >
          {t('Try again')}
        </Anchor>
      )}
    </div>
  );
}
