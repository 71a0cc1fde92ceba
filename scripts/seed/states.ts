/**
 * What only verification writes: the use of keys. It is written as a service would, in one transaction with an entry in
 * the activity log.
 */
import { type Actor, frameOf } from '../../src/core/actor.ts';
import { change } from '../../src/core/audit/change.ts';
import { TenantHours } from '../../src/core/endpoint/tenant-hours.ts';
import type { VerificationCode } from '../../src/core/verification/codes.ts';
import type { KeyDeps } from '../../src/core/keys/key-deps.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

export interface Refused {
  readonly code: VerificationCode;
  readonly requests: number;
  readonly address: string;
}

export interface Use {
  readonly id: number;
  readonly lastUsedAt: number;
  readonly createdAt: number;
  /** Uses on an ordinary day. */
  readonly perDay: number;
  readonly addresses: readonly string[];
  /** Requests that were refused in the hour of the last use. */
  readonly refused: readonly Refused[];
}

/** Gives keys a past: when they were used last, how often in each hour of the last 90 days, and from where. */
export function recordUse({ db, now }: KeyDeps, actor: Actor, uses: readonly Use[]): Promise<void> {
  return change(db, frameOf(actor, now()), async (write) => {
    const together = new TenantHours(() => actor.tenantId);
    for (const { id, lastUsedAt, createdAt, perDay, addresses, refused } of uses) {
      await write.updateTable('keys').set({ last_used_at: lastUsedAt }).where('id', '=', id).execute();
      await write
        .updateTable('secrets')
        .set({ last_used_at: lastUsedAt })
        .where('key_id', '=', id)
        .where('ends_at', 'is', null)
        .execute();
      const first = Math.max(createdAt, lastUsedAt - 90 * DAY);
      const hours = [];
      for (let hour = lastUsedAt - (lastUsedAt % HOUR); hour > first; hour -= 8 * HOUR) {
        // Fewer at weekends, and never twice the same: a plot of even bars says nothing.
        const weekend = new Date(hour).getUTCDay() % 6 === 0 ? 0.3 : 1;
        const swing = 0.7 + 0.6 * Math.abs(Math.sin(hour / DAY / 2.3 + id));
        const count = Math.round((perDay / 3) * weekend * swing);
        if (count > 0) hours.push({ key_id: id, hour, uses: count });
      }
      if (hours.length > 0) await write.insertInto('key_uses').values(hours).execute();
      const seen = addresses.map((address, index) => ({
        key_id: id,
        address,
        uses: Math.round((perDay * 30) / (index + 1)),
        first_seen_at: first,
        last_seen_at: lastUsedAt - index * 7 * HOUR,
      }));
      const refusals = refused.map(({ code, requests, address }) => ({
        key_id: id,
        hour: lastUsedAt - (lastUsedAt % HOUR),
        code,
        refusals: requests,
        last_at: lastUsedAt,
        last_address: address,
      }));
      if (refusals.length > 0) await write.insertInto('key_refusals').values(refusals).execute();
      for (const { hour, uses: count } of hours) together.add(id, hour, { uses: count, refusals: 0 });
      for (const { hour, refusals: requests } of refusals)
        together.add(id, hour, { uses: 0, refusals: requests });
      if (seen.length > 0) await write.insertInto('key_addresses').values(seen).execute();
    }
    for (const { tenant, hour, ...sum } of together.sums()) {
      await write
        .insertInto('tenant_hours')
        .values({ tenant_id: tenant, hour, ...sum })
        .execute();
    }
    return { result: undefined, entries: [{ action: 'seed.use', details: { keys: uses.length } }] };
  });
}
