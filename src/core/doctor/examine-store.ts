import { dirname } from 'node:path';
import { readHead } from '../audit/integrity/checkpoint-store.ts';
import type { Anchor } from '../audit/integrity/verify-log.ts';
import { readBackupState } from '../backup/backup-store.ts';
import type { Watch } from '../backup/watch.ts';
import { explainFileError, explainSqliteError, StoreError } from '../db/errors.ts';
import { openBare, overBare } from '../db/open.ts';
import { backupTroubles, endpointTrouble } from './around-troubles.ts';
import { foreignLog, leftovers, permissionTroubles, shapeTrouble, spaceTrouble } from './file-troubles.ts';
import {
  busyTrouble,
  clockTrouble,
  contentTroubles,
  signatureTroubles,
  versionTrouble,
} from './store-troubles.ts';
import { RESTORE, type Trouble, trouble } from './trouble.ts';

export interface Examination {
  readonly storePath: string;
  /** Of whoever asks; `undefined` where the system has none. */
  readonly uid: number | undefined;
  readonly now: number;
  /** What the keychain knows of a log; `null`: nothing, or it did not answer. Asked within its own time limit. */
  readonly anchorOf: (logId: string) => Promise<Anchor | null>;
}

/** Looks at a store and its surroundings and names everything that is wrong. @throws StoreError when it could not look */
export async function examineStore(asked: Examination, watch: Watch): Promise<Trouble[]> {
  const { storePath, uid, now } = asked;
  try {
    const shape = shapeTrouble(storePath);
    const found = [shape, leftovers(dirname(storePath), now)];
    if (shape) return present(found);
    found.push(...permissionTroubles(storePath, uid), await spaceTrouble(storePath));
    const log = foreignLog(storePath);
    // SQLite would play it into the store: it is not opened before that is settled.
    if (log) return present([...found, log]);
    const around = present(found);
    // SQLite keeps its locks in files beside the store: where it may make none, nobody can look inside.
    const isClosed = around.some(({ code }) => code === 'READ_ONLY_FOLDER');
    return [...around, ...(await inside(asked, around, watch).catch(unless(isClosed)))];
  } catch (error) {
    throw explainFileError(explainSqliteError(error), storePath);
  }
}

const unless =
  (known: boolean) =>
  (error: unknown): Trouble[] => {
    if (known) return [];
    throw error;
  };

async function inside(asked: Examination, before: readonly Trouble[], watch: Watch): Promise<Trouble[]> {
  const { storePath, now, anchorOf } = asked;
  const sqlite = openBare(storePath, { readonly: true, nativeBinding: undefined });
  const db = overBare(sqlite);
  try {
    const version = versionTrouble(sqlite);
    if (version) return [version];
    const found = await contentTroubles(storePath, watch);
    // Of a torn store nothing more can be told.
    if (found.some(({ code }) => code === 'DAMAGED')) return found;
    const writable = !before.some(({ code }) => code.startsWith('READ_ONLY'));
    const { folder } = (await readBackupState(db)).schedule;
    const isSound = !found.some(({ code }) => code === 'LOG_BROKEN');
    const anchor = isSound ? await anchorOf(readHead(sqlite).logId) : null;
    return present([
      ...found,
      writable ? busyTrouble(storePath) : null,
      clockTrouble(sqlite, now),
      ...(await signatureTroubles(storePath, sqlite, anchor)),
      ...(await backupTroubles(db, now)),
      folder === null || folder === dirname(storePath) ? null : leftovers(folder, now),
      await endpointTrouble(db),
    ]);
  } catch (error) {
    const explained = explainSqliteError(error);
    if (!(explained instanceof StoreError) || explained.code !== 'STORE_DAMAGED') throw explained;
    return [
      trouble(
        'DAMAGED',
        'The store is damaged: some of its pages cannot be read.',
        `Keep the file for inspection. ${RESTORE}`,
      ),
    ];
  } finally {
    await db.destroy();
    if (sqlite.open) sqlite.close();
  }
}

const present = (found: readonly (Trouble | null)[]): Trouble[] => found.filter((one) => one !== null);
