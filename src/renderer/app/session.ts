import { create } from 'zustand';
import type { Authority } from '../../shared/authorities.ts';
import type { Failure } from '../../shared/rpc.ts';
import type { Administrator, SessionState } from '../../shared/session.ts';
import { api, failureOf, onEvent } from '../api.ts';

interface SessionStore {
  /** `null` until the main process has answered. */
  readonly state: SessionState | null;
  /** Why it did not answer. */
  readonly failure: Failure | null;
  /** The unsaved secret because of which the window did not close; the person is asked about it. */
  readonly closeAskedFor: string | null;
}

export const useSession = create<SessionStore>()(() => ({ state: null, failure: null, closeAskedFor: null }));

export const enter = (state: SessionState): void => useSession.setState({ state, failure: null });
export const forgetCloseRequest = (): void => useSession.setState({ closeAskedFor: null });

export async function askForSession(): Promise<void> {
  try {
    enter(await api.session.state(undefined));
  } catch (error) {
    useSession.setState({ failure: failureOf(error) });
  }
}

/** Starts to follow the session; once, before the first render. */
export function followSession(): void {
  onEvent('session', enter);
  onEvent('close-requested', ({ secretId }) => useSession.setState({ closeAskedFor: secretId }));
  void askForSession();
}

/** Who is signed in, also while locked. */
export function useAdministrator(): Administrator {
  const state = useSession((store) => store.state);
  if (state?.status !== 'signed-in' && state?.status !== 'locked') throw new Error('Nobody is signed in');
  return state.administrator;
}

export function useMay(authority: Authority): boolean {
  return useAdministrator().authorities.includes(authority);
}

export function useMayAny(any: readonly Authority[]): boolean {
  const { authorities } = useAdministrator();
  return any.some((authority) => authorities.includes(authority));
}

export async function lock(): Promise<void> {
  enter(await api.session.lock(undefined));
}

export async function signOut(): Promise<void> {
  enter(await api.session.signOut(undefined));
}
