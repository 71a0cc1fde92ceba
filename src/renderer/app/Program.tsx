import { lazy, Suspense, useState } from 'react';
import { LockScreen } from './lazy-screens.ts';
import { Splash } from './Splash.tsx';

const SignedIn = lazy(() => import('./SignedIn.tsx'));

/** What an administrator works in, and the lock over it. */
export function Program({ locked }: { readonly locked: boolean }) {
  // After a reload while locked there is nothing below yet, and nothing may be asked of the main process.
  const [opened, setOpened] = useState(!locked);
  if (!locked && !opened) setOpened(true);
  return (
    <>
      <div className="program" inert={locked}>
        {opened && (
          <Suspense fallback={<Splash />}>
            <SignedIn locked={locked} />
          </Suspense>
        )}
        <div id="portals" />
      </div>
      {locked && (
        <Suspense fallback={<Splash />}>
          <LockScreen />
        </Suspense>
      )}
    </>
  );
}
