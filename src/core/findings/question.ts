import type { Database } from 'better-sqlite3';
import { DAY } from '../../shared/duration.ts';
import { type RuleId, RULE_IDS } from '../../shared/finding-rules.ts';
import type { AnyDb } from '../db/schema.ts';
import { breadthOf } from './breadth.ts';
import { rulesOff } from './decision-store.ts';
import { readGranting } from './granting-store.ts';
import { widestNetwork } from './widest.ts';

/** The store as findings are read: a connection in whose thread there is time. */
export interface Examined {
  readonly db: Pick<AnyDb, 'selectFrom'>;
  readonly sqlite: Database;
}

/** What is asked about one tenant at one moment. */
export interface Question {
  readonly sqlite: Database;
  readonly db: Examined['db'];
  readonly tenantId: number;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly expiringSoonDays: number;
  readonly validityDays: number;
  readonly off: readonly RuleId[];
  /** The newest entry of the log that counts. */
  readonly upTo: number;
  /** What the SQL of rules may name. */
  readonly parameters: { readonly tenant: number; readonly now: number; readonly window: number };
}

/**
 * Reads the tenant's settings and gives the connection the functions that rules call.
 * @param upTo for what is asked of an earlier moment: the newest entry of the log that counts
 */
export async function ask(
  { db, sqlite }: Examined,
  tenantId: number,
  now: number,
  upTo = Number.MAX_SAFE_INTEGER,
): Promise<Question> {
  const tenant = await db
    .selectFrom('tenants')
    .select(['expiring_soon_days', 'validity_days'])
    .where('id', '=', tenantId)
    .executeTakeFirstOrThrow();
  const breadth = breadthOf(readGranting(sqlite, tenantId));
  const pure = { deterministic: true, directOnly: true };
  sqlite.function('latchkey_broad', pure, (policy) => breadth(String(policy)));
  sqlite.function('latchkey_widest', pure, (allowlist) => widestNetwork(String(allowlist)));
  const off = new Set(await rulesOff(db, tenantId));
  return {
    db,
    sqlite,
    tenantId,
    now,
    upTo,
    expiringSoonDays: tenant.expiring_soon_days,
    validityDays: tenant.validity_days,
    // What a newer program has switched off is nothing that this one could look at.
    off: RULE_IDS.filter((id) => off.has(id)),
    parameters: { tenant: tenantId, now, window: tenant.expiring_soon_days * DAY },
  };
}
