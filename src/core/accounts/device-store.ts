import { createHash, randomBytes } from 'node:crypto';
import type { ReadDb, WriteDb } from '../db/schema.ts';

/**
 * "Keep me signed in": 256 random bits in the OS keychain of one device, their hash in the store.
 * The functions here know only the store's half.
 */

/** A credential that nobody used for this long is dead. Milliseconds. */
const DEAD_AFTER = 30 * 24 * 60 * 60 * 1000;

export interface DeviceCredential {
  readonly id: number;
  readonly accountId: number;
  /** True after a lock: the credential then opens the locked screen, not the session. */
  readonly needsPassword: boolean;
  /** Since when the device is remembered. Epoch milliseconds. */
  readonly createdAt: number;
}

/** A device as its owner sees it. Times are epoch milliseconds. */
export interface Device {
  readonly id: number;
  readonly name: string;
  readonly createdAt: number;
  readonly lastUsedAt: number;
}

/** Makes a credential for an account and gives the half that belongs into the keychain. */
export async function issueDeviceCredential(
  db: WriteDb,
  accountId: number,
  device: {
    readonly name: string;
    readonly now: number;
    readonly needsPassword?: boolean;
    /** Of a successor: since when the device is remembered. */
    readonly since?: number;
  },
): Promise<{ id: number; secret: string }> {
  const secret = randomBytes(32).toString('base64url');
  const { id } = await db
    .insertInto('device_credentials')
    .values({
      account_id: accountId,
      hash: hashSecret(secret),
      device_name: device.name,
      needs_password: device.needsPassword ? 1 : 0,
      created_at: device.since ?? device.now,
      last_used_at: device.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, secret };
}

/** The living credential that a secret from the keychain belongs to. */
export async function findDeviceCredential(
  db: ReadDb,
  secret: string,
  now: number,
): Promise<DeviceCredential | undefined> {
  const row = await db
    .selectFrom('device_credentials')
    .select(['id', 'account_id', 'needs_password', 'created_at'])
    .where('hash', '=', hashSecret(secret))
    .where('last_used_at', '>', now - DEAD_AFTER)
    .executeTakeFirst();
  if (!row) return undefined;
  const { id, account_id, needs_password, created_at } = row;
  return { id, accountId: account_id, needsPassword: needs_password === 1, createdAt: created_at };
}

/** The living credentials of an account, latest used first. */
export async function listDevices(db: ReadDb, accountId: number, now: number): Promise<Device[]> {
  return db
    .selectFrom('device_credentials')
    .select(['id', 'device_name as name', 'created_at as createdAt', 'last_used_at as lastUsedAt'])
    .where('account_id', '=', accountId)
    .where('last_used_at', '>', now - DEAD_AFTER)
    .orderBy('last_used_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** True when any device of anybody is remembered, i.e. when asking the keychain can make sense. */
export async function anyDeviceCredential(db: ReadDb, now: number): Promise<boolean> {
  const row = await db
    .selectFrom('device_credentials')
    .select('id')
    .where('last_used_at', '>', now - DEAD_AFTER)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Marks whether the next start must ask for the password. */
export async function setNeedsPassword(db: WriteDb, id: number, needed: boolean): Promise<void> {
  await db
    .updateTable('device_credentials')
    .set({ needs_password: needed ? 1 : 0 })
    .where('id', '=', id)
    .execute();
}

/** What a remembered device is called; `null` when it is none any more. */
export async function deviceName(db: ReadDb, id: number): Promise<string | null> {
  const row = await db
    .selectFrom('device_credentials')
    .select('device_name')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.device_name ?? null;
}

/** Forgets one device. */
export async function forgetDevice(db: WriteDb, id: number): Promise<void> {
  await db.deleteFrom('device_credentials').where('id', '=', id).execute();
}

/** Forgets every credential that was issued to the device of that name. */
export async function forgetDevicesNamed(db: WriteDb, name: string): Promise<void> {
  await db.deleteFrom('device_credentials').where('device_name', '=', name).execute();
}

/** Forgets all devices of an account, and what has died of anybody's. */
export async function forgetDevicesOf(db: WriteDb, accountId: number, now: number): Promise<void> {
  await db
    .deleteFrom('device_credentials')
    .where((or) => or.or([or('account_id', '=', accountId), or('last_used_at', '<=', now - DEAD_AFTER)]))
    .execute();
}

/** Forgets all devices of an account but one. */
export async function forgetOtherDevicesOf(
  db: WriteDb,
  accountId: number,
  keptId: number | null,
  now: number,
): Promise<void> {
  if (keptId === null) return forgetDevicesOf(db, accountId, now);
  await db
    .deleteFrom('device_credentials')
    .where('account_id', '=', accountId)
    .where('id', '!=', keptId)
    .execute();
}

const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();
