import { LockScreen } from '../sign-in/LockScreen.tsx';
import { NoAnswer } from '../sign-in/NoAnswer.tsx';
import { RestoringPage } from '../sign-in/RestoringPage.tsx';
import { SetUpPage } from '../sign-in/SetUpPage.tsx';
import { SignInPage } from '../sign-in/SignInPage.tsx';
import { StoreFailed } from '../sign-in/StoreFailed.tsx';
import { Program } from './Program.tsx';
import { useSession, whose } from './session.ts';
import { Splash } from './Splash.tsx';

/** One screen family for each state of the session. All that can be first come with the program, in one file. */
export function App() {
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
      return (
        <>
          {/* The same element for both, so that a lock keeps every unsaved form; another person or tenant starts anew. */}
          <Program key={whose(state)} locked={state.status === 'locked'} />
          {/* Another tenant under it leaves alone what is typed into it. */}
          {state.status === 'locked' && <LockScreen key={state.administrator.accountId} />}
        </>
      );
  }
}
