import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Database } from 'better-sqlite3';
import type { Plan, Rows, Value } from './rows.ts';

/** How a million keys come into a store: prepared statements, few transactions, rows made in another thread. */

const BATCH = 5_000;
/** Batches that the other thread may be ahead. */
const AHEAD = 4;
const BATCHES_IN_TRANSACTION = 20;
const HASH = 32;

/**
 * The indexes that are not needed for the load are made anew after it: sorting once costs less than a million
 * insertions. The search index is merged once in the end instead of all the time.
 */
export async function inBulk(sqlite: Database, load: () => Promise<void>): Promise<void> {
  sqlite.pragma('cache_size = -500000');
  sqlite.pragma('wal_autocheckpoint = 50000');
  sqlite.exec(`INSERT INTO key_search (key_search, rank) VALUES ('automerge', 0)`);
  const indexes = sqlite
    .prepare(
      `SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL
       AND tbl_name IN ('keys', 'secrets', 'key_roles', 'key_api_sets', 'audit_entries')`,
    )
    .all() as { name: string; sql: string }[];
  sqlite.transaction(() => indexes.forEach(({ name }) => sqlite.exec(`DROP INDEX ${name}`)))();
  await load();
  sqlite.transaction(() => indexes.forEach(({ sql }) => sqlite.exec(sql)))();
  sqlite.exec(`INSERT INTO key_search (key_search, rank) VALUES ('automerge', 4)`);
  sqlite.exec(`INSERT INTO key_search (key_search) VALUES ('optimize')`);
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
}

/** Makes a plan's rows in another thread and inserts them. */
export async function insertPlan(sqlite: Database, plan: Plan): Promise<void> {
  const maker = new Worker(new URL('./maker.ts', import.meta.url), {
    workerData: { plan, batch: BATCH, ahead: AHEAD },
  });
  const insert = inserter(sqlite, plan);
  const received: Rows[] = [];
  let ended = false;
  let wake = () => {};
  maker.on('message', (rows: Rows | null) => {
    if (rows) received.push(rows);
    else ended = true;
    wake();
  });
  const failed = once(maker, 'error').then(([error]) => {
    throw error;
  });
  failed.catch(() => {});
  let inTransaction = 0;
  for (;;) {
    const rows = received.shift();
    if (!rows && ended) break;
    if (!rows) {
      await Promise.race([new Promise<void>((resolve) => (wake = resolve)), failed]);
      continue;
    }
    maker.postMessage('next');
    if (inTransaction === 0) sqlite.exec('BEGIN IMMEDIATE');
    insert(rows);
    inTransaction = (inTransaction + 1) % BATCHES_IN_TRANSACTION;
    if (inTransaction === 0) sqlite.exec('COMMIT');
    // Batches that have come in the meantime.
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (inTransaction > 0) sqlite.exec('COMMIT');
  await maker.terminate();
  countKeys(sqlite, plan.tenantId);
}

/** What stands beside a secret's hash of a key's columns, in the order of the statement. */
function copied(columns: Rows['keys'][number]): readonly Value[] {
  const [
    id,
    tenantId,
    owner,
    name,
    ,
    ,
    hint,
    ,
    ,
    revocation,
    ,
    expiresAt,
    lastUsedAt,
    createdAt,
    ,
    deletedAt,
    policy,
  ] = columns;
  const flag = (value: Value | undefined) => (value === null ? 0 : 1);
  const row = [
    id,
    hint,
    createdAt,
    lastUsedAt,
    tenantId,
    owner,
    name,
    flag(revocation),
    flag(deletedAt),
    expiresAt,
    policy,
  ];
  return row.map((value) => value ?? null);
}

/** Sets the tenant's counters to what there is. */
export function countKeys(sqlite: Database, tenantId: number): void {
  const listed = sqlite
    .prepare('SELECT count(*) FROM keys WHERE tenant_id = ? AND deleted_at IS NULL')
    .pluck()
    .get(tenantId);
  sqlite
    .prepare('UPDATE tenants SET listed_keys = ?, counted_keys = ? WHERE id = ?')
    .run(listed, listed, tenantId);
}

/** Inserts rows; without the log it is the baseline. */
export function inserter(
  sqlite: Database,
  { tenantId, accounts }: Plan,
  { log = true } = {},
): (rows: Rows) => void {
  const key = sqlite.prepare(
    `INSERT INTO keys (id, tenant_id, owner_account_id, name, name_key, description, hint, authorization_group_id,
       api_access, revocation, revoked_at, expires_at, last_used_at, created_at, created_by, deleted_at, policy)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const secret = sqlite.prepare(
    `INSERT INTO secrets (hash, key_id, algorithm, hint, created_at, last_used_at, tenant_id, owner_account_id, name,
       revoked, removed, expires_at, policy)
     VALUES (?, ?, 'sha256', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const text = sqlite.prepare('INSERT INTO key_texts (key_id, text) VALUES (?, ?)');
  const search = sqlite.prepare('INSERT INTO key_search (rowid, text) VALUES (?, ?)');
  const role = sqlite.prepare('INSERT INTO key_roles (key_id, role_id) VALUES (?, ?)');
  const apiSet = sqlite.prepare('INSERT INTO key_api_sets (key_id, api_set_id) VALUES (?, ?)');
  const entry = sqlite.prepare(
    `INSERT INTO audit_entries
       (seq, body, hash, tenant_id, time, actor_account_id, action, target_type, target_id, outcome)
     VALUES (?, ?, ?, ?, ?, ?, 'keys.generate', 'key', ?, 'done')`,
  );
  const actorId = accounts[0]?.id ?? null;
  return (rows) => {
    const hashOf = (hashes: Uint8Array, index: number) =>
      Buffer.from(hashes.buffer, hashes.byteOffset + index * HASH, HASH);
    for (const columns of rows.keys) key.run(columns);
    // In the order of their hashes, which is the table's.
    const secrets = rows.keys.map((columns, index) => ({ columns, hash: hashOf(rows.secretHashes, index) }));
    secrets.sort((one, other) => Buffer.compare(one.hash, other.hash));
    for (const { columns, hash } of secrets) secret.run(hash, ...copied(columns));
    for (const each of rows.texts) {
      text.run(each);
      search.run(each);
    }
    for (const each of rows.roles) role.run(each);
    for (const each of rows.apiSets) apiSet.run(each);
    if (!log) return;
    for (const [index, { seq, body, time }] of rows.entries.entries()) {
      const hash = hashOf(rows.entryHashes, index);
      entry.run(seq, body, hash, tenantId, time, actorId, rows.keys[index]?.[0]);
    }
  };
}
