import { randomBytes } from 'node:crypto';
import { msg, t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';
import { breathe } from '../breathe.ts';
import type { ReadDb, WriteDb } from '../db/schema.ts';
import { type EntryBody, type NewEntry, type Origin, sealEntry } from './entry.ts';

/** Everything about an entry that its writer does not say itself. */
export interface EntryFrame {
  readonly time: number;
  readonly origin: Origin;
  readonly sessionId: string | null;
  readonly tenantId: number | null;
  readonly actor: { readonly accountId: number; readonly username: string } | null;
  /** In which the change was allowed; when a restore has opened another one since, it is not made. */
  readonly epoch?: number;
}

/** Of the sentence that a restore ends sessions with. */
export const RESTORED = msg('A backup was restored. Sign in with the username and password of then.');

/** Entries of one statement: few enough for SQLite's parameters, many enough that the statement's own cost vanishes. */
const CHUNK = 100;

/**
 * Appends entries to the chain, inside the transaction of the change that they tell of.
 * @throws AppError `STORE_RESTORED`: whoever was allowed the change is of a store that is no longer there
 */
export async function appendEntries(
  db: WriteDb,
  frame: EntryFrame,
  entries: readonly NewEntry[],
): Promise<void> {
  const epoch = await currentEpoch(db, frame.time);
  if (frame.epoch !== undefined && frame.epoch !== epoch.epoch) {
    throw new AppError('STORE_RESTORED', t(RESTORED));
  }
  const head = await logHead(db);
  let seq = head?.seq ?? 0;
  let previous = head ? Buffer.from(head.hash).toString('hex') : null;
  for (let start = 0; start < entries.length; start += CHUNK) {
    // A batch may bring a hundred thousand.
    if (start > 0) await breathe();
    const rows = entries.slice(start, start + CHUNK).map((entry) => {
      seq += 1;
      const row = sealedRow(bodyOf(entry, frame, epoch, seq, previous));
      previous = row.hash.toString('hex');
      return row;
    });
    await db.insertInto('audit_entries').values(rows).execute();
  }
}

function bodyOf(
  entry: NewEntry,
  frame: EntryFrame,
  epoch: { readonly log_id: string; readonly epoch: number },
  seq: number,
  previous: string | null,
): EntryBody {
  const actor = entry.actor === undefined ? frame.actor : entry.actor;
  return {
    version: 1,
    log: epoch.log_id,
    epoch: epoch.epoch,
    seq,
    time: frame.time,
    origin: frame.origin,
    session: frame.sessionId,
    actor: actor && { id: actor.accountId, name: actor.username },
    tenant: entry.tenantId === undefined ? frame.tenantId : entry.tenantId,
    action: entry.action,
    target: entry.target ?? null,
    outcome: entry.outcome ?? 'done',
    details: entry.details ?? {},
    previous,
  };
}

function sealedRow(body: EntryBody) {
  const { bytes, hash } = sealEntry(body);
  return {
    seq: body.seq,
    body: bytes,
    hash,
    tenant_id: body.tenant,
    time: body.time,
    actor_account_id: body.actor?.id ?? null,
    action: body.action,
    target_type: body.target?.type ?? null,
    target_id: body.target?.id ?? null,
    outcome: body.outcome,
  };
}

/** Entries about one thing, newest first, before the sequence number `before`. */
export async function entriesOf(
  db: ReadDb,
  target: { readonly tenantId: number; readonly type: string; readonly id: number },
  before: number | null,
  limit: number,
) {
  let query = db
    .selectFrom('audit_entries')
    .select(['seq', 'time', 'body'])
    .where('tenant_id', '=', target.tenantId)
    .where('target_type', '=', target.type)
    .where('target_id', '=', target.id)
    .orderBy('seq', 'desc')
    .limit(limit);
  if (before !== null) query = query.where('seq', '<', before);
  return query.execute();
}

/** Entries about what somebody did in a tenant, newest first, before the sequence number `before`. */
export async function entriesBy(
  db: ReadDb,
  actor: { readonly tenantId: number; readonly accountId: number },
  before: number | null,
  limit: number,
) {
  let query = db
    .selectFrom('audit_entries')
    .select(['seq', 'time', 'body'])
    .where('tenant_id', '=', actor.tenantId)
    .where('actor_account_id', '=', actor.accountId)
    .orderBy('seq', 'desc')
    .limit(limit);
  if (before !== null) query = query.where('seq', '<', before);
  return query.execute();
}

/** The newest entries of a tenant. */
export function entriesOfTenant(db: ReadDb, tenantId: number, limit: number) {
  return db
    .selectFrom('audit_entries')
    .select(['seq', 'time', 'body'])
    .where('tenant_id', '=', tenantId)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
}

/** The newest entry, or `undefined` while the log is empty. */
export function logHead(db: ReadDb) {
  return db
    .selectFrom('audit_entries')
    .select(['seq', 'hash', 'time'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** What tells this store from every other: the id of its log. Empty before the first entry. */
export async function storeId(db: ReadDb): Promise<string> {
  const first = await db
    .selectFrom('audit_epochs')
    .select('log_id')
    .orderBy('epoch')
    .limit(1)
    .executeTakeFirst();
  return first?.log_id ?? '';
}

/** Opened by the set-up; each restore opens another one. */
export const FIRST_EPOCH = 1;

const newestEpoch = (db: ReadDb) =>
  db.selectFrom('audit_epochs').selectAll().orderBy('epoch', 'desc').limit(1).executeTakeFirst();

/** The epoch of the log that is written now; 0: nobody has begun it. Another one tells of a restore. */
export const readEpoch = async (db: ReadDb): Promise<number> => (await newestEpoch(db))?.epoch ?? 0;

async function currentEpoch(db: WriteDb, now: number) {
  const epoch = await newestEpoch(db);
  if (epoch) return epoch;
  const first = {
    epoch: FIRST_EPOCH,
    log_id: randomBytes(16).toString('hex'),
    opened_at: now,
    previous_head: null,
  };
  await db.insertInto('audit_epochs').values(first).execute();
  return first;
}
