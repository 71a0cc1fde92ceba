// One chunk for everything that can be the first screen: many small files would cost more to fetch than they save.
export { LockScreen } from './LockScreen.tsx';
export { NoAnswer } from './NoAnswer.tsx';
export { RestoringPage } from './RestoringPage.tsx';
export { SetUpPage } from './SetUpPage.tsx';
export { SignInPage } from './SignInPage.tsx';
export { StoreFailed } from './StoreFailed.tsx';
