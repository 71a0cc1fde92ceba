import './frame-styles.ts';
import { useEffect } from 'react';
import { SecretHost } from '../secrets/SecretHost.tsx';
import { Frame } from './Frame.tsx';
import { fetchScreens } from './lazy-screens.ts';
import { followHistory } from './router.ts';

/** Everything that an administrator sees while signed in. */
export default function SignedIn({ locked }: { readonly locked: boolean }) {
  useEffect(followHistory, []);
  useEffect(() => {
    const timer = setTimeout(fetchScreens, 1500);
    return () => clearTimeout(timer);
  }, []);
  return (
    <SecretHost locked={locked}>
      <Frame locked={locked} />
    </SecretHost>
  );
}
