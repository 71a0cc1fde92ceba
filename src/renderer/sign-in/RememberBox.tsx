import { Checkbox, type CheckboxProps } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { KeychainState } from '../../shared/session.ts';
import { api, failureOf } from '../api.ts';

/** **Keep me signed in on this computer**: offered when there is a keychain for it, and otherwise says why not. */
export function RememberBox(props: CheckboxProps) {
  const [keychain, setKeychain] = useState<KeychainState | null>(null);
  useEffect(() => {
    let current = true;
    const tell = (state: KeychainState) => current && setKeychain(state);
    api.session
      .keychain(undefined)
      .then(tell, (error: unknown) =>
        tell({ status: 'unavailable', cause: 'not-answering', reason: failureOf(error).message }),
      );
    return () => {
      current = false;
    };
  }, []);
  const available = keychain?.status === 'available';
  return (
    <Checkbox
      label="Keep me signed in on this computer"
      {...props}
      checked={available && props.checked === true}
      disabled={!available}
      description={
        keychain === null
          ? 'Asking this computer’s keychain…'
          : keychain.status === 'available'
            ? 'This computer’s keychain will hold the sign-in, never the password.'
            : keychain.reason
      }
      // The reason matters most when the box is disabled: do not let it fade.
      styles={{ description: { color: 'var(--mantine-color-dimmed)' } }}
    />
  );
}
