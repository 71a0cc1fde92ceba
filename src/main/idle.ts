import { powerMonitor } from 'electron';

/** The default of screens.md; a setting from the Settings screen on. Seconds. */
const IDLE_LIMIT = 10 * 60;
const LOOK_EVERY = 15_000;

/** Locks after ten idle minutes, before the computer sleeps, and with the system's own screen lock. */
export function lockWhenLeft(lock: (why: 'idle' | 'suspend' | 'screen locked') => void): void {
  powerMonitor.on('suspend', () => lock('suspend'));
  powerMonitor.on('lock-screen', () => lock('screen locked'));
  setInterval(() => {
    if (powerMonitor.getSystemIdleTime() >= IDLE_LIMIT) lock('idle');
  }, LOOK_EVERY).unref();
}
