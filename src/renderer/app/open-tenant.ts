import { useEffect } from 'react';
import type { Tenant } from '../../shared/tenants.ts';
import { type Reading, useReading } from '../access/useReading.ts';
import { api } from '../api.ts';
import { HOME } from './home.ts';
import { leaveThen, setGuard, startAt, useRouter } from './router.ts';
import { enterTenant, useSession, whose } from './session.ts';

/**
 * Going from one tenant to another. Nothing of the one before stays in the window: `App` starts the program anew, and
 * what lives outside of it goes by `whenOthersCome`.
 */

const readTenants = (): Promise<readonly Tenant[]> => api.tenants.list(undefined);

/** All tenants of the store; only for who has Manage Tenants. */
export function useTenants(): Reading<readonly Tenant[]> {
  const reading = useReading(readTenants);
  const { again } = reading;
  useEffect(() => {
    listeners.add(again);
    return () => void listeners.delete(again);
  }, [again]);
  return reading;
}

const listeners = new Set<() => void>();

/** Tells every list of tenants that this window has changed some. */
export const tellTenantsChanged = (): void => listeners.forEach((again) => again());

/**
 * Opens another tenant, after asking when the screen holds something unsaved; does nothing when the person stays.
 * @throws AppError `TENANT_ARCHIVED`, `NOT_FOUND`
 */
export async function openTenant(id: number): Promise<void> {
  const { guard } = useRouter.getState();
  const leaves = await new Promise<boolean>((answer) =>
    leaveThen(
      () => answer(true),
      () => answer(false),
    ),
  );
  if (!leaves) return;
  try {
    enterTenant(await api.tenants.open({ id }));
  } catch (error) {
    // The screen is still there, with what it holds unsaved.
    setGuard(guard);
    throw error;
  }
}

/**
 * Begins at the start screen for everybody but who was there last, in the same tenant: where somebody else has been says
 * too much, and may not be theirs to see. Also when the main process went to another tenant; once, before the first render.
 */
export function followTenant(): void {
  let last: string | null = null;
  useSession.subscribe(({ state }) => {
    const now = whose(state);
    if (now === null) return;
    if (last !== null && last !== now) startAt(HOME);
    last = now;
  });
}
