import { renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { t } from '../../shared/language/t.ts';
import { StoreError } from './errors.ts';
import { damaged } from './file-check.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { OpenOptions } from './open.ts';

/** Up to this size every page is checked at each start; beyond it only before a migration. */
const CHECKED_AT_START = 4 * 1024 * 1024;

type Connect = (readonly: boolean) => Database;

/** Checks the pages, refuses a newer schema, and migrates an older one after copying it. */
export async function bringUpToDate({ path, mode, now }: OpenOptions, connect: Connect): Promise<void> {
  const looking = connect(true);
  try {
    const version = schemaVersion(looking);
    if (version > MIGRATIONS.length) throw newer(path);
    const isOlder = version < MIGRATIONS.length;
    if (mode === 'read') {
      if (isOlder) throw older(path);
      return;
    }
    const pages = looking.pragma('page_count', { simple: true }) as number;
    const pageSize = looking.pragma('page_size', { simple: true }) as number;
    if (isOlder || pages * pageSize <= CHECKED_AT_START) checkPages(looking, path);
    if (!isOlder) return;
    await copy(looking, `${path}.before-migration-${version + 1}-${now()}`);
  } finally {
    looking.close();
  }
  const sqlite = connect(false);
  try {
    migrate(sqlite);
  } finally {
    sqlite.close();
  }
}

/** All outstanding migrations are one transaction: a kill in the middle leaves the old version. */
export function migrate(sqlite: Database): void {
  // A migration that rebuilds a table must not cascade into others; the pragma does nothing inside a transaction.
  sqlite.pragma('foreign_keys = OFF');
  sqlite
    .transaction(() => {
      // Asked again under the lock: another process may have just done it.
      for (const sql of MIGRATIONS.slice(schemaVersion(sqlite))) sqlite.exec(sql);
      const broken = sqlite.pragma('foreign_key_check') as unknown[];
      if (broken.length > 0)
        throw new Error(`The migration leaves ${broken.length} rows without what they refer to.`);
      sqlite.pragma(`user_version = ${MIGRATIONS.length}`);
    })
    .exclusive();
}

/** Copies the store under a name that it gets only once it is whole, readable to its owner alone. */
async function copy(sqlite: Database, target: string): Promise<void> {
  const draft = `${target}.draft`;
  try {
    // There before it is filled, so that no byte of it is ever readable to others.
    writeFileSync(draft, '', { mode: 0o600 });
    await sqlite.backup(draft);
    renameSync(draft, target);
  } finally {
    rmSync(draft, { force: true });
  }
}

function schemaVersion(sqlite: Database): number {
  return sqlite.pragma('user_version', { simple: true }) as number;
}

function checkPages(sqlite: Database, path: string): void {
  const result = sqlite.pragma('quick_check(1)', { simple: true }) as string;
  if (result !== 'ok') throw damaged(path, t('Some of its pages cannot be read'));
}

const newer = (path: string): StoreError =>
  new StoreError(
    'STORE_NEWER',
    t(
      'The store {path} was written by a newer Latchkey. Nothing was changed. Update this Latchkey, then open it again.',
      { path },
    ),
  );

const older = (path: string): StoreError =>
  new StoreError(
    'STORE_OLDER',
    t(
      'The store {path} was written by an older Latchkey. Start the desktop program once to bring it up to date.',
      { path },
    ),
  );
