import type { Database } from 'better-sqlite3';
import { readHead } from '../audit/integrity/checkpoint-store.ts';
import { logHeadOf } from './log-head.ts';

/** What a store holds, as far as it tells one backup from another. Times are epoch milliseconds. */
export interface StoreFacts {
  readonly logId: string;
  readonly epoch: number;
  readonly tenants: readonly {
    readonly name: string;
    readonly keys: number;
    readonly accounts: number;
  }[];
  readonly keys: number;
  readonly accounts: number;
  /** `null`: the log is empty. */
  readonly newest: { readonly seq: number; readonly time: number } | null;
  /** When a backup was made; `null`: it says nothing of it. */
  readonly madeAt: number | null;
}

/** SQL of what a preview shows; of a store of the newest schema. */
export function readFacts(sqlite: Database): StoreFacts {
  const { logId, epoch } = readHead(sqlite);
  const tenants = sqlite
    .prepare<[], { name: string; keys: number; accounts: number }>(
      `SELECT name,
         (SELECT count(*) FROM keys WHERE tenant_id = tenants.id AND deleted_at IS NULL) AS keys,
         (SELECT count(*) FROM accounts WHERE tenant_id = tenants.id AND deleted_at IS NULL) AS accounts
       FROM tenants ORDER BY id`,
    )
    .all();
  const sum = (of: 'keys' | 'accounts') => tenants.reduce((total, tenant) => total + tenant[of], 0);
  const head = logHeadOf(sqlite);
  const made = sqlite
    .prepare<[string], string>('SELECT value FROM settings WHERE name = ?')
    .pluck()
    .get(MADE_AT);
  return {
    logId,
    epoch,
    tenants,
    keys: sum('keys'),
    accounts: sum('accounts'),
    newest: head && { seq: head.seq, time: head.time },
    madeAt: made !== undefined && /^\d{1,16}$/.test(made) ? Number(made) : null,
  };
}

/** The setting by which a copy says when it was made; no store that is in use has it. */
export const MADE_AT = 'backup.madeAt';
