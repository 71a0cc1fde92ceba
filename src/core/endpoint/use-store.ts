import type { Database } from 'better-sqlite3';
import { oldCounts } from './old-counts.ts';
import { TenantHours } from './tenant-hours.ts';
import type { UseBatch } from './uses.ts';

/** Addresses of one key that the store keeps. */
const ADDRESSES = 1_000;

/**
 * SQL that writes down what verification has counted, and takes out what it has counted long ago. Prepared once; last used
 * only ever moves forward.
 */
export function useWriter(sqlite: Database): (batch: UseBatch) => void {
  const key = sqlite.prepare(
    'UPDATE keys SET last_used_at = @time WHERE id = @key AND coalesce(last_used_at, 0) < @time',
  );
  const secret = sqlite.prepare(
    `UPDATE secrets SET last_used_at = @time
     WHERE key_id = @key AND hint = @hint AND coalesce(last_used_at, 0) < @time`,
  );
  // The key may be gone from a store that was restored meanwhile: then there is nothing to count for.
  const hours = sqlite.prepare(
    `INSERT INTO key_uses (key_id, hour, uses)
     SELECT id, CAST(@hour AS INTEGER), CAST(@uses AS INTEGER) FROM keys WHERE id = @key
     ON CONFLICT DO UPDATE SET uses = uses + excluded.uses`,
  );
  const addresses = sqlite.prepare(
    `INSERT INTO key_addresses (key_id, address, uses, first_seen_at, last_seen_at)
     SELECT id, @address, CAST(@uses AS INTEGER), CAST(@first AS INTEGER), CAST(@last AS INTEGER)
     FROM keys WHERE id = @key
     ON CONFLICT DO UPDATE SET uses = uses + excluded.uses, last_seen_at = max(last_seen_at, excluded.last_seen_at)`,
  );
  const isKnown = sqlite
    .prepare('SELECT 1 FROM key_addresses WHERE key_id = @key AND address = @address')
    .pluck();
  // A client with a network of its own could fill the store with its addresses: of each key the newest are kept.
  const trim = sqlite.prepare(
    `DELETE FROM key_addresses WHERE key_id = @key AND address IN (
       SELECT address FROM key_addresses WHERE key_id = @key ORDER BY last_seen_at DESC LIMIT -1 OFFSET ${ADDRESSES}
     )`,
  );
  const refused = sqlite.prepare(
    `INSERT INTO key_refusals (key_id, hour, code, refusals, last_at, last_address)
     SELECT id, CAST(@hour AS INTEGER), @code, CAST(@refusals AS INTEGER), CAST(@lastAt AS INTEGER), @address
     FROM keys WHERE id = @key
     ON CONFLICT DO UPDATE SET refusals = refusals + excluded.refusals,
       last_address = CASE WHEN excluded.last_at >= coalesce(last_at, 0)
         THEN coalesce(excluded.last_address, last_address) ELSE last_address END,
       last_at = max(coalesce(last_at, 0), excluded.last_at)`,
  );
  const stray = sqlite.prepare(
    `INSERT INTO stray_refusals (hour, code, refusals)
     VALUES (CAST(@hour AS INTEGER), @code, CAST(@refusals AS INTEGER))
     ON CONFLICT DO UPDATE SET refusals = refusals + excluded.refusals`,
  );
  const tenant = sqlite.prepare<[number], number>('SELECT tenant_id FROM keys WHERE id = ?').pluck();
  const together = sqlite.prepare(
    `INSERT INTO tenant_hours (tenant_id, hour, uses, refusals)
     VALUES (CAST(@tenant AS INTEGER), CAST(@hour AS INTEGER), CAST(@uses AS INTEGER), CAST(@refusals AS INTEGER))
     ON CONFLICT DO UPDATE SET uses = uses + excluded.uses, refusals = refusals + excluded.refusals`,
  );
  // So that whoever watches the store knows that this commit is about nothing else.
  const counted = sqlite.prepare('UPDATE use_batches SET written = written + 1');
  const old = oldCounts(sqlite);
  const write = sqlite.transaction((batch: UseBatch, outdated: ReturnType<typeof old.find>) => {
    old.drop(outdated);
    const grown = new Set<number>();
    const hoursOfTenants = new TenantHours((keyId) => tenant.get(keyId));
    for (const { keyId, hint, address, hour, uses, first, last } of batch.uses) {
      key.run({ key: keyId, time: last });
      secret.run({ key: keyId, hint, time: last });
      hours.run({ key: keyId, hour, uses });
      hoursOfTenants.add(keyId, hour, { uses, refusals: 0 });
      if (address === null) continue;
      if (isKnown.get({ key: keyId, address }) === undefined) grown.add(keyId);
      addresses.run({ key: keyId, address, uses, first, last });
    }
    for (const keyId of grown) trim.run({ key: keyId });
    for (const { keyId, hour, code, refusals, lastAt, address } of batch.refusals) {
      if (keyId === null) stray.run({ hour, code, refusals });
      else {
        refused.run({ key: keyId, hour, code, refusals, lastAt, address });
        hoursOfTenants.add(keyId, hour, { uses: 0, refusals });
      }
    }
    for (const sum of hoursOfTenants.sums()) together.run(sum);
    counted.run();
  });
  return (batch) => {
    const outdated = old.find(newestHour(batch));
    write.immediate(batch, outdated);
    old.gone(outdated);
  };
}

/** By the clock that counted. */
const newestHour = ({ uses, refusals }: UseBatch): number =>
  [...uses, ...refusals].reduce((newest, { hour }) => Math.max(newest, hour), 0);
