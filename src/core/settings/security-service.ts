import { type SecuritySettings, securitySettings } from '../../shared/settings.ts';
import { type Actor, frameOf, requireAuthority } from '../actor.ts';
import { change } from '../audit/change.ts';
import { differences } from '../audit/differences.ts';
import { checkSettings } from './check-settings.ts';
import type { AnyDb } from '../db/schema.ts';
import { putSecurity, readSecurity } from './security-store.ts';

/** What the services of this folder work with. */
export interface SettingsDeps {
  readonly db: AnyDb;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Idle lock, clipboard and lockout, for everybody who uses the store. */
export async function securityOf({ db }: SettingsDeps, actor: Actor): Promise<SecuritySettings> {
  requireAuthority(actor, 'view');
  return readSecurity(db);
}

/** Changes them, for all tenants; they are in force at the next idle look, copy or failed sign-in. */
export async function editSecurity(
  { db, now }: SettingsDeps,
  actor: Actor,
  input: SecuritySettings,
): Promise<SecuritySettings> {
  requireAuthority(actor, 'manage-tenants');
  const settings = checkSettings(securitySettings, input);
  return change(db, frameOf(actor, now()), async (write) => {
    const before = await readSecurity(write);
    await putSecurity(write, settings);
    return {
      result: settings,
      entries: [{ action: 'settings.edit-security', details: differences(before, settings) }],
    };
  });
}
