import { t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';
import { type Actor, frameOf } from '../actor.ts';
import { change, recordRefusal } from '../audit/change.ts';
import { readEpoch } from '../audit/log-store.ts';
import { loadAdministrator, noteSignIn } from './account-store.ts';
import { type AccountDeps, desktopFrame } from './deps.ts';
import {
  deviceName,
  findDeviceCredential,
  forgetDevice,
  issueDeviceCredential,
  setNeedsPassword,
} from './device-store.ts';
import type { IssuedDevice } from './sign-in.ts';

export interface Resumed {
  readonly actor: Actor & { readonly epoch: number };
  /** The session starts locked, because it was locked when the program ended. */
  readonly needsPassword: boolean;
  /** The credential's successor; once the keychain has it, it replaces `previousId`. */
  readonly device: IssuedDevice;
  readonly previousId: number;
}

/**
 * Signs in by what the keychain kept, and renews it. Old and new are both good until `replaceDevice` is called:
 * a crash in between locks nobody out.
 * @throws AppError `DEVICE_NOT_REMEMBERED` when the credential is unknown, dead or of somebody who may not come in
 */
export async function resume(
  { db, now }: AccountDeps,
  secret: string,
  deviceName: string,
  sessionId: string,
): Promise<Resumed> {
  const time = now();
  const epoch = await readEpoch(db);
  const kept = await findDeviceCredential(db, secret, time);
  const administrator = kept && (await loadAdministrator(db, kept.accountId));
  if (!kept || !administrator) {
    const refused = new AppError(
      'DEVICE_NOT_REMEMBERED',
      t('The kept sign-in is no longer good. Sign in with your password.'),
    );
    const details = { code: refused.code };
    await recordRefusal(db, desktopFrame(time, sessionId), { action: 'session.resume', details });
    throw refused;
  }
  const { accountId, username, tenant, authorities } = administrator;
  const actor = {
    accountId,
    username,
    tenantId: tenant.id,
    authorities: new Set(authorities),
    sessionId,
    origin: 'desktop',
    epoch,
  } as const;
  return change(db, { ...desktopFrame(time, sessionId, tenant.id), epoch }, async (write) => {
    const { needsPassword } = kept;
    const device = await issueDeviceCredential(write, accountId, {
      name: deviceName,
      now: time,
      needsPassword,
      since: kept.createdAt,
    });
    await noteSignIn(write, accountId, time);
    return {
      result: { actor, needsPassword, device, previousId: kept.id },
      entries: [{ action: 'session.resume', details: { by: 'device credential' }, actor }],
    };
  });
}

/** Forgets one remembered device; `why` is for the log. */
export function forget({ db, now }: AccountDeps, actor: Actor, deviceId: number, why: string): Promise<void> {
  return change(db, frameOf(actor, now()), async (write) => {
    const device = await deviceName(write, deviceId);
    await forgetDevice(write, deviceId);
    return { result: undefined, entries: [{ action: 'session.forget-device', details: { why, device } }] };
  });
}

/** After a renewal: forgets the credential that is of no use; the good one takes over whether the session is locked. */
export function replaceDevice(
  { db, now }: AccountDeps,
  actor: Actor,
  device: { readonly goodId: number; readonly uselessId: number; readonly needsPassword: () => boolean },
): Promise<void> {
  return change(db, frameOf(actor, now()), async (write) => {
    await forgetDevice(write, device.uselessId);
    await setNeedsPassword(write, device.goodId, device.needsPassword());
    return { result: undefined, entries: [{ action: 'session.forget-device', details: { why: 'renewed' } }] };
  });
}

/** Notes a lock; from then on this device opens the locked screen only. */
export function lock(
  { db, now }: AccountDeps,
  actor: Actor,
  deviceId: number | null,
  why: string,
): Promise<void> {
  return change(db, frameOf(actor, now()), async (write) => {
    if (deviceId !== null) await setNeedsPassword(write, deviceId, true);
    return { result: undefined, entries: [{ action: 'session.lock', details: { why } }] };
  });
}

/** Ends a session and forgets its device. */
export function signOut({ db, now }: AccountDeps, actor: Actor, deviceId: number | null): Promise<void> {
  return change(db, frameOf(actor, now()), async (write) => {
    if (deviceId !== null) await forgetDevice(write, deviceId);
    return { result: undefined, entries: [{ action: 'session.sign-out' }] };
  });
}
