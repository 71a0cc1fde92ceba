import type { Database } from 'better-sqlite3';
import { t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';
import type { Fault } from '../audit/integrity/chain.ts';
import { readHead } from '../audit/integrity/checkpoint-store.ts';
import { explainSqliteError, StoreError } from '../db/errors.ts';
import { checkFile } from '../db/file-check.ts';
import { migrate } from '../db/migrate.ts';
import { MIGRATIONS } from '../db/migrations/index.ts';
import { openBare } from '../db/open.ts';
import { checkLog } from './check-log.ts';
import type { Binding } from './copy-store.ts';
import { readFacts, type StoreFacts } from './facts.ts';
import { isEpoch } from './present.ts';
import { foreignPart } from './schema-whitelist.ts';
import type { Watch } from './watch.ts';

export interface Checked extends StoreFacts {
  /** The migrations that the file had had when it came. */
  readonly version: number;
  /** A log that is not what was written makes no backup useless, but people must know. */
  readonly logFault: Fault | null;
}

/**
 * Looks at every page, row and entry of a copy that nobody else uses, as at a file of unknown origin; an older one is
 * brought up to date in its place.
 * @throws AppError `BACKUP_FOREIGN`, `BACKUP_DAMAGED`, `BACKUP_NEWER`, `BACKUP_HOSTILE`
 */
export async function checkCopy(path: string, binding: Binding, watch: Watch): Promise<Checked> {
  try {
    checkFile(path, () => openBare(path, { readonly: true, nativeBinding: binding.nativeBinding }));
    const version = withFile(path, binding, true, (sqlite) => checkShape(sqlite, binding, watch));
    if (version < MIGRATIONS.length) withFile(path, binding, false, bringUpToDate);
    const sqlite = openBare(path, { readonly: true, nativeBinding: binding.nativeBinding });
    try {
      // The restore opens the next one, which there must be.
      if (!isEpoch(readHead(sqlite).epoch + 1)) throw hostile('audit_epochs');
      const logFault = await checkLog(sqlite, watch);
      return { ...readFacts(sqlite), version, logFault };
    } finally {
      sqlite.close();
    }
  } catch (error) {
    throw explain(error);
  }
}

function withFile<T>(
  path: string,
  { nativeBinding }: Binding,
  readonly: boolean,
  look: (sqlite: Database) => T,
): T {
  const sqlite = openBare(path, { readonly, nativeBinding });
  try {
    return look(sqlite);
  } finally {
    sqlite.close();
  }
}

/** In this order: what the schema may run must be known before a row is read. */
function checkShape(sqlite: Database, binding: Binding, { onProgress, signal }: Watch): number {
  const version = sqlite.pragma('user_version', { simple: true }) as number;
  if (version > MIGRATIONS.length) throw newer();
  if (version < 1) throw foreign();
  const part = foreignPart(sqlite, version, binding);
  if (part !== null) throw hostile(part);
  signal.throwIfAborted();
  onProgress('checking', 0, 2);
  if (sqlite.pragma('integrity_check(1)', { simple: true }) !== 'ok') throw damaged();
  signal.throwIfAborted();
  onProgress('checking', 1, 2);
  if ((sqlite.pragma('foreign_key_check') as unknown[]).length > 0) throw damaged();
  onProgress('checking', 2, 2);
  return version;
}

function bringUpToDate(sqlite: Database): void {
  sqlite.pragma('journal_mode = DELETE');
  migrate(sqlite);
}

function explain(error: unknown): unknown {
  const explained = explainSqliteError(error);
  if (!(explained instanceof StoreError)) return explained;
  if (explained.code === 'STORE_FOREIGN') return foreign();
  if (explained.code === 'STORE_DAMAGED') return damaged();
  if (explained.code === 'STORE_FULL') {
    return new AppError(
      'BACKUP_FULL',
      t('There is not enough space to check it. Free some, then try again.'),
    );
  }
  return explained;
}

const foreign = (): AppError =>
  new AppError(
    'BACKUP_FOREIGN',
    t('This is no backup of Latchkey. Nothing was changed. Choose another file.'),
  );

const damaged = (): AppError =>
  new AppError(
    'BACKUP_DAMAGED',
    t('This backup is damaged: not all of it can be read. Nothing was changed. Use another one.'),
  );

const newer = (): AppError =>
  new AppError(
    'BACKUP_NEWER',
    t('This backup was made by a newer Latchkey. Nothing was changed. Update this one, then try again.'),
  );

const hostile = (part: string): AppError =>
  new AppError(
    'BACKUP_HOSTILE',
    t(
      'This file was changed by something else than Latchkey: its {part} is not as Latchkey makes it. Nothing was changed. Use another backup.',
      { part },
    ),
  );
