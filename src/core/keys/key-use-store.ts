import type { ReadDb } from '../db/schema.ts';
import { DAY, HOUR } from '../../shared/duration.ts';

/** SQL of what verification records about the use of keys. */

/** How often keys were used since a moment. Whole hours are counted, the one of the moment included. */
export async function usesSince(db: ReadDb, keyIds: readonly number[], since: number): Promise<number> {
  if (keyIds.length === 0) return 0;
  const { uses } = await db
    .selectFrom('key_uses')
    .select((column) => column.fn.coalesce(column.fn.sum<number>('uses'), column.lit(0)).as('uses'))
    .where('key_id', 'in', keyIds)
    .where('hour', '>', since - HOUR)
    .executeTakeFirstOrThrow();
  return uses;
}

/** How often requests with a key were refused since a moment, in whole hours as above. */
export async function refusalsSince(db: ReadDb, keyId: number, since: number): Promise<number> {
  const { refusals } = await db
    .selectFrom('key_refusals')
    .select((column) => column.fn.coalesce(column.fn.sum<number>('refusals'), column.lit(0)).as('refusals'))
    .where('key_id', '=', keyId)
    .where('hour', '>', since - HOUR)
    .executeTakeFirstOrThrow();
  return refusals;
}

interface Refused {
  readonly code: string;
  refusals: number;
  readonly lastAt: number;
  lastAddress: string | null;
}

/** The refusals of a key since a moment by their code, the latest first; the whole day of UTC is counted. */
export async function refusalsByCode(db: ReadDb, keyId: number, since: number) {
  const hours = await db
    .selectFrom('key_refusals')
    .select(['code', 'refusals', 'last_at', 'last_address'])
    .where('key_id', '=', keyId)
    .where('hour', '>=', since - (since % DAY))
    .orderBy('last_at', 'desc')
    .execute();
  const codes = new Map<string, Refused>();
  for (const { code, refusals, last_at: lastAt, last_address: lastAddress } of hours) {
    const known = codes.get(code);
    if (known === undefined) codes.set(code, { code, refusals, lastAt, lastAddress });
    else {
      known.refusals += refusals;
      known.lastAddress ??= lastAddress;
    }
  }
  return [...codes.values()];
}

/** The addresses that a key was used from, latest first, and how many there are. */
export async function readAddresses(db: ReadDb, keyId: number, limit: number) {
  const ofKey = db.selectFrom('key_addresses').where('key_id', '=', keyId);
  const addresses = await ofKey
    .select(['address', 'last_seen_at as lastSeenAt', 'uses'])
    .orderBy('last_seen_at', 'desc')
    .orderBy('address')
    .limit(limit)
    .execute();
  const { count } = await ofKey
    .select((of) => of.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return { addresses, addressCount: count };
}

/** Where keys were used from; an address once for each key. */
export function readAddressesOfAll(db: ReadDb, keyIds: readonly number[]) {
  return db
    .selectFrom('key_addresses')
    .select(['address', 'last_seen_at as lastSeenAt', 'uses'])
    .where('key_id', 'in', keyIds)
    .execute();
}

/** Uses of a key for each day of UTC since a moment, oldest first; days without use are left out. */
export async function usesByDay(db: ReadDb, keyId: number, since: number) {
  const hours = await db
    .selectFrom('key_uses')
    .select(['hour', 'uses'])
    .where('key_id', '=', keyId)
    .where('hour', '>=', since - (since % DAY))
    .orderBy('hour')
    .execute();
  const days = new Map<number, number>();
  for (const { hour, uses } of hours) {
    const day = hour - (hour % DAY);
    days.set(day, (days.get(day) ?? 0) + uses);
  }
  return [...days].map(([day, uses]) => ({ day, uses }));
}
