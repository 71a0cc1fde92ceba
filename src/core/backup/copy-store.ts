import { writeFileSync } from 'node:fs';
import { openBare } from '../db/open.ts';
import type { StoreStage } from '../../shared/store-words.ts';
import type { Watch } from './watch.ts';

/** So many pages are copied before everything else gets its turn: 4 MiB. */
const PAGES = 1_024;

/** What every piece of this folder needs to open files. */
export interface Binding {
  readonly nativeBinding: string | undefined;
}

/**
 * Copies a store page by page to a new file, readable to its owner alone, as it is at one moment: who writes meanwhile
 * waits for nothing and is not in the copy.
 */
export async function copyStore(
  source: string,
  target: string,
  { nativeBinding }: Binding,
  { onProgress, signal }: Watch,
  stage: StoreStage,
): Promise<void> {
  // There before it is filled, so that no byte of it is ever readable to others.
  writeFileSync(target, '', { mode: 0o600, flag: 'wx' });
  const sqlite = openBare(source, { readonly: true, nativeBinding });
  try {
    // One state: without it SQLite begins anew whenever somebody else commits, and never ends.
    sqlite.exec('BEGIN');
    sqlite.prepare('SELECT count(*) FROM sqlite_schema').get();
    await sqlite.backup(target, {
      progress: ({ totalPages, remainingPages }) => {
        signal.throwIfAborted();
        onProgress(stage, totalPages - remainingPages, totalPages);
        return PAGES;
      },
    });
  } finally {
    sqlite.close();
  }
}

/** Makes a copy one file that can be read anywhere: without a write-ahead log, which would want a folder to write in. */
export function makeSingleFile(
  path: string,
  { nativeBinding }: Binding,
  change?: (exec: (sql: string, ...values: (string | number)[]) => void) => void,
): void {
  const sqlite = openBare(path, { readonly: false, nativeBinding });
  try {
    sqlite.pragma('journal_mode = DELETE');
    sqlite.pragma('synchronous = FULL');
    change?.((sql, ...values) => void sqlite.prepare(sql).run(...values));
  } finally {
    sqlite.close();
  }
}
