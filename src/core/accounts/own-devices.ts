import { t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';
import type { Actor } from '../actor.ts';
import type { AccountDeps } from './deps.ts';
import { type Device, listDevices } from './device-store.ts';
import { forget } from './remembered.ts';

/** The devices that sign a person in without a password, latest used first. Times are epoch milliseconds. */
export async function ownDevices(
  { db, now }: AccountDeps,
  { accountId }: Actor,
  currentId: number | null,
): Promise<(Device & { readonly current: boolean })[]> {
  const devices = await listDevices(db, accountId, now());
  return devices.map((device) => Object.assign(device, { current: device.id === currentId }));
}

/** Ends what one of one's own devices remembers. @throws AppError `NOT_FOUND`, for anybody else's device too */
export async function forgetOwnDevice(deps: AccountDeps, actor: Actor, id: number): Promise<void> {
  const devices = await listDevices(deps.db, actor.accountId, deps.now());
  if (!devices.some((device) => device.id === id)) {
    throw new AppError(
      'NOT_FOUND',
      t('There is no such device. It may have been forgotten meanwhile; look at the list again.'),
    );
  }
  await forget(deps, actor, id, 'asked');
}
