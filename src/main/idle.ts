import { powerMonitor } from 'electron';
import { type IdleLock, lookAtIdleness } from './idle-look.ts';

const LOOK_EVERY = 15_000;

/** Locks after the idle minutes of the settings, before the computer sleeps, and with the system's own screen lock. */
export function lockWhenLeft({
  lock,
  limit,
}: IdleLock & { readonly lock: (why: 'idle' | 'suspend' | 'screen locked') => void }): void {
  powerMonitor.on('suspend', () => lock('suspend'));
  powerMonitor.on('lock-screen', () => lock('screen locked'));
  setInterval(() => {
    void lookAtIdleness(powerMonitor.getSystemIdleTime(), { lock, limit });
  }, LOOK_EVERY).unref();
}
