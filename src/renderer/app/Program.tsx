import { useState } from 'react';
import { fetched } from './fetched.tsx';
import { Splash } from './Splash.tsx';

const SignedIn = fetched(() => import('./SignedIn.tsx'), <Splash />);

/** What an administrator works in. The lock lies over it, and keeps it. */
export function Program({ locked }: { readonly locked: boolean }) {
  // After a reload while locked there is nothing below yet, and nothing may be asked of the main process.
  const [opened, setOpened] = useState(!locked);
  if (!locked && !opened) setOpened(true);
  return (
    <div className="program" inert={locked}>
      {opened && <SignedIn locked={locked} />}
      <div id="portals" />
    </div>
  );
}
