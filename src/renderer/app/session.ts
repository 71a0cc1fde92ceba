import { create } from 'zustand';
import type { Authority } from '../../shared/authorities.ts';
import { msg, t } from '../../shared/language/t.ts';
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

const take = (state: SessionState): void => useSession.setState({ state, failure: null });

const CLOSED = msg('The tenant that was open is no longer open to you. You are back in your own.');
/** A tenant can close while it is locked, when nobody is there to be told. */
let closingUntold = false;

/** Goes on in the state that the main process has answered or told. */
export function enter(state: SessionState): void {
  const before = useSession.getState().state;
  if (isOtherTenant(before, state)) closingUntold = true;
  else if (personOf(before)?.accountId !== personOf(state)?.accountId) closingUntold = false;
  const tells = closingUntold && state.status === 'signed-in';
  if (tells) closingUntold = false;
  take(tells ? { ...state, notice: t(CLOSED) } : state);
}

/** Goes on in another tenant, as the person has asked. */
export const enterTenant = take;

/** The same person in another tenant than before. */
function isOtherTenant(before: SessionState | null, now: SessionState | null): boolean {
  const [there, here] = [personOf(before), personOf(now)];
  return there !== null && there.accountId === here?.accountId && there.tenant.id !== here.tenant.id;
}

const personOf = (state: SessionState | null): Administrator | null =>
  state?.status === 'signed-in' || state?.status === 'locked' ? state.administrator : null;

/** Who is at work, and in which tenant; `null`: nobody. */
export function whose(state: SessionState | null): string | null {
  const person = personOf(state);
  return person && `${person.accountId}.${person.tenant.id}`;
}

/** Calls back whenever somebody else, or another tenant, takes the place of what was there. */
export function whenOthersCome(forget: () => void): void {
  useSession.subscribe(({ state }, before) => {
    if (whose(state) !== whose(before.state)) forget();
  });
}
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
