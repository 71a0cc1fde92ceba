import { type ComponentType, lazy, type LazyExoticComponent } from 'react';

type Screens = typeof import('../sign-in/screens.ts');

const load = () => import('../sign-in/screens.ts');
const pick = <Props>(
  choose: (screens: Screens) => ComponentType<Props>,
): LazyExoticComponent<ComponentType<Props>> => lazy(async () => ({ default: choose(await load()) }));

/** The screens before the program and the lock over it, fetched when one of them is needed. */
export const LockScreen = pick((screens) => screens.LockScreen);
export const NoAnswer = pick((screens) => screens.NoAnswer);
export const RestoringPage = pick((screens) => screens.RestoringPage);
export const SetUpPage = pick((screens) => screens.SetUpPage);
export const SignInPage = pick((screens) => screens.SignInPage);
export const StoreFailed = pick((screens) => screens.StoreFailed);

/** So that a lock shows at once, without waiting for its code. */
export const fetchScreens = (): void => void load();
