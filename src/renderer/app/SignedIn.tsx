import './frame-styles.ts';
import { useEffect } from 'react';
import { SecretHost } from '../secrets/SecretHost.tsx';
import { Frame } from './Frame.tsx';
import { followHistory } from './router.ts';

/** Everything that an administrator sees while signed in. */
export default function SignedIn({ locked }: { readonly locked: boolean }) {
  useEffect(followHistory, []);
  return (
    <SecretHost locked={locked}>
      <Frame locked={locked} />
    </SecretHost>
  );
}
