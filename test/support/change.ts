import { change } from '../../src/core/audit/change.ts';
import type { EntryFrame } from '../../src/core/audit/log-store.ts';
import type { AnyDb } from '../../src/core/db/schema.ts';
import { MORNING } from './clock.ts';

export const frame: EntryFrame = {
  time: MORNING,
  origin: 'desktop',
  sessionId: 'a session',
  tenantId: null,
  actor: null,
};

/** The smallest change there is: a tenant of that name, with its entry in the log. */
export function addTenant(db: AnyDb, name: string): Promise<number> {
  return change(db, frame, async (write) => {
    const { id } = await write
      .insertInto('tenants')
      .values({
        name,
        name_key: name.toLowerCase(),
        key_prefix: 'lk',
        key_limit: 10,
        validity_days: 90,
        expiring_soon_days: 14,
        created_at: MORNING,
        archived_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return { result: id, entries: [{ action: 'tenants.create', target: { type: 'tenant', id, name } }] };
  });
}
