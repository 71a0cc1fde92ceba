import { existsSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { readHead } from '../audit/integrity/checkpoint-store.ts';
import { explainFileError, explainSqliteError, StoreError } from '../db/errors.ts';
import { checkFile } from '../db/file-check.ts';
import { MIGRATIONS } from '../db/migrations/index.ts';
import { openBare } from '../db/open.ts';
import type { Binding } from './copy-store.ts';
import { logHeadOf } from './log-head.ts';

/** The log that a restore ends. */
export interface ReplacedLog {
  readonly log: string;
  /** The highest that can be believed; 0: none. */
  readonly epoch: number;
  readonly size: number;
  /** Hex. */
  readonly head: string | null;
}

/**
 * No store has had so many epochs: one is opened by a restore, and this is one a second for 30,000 years. What claims
 * more was put in by hand, and may have no successor that SQLite could hold.
 */
const MOST_EPOCHS = 2 ** 40;

/** Whether an epoch can have come about by restores. */
export const isEpoch = (epoch: number): boolean =>
  Number.isSafeInteger(epoch) && epoch >= 0 && epoch < MOST_EPOCHS;

interface Setting {
  readonly name: string;
  readonly value: string;
}

/**
 * What is at the store's place now. `sound`: its content can be replaced while others have it open. `unusable`: it is
 * missing, damaged, foreign or newer, and another file takes its place.
 */
export type Present =
  | {
      readonly state: 'sound';
      readonly current: boolean;
      readonly log: ReplacedLog;
      readonly backups: readonly Setting[];
    }
  | {
      readonly state: 'unusable';
      readonly exists: boolean;
      /** The highest that its log has had, as far as that can still be read; 0: it cannot. */
      readonly epoch: number;
    };

/** Looks at the store that a restore would replace. @throws StoreError when it is only busy, full or not to be read */
export function lookAtPresent(path: string, { nativeBinding }: Binding): Present {
  if (!existsSync(path)) return { state: 'unusable', exists: false, epoch: 0 };
  const look = () => openBare(path, { readonly: true, nativeBinding });
  const unusable = () => ({ state: 'unusable', exists: true, epoch: readableEpoch(path, look) }) as const;
  try {
    checkFile(path, look);
    const sqlite = look();
    try {
      const version = sqlite.pragma('user_version', { simple: true }) as number;
      if (version < 1 || version > MIGRATIONS.length) return unusable();
      return {
        state: 'sound',
        current: version === MIGRATIONS.length,
        log: replacedLog(sqlite),
        backups: backupSettings(sqlite),
      };
    } finally {
      sqlite.close();
    }
  } catch (error) {
    const explained = explainFileError(explainSqliteError(error), path);
    const isUseless =
      explained instanceof StoreError && ['STORE_DAMAGED', 'STORE_FOREIGN'].includes(explained.code);
    if (isUseless) return unusable();
    throw explained;
  }
}

/** Of a store that is otherwise of no use: what was damaged may be elsewhere. */
function readableEpoch(path: string, look: () => Database): number {
  try {
    checkFile(path, look);
    const sqlite = look();
    try {
      return highestEpoch(sqlite);
    } finally {
      sqlite.close();
    }
  } catch {
    return 0;
  }
}

function highestEpoch(sqlite: Database): number {
  // The file may be anybody's, and its column hold anything.
  const epochs = sqlite.prepare<[number], number | null>(
    `SELECT max(epoch) FROM audit_epochs WHERE typeof(epoch) = 'integer' AND epoch >= 0 AND epoch < ?`,
  );
  return epochs.pluck().get(MOST_EPOCHS) ?? 0;
}

function backupSettings(sqlite: Database): Setting[] {
  const isOld = sqlite.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'settings'`).get() === undefined;
  if (isOld) return [];
  return sqlite.prepare<[], Setting>(`SELECT name, value FROM settings WHERE name LIKE 'backup.%'`).all();
}

export function replacedLog(sqlite: Database): ReplacedLog {
  const head = logHeadOf(sqlite);
  const isOld = sqlite.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'audit_head'`).get() === undefined;
  return {
    log: isOld ? '' : readHead(sqlite).logId,
    epoch: isOld ? 0 : highestEpoch(sqlite),
    size: head?.seq ?? 0,
    head: head && Buffer.from(head.hash).toString('hex'),
  };
}
