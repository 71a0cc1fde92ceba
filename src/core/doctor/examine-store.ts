import { dirname } from 'node:path';
import type { AnchorAnswer } from '../audit/integrity/anchor-question.ts';
import { readHead } from '../audit/integrity/checkpoint-store.ts';
import { readBackupState } from '../backup/backup-store.ts';
import type { Watch } from '../backup/watch.ts';
import { explainFileError, explainSqliteError, StoreError } from '../db/errors.ts';
import { openBare, overBare } from '../db/open.ts';
import { backupTroubles, endpointTrouble } from './around-troubles.ts';
import {
  diskFull,
  foreignLog,
  leftovers,
  permissionTroubles,
  shapeTrouble,
  spaceTrouble,
} from './file-troubles.ts';
import {
  busyTrouble,
  clockTrouble,
  contentTroubles,
  damagedPages,
  signatureTroubles,
  versionTrouble,
  wasSigned,
} from './store-troubles.ts';
import type { Trouble, TroubleCode, Unseen } from './trouble.ts';
import { insideUnseen, keychainEmpty, keychainUnseen } from './unseen.ts';

export interface Examination {
  readonly storePath: string;
  /** Of whoever asks; `undefined` where the system has none. */
  readonly uid: number | undefined;
  readonly now: number;
  /** What the keychain knows of the log that belongs here, given the one that stands here. Asked within its own time limit. */
  readonly anchorOf: (logId: string) => Promise<AnchorAnswer>;
}

export interface Diagnosis {
  readonly troubles: readonly Trouble[];
  /** What nothing is known of. */
  readonly unseen: readonly Unseen[];
}

/** Looks at a store and its surroundings and names everything that is wrong. @throws StoreError when it could not look */
export async function examineStore(asked: Examination, watch: Watch): Promise<Diagnosis> {
  const { storePath, uid, now } = asked;
  try {
    const shape = shapeTrouble(storePath);
    const found = [shape, leftovers(dirname(storePath), now)];
    if (shape) return { troubles: present(found), unseen: [] };
    found.push(...permissionTroubles(storePath, uid), await spaceTrouble(storePath));
    const log = foreignLog(storePath);
    // SQLite would play it into the store: it is not opened before that is settled.
    if (log) return closed(present([...found, log]));
    const around = present(found);
    const { troubles, unseen } = await inside(asked, around, watch).catch((error: unknown) =>
      inTheWay(error, storePath, around),
    );
    const isFull = troubles.some(({ code }) => code === 'DISK_FULL');
    // Full is more than almost full.
    const rest = around.filter(({ code }) => !isFull || !code.startsWith('DISK_'));
    return { troubles: [...rest, ...troubles], unseen };
  } catch (error) {
    throw explainFileError(explainSqliteError(error), storePath);
  }
}

const closed = (troubles: readonly Trouble[]): Diagnosis => ({ troubles, unseen: [insideUnseen()] });

/** SQLite keeps its locks in files beside the store: where it may or can make none, nobody can look inside. */
const CLOSES: ReadonlySet<TroubleCode> = new Set(['READ_ONLY_FOLDER', 'READ_ONLY_DISK', 'DISK_FULL']);

/** What is around explains why nobody could look inside; what it does not explain is thrown on. */
function inTheWay(error: unknown, storePath: string, around: readonly Trouble[]): Diagnosis {
  const explained = explainSqliteError(error);
  if (explained instanceof StoreError && explained.code === 'STORE_FULL')
    return closed([diskFull(storePath)]);
  if (around.some(({ code }) => CLOSES.has(code))) return closed([]);
  throw error;
}

async function inside(asked: Examination, before: readonly Trouble[], watch: Watch): Promise<Diagnosis> {
  const { storePath, now } = asked;
  const sqlite = openBare(storePath, { readonly: true, nativeBinding: undefined });
  const db = overBare(sqlite);
  try {
    const version = versionTrouble(sqlite);
    if (version) return closed([version]);
    const content = await contentTroubles(storePath, watch);
    // Of a torn store nothing more can be told.
    if (content.some(({ code }) => code === 'DAMAGED')) return { troubles: content, unseen: [] };
    const writable = !before.some(({ code }) => code.startsWith('READ_ONLY') || code === 'DISK_FULL');
    const { folder } = (await readBackupState(db)).schedule;
    const isSound = !content.some(({ code }) => code === 'LOG_BROKEN');
    const answer: AnchorAnswer = isSound
      ? await asked.anchorOf(readHead(sqlite).logId)
      : { ok: true, anchor: null };
    const anchor = answer.ok ? answer.anchor : null;
    const troubles = present([
      ...content,
      writable ? busyTrouble(storePath) : null,
      clockTrouble(sqlite, now),
      ...(await signatureTroubles(storePath, sqlite, anchor)),
      ...(await backupTroubles(db, now)),
      folder === null || folder === dirname(storePath) ? null : leftovers(folder, now),
      await endpointTrouble(db),
    ]);
    if (!answer.ok) return { troubles, unseen: [keychainUnseen(answer.unavailable)] };
    const isUnknown = isSound && anchor === null && wasSigned(sqlite);
    return { troubles, unseen: isUnknown ? [keychainEmpty()] : [] };
  } catch (error) {
    const explained = explainSqliteError(error);
    if (!(explained instanceof StoreError) || explained.code !== 'STORE_DAMAGED') throw explained;
    return { troubles: [damagedPages()], unseen: [] };
  } finally {
    await db.destroy();
    if (sqlite.open) sqlite.close();
  }
}

const present = (found: readonly (Trouble | null)[]): Trouble[] => found.filter((one) => one !== null);
