import { Suspense } from 'react';
import { NoAnswer, RestoringPage, SetUpPage, SignInPage, StoreFailed } from './lazy-screens.ts';
import { Program } from './Program.tsx';
import { useSession } from './session.ts';
import { Splash } from './Splash.tsx';

/** One screen family for each state of the session. */
export function App() {
  return (
    <Suspense fallback={<Splash />}>
      <Screen />
    </Suspense>
  );
}

function Screen() {
  const { state, failure } = useSession();
  if (state === null) return failure ? <NoAnswer failure={failure} /> : <Splash />;
  switch (state.status) {
    case 'store-failed':
      return <StoreFailed {...state} />;
    case 'needs-set-up':
      return <SetUpPage />;
    case 'restoring':
      return <RestoringPage />;
    case 'signed-out':
      return <SignInPage notice={state.notice} />;
    case 'locked':
    case 'signed-in':
      // The same element for both, so that a lock keeps every unsaved form; another person starts anew.
      return <Program key={state.administrator.accountId} locked={state.status === 'locked'} />;
  }
}
