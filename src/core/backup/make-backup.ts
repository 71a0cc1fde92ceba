import { statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { createHash } from 'node:crypto';
import { t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';
import type { Fault } from '../audit/integrity/chain.ts';
import { checkCopy } from './check-file.ts';
import { type Binding, copyStore, makeSingleFile } from './copy-store.ts';
import { MADE_AT } from './facts.ts';
import { explainWriteError } from './file-errors.ts';
import { discard, fingerprint, requireSpace, sizeOf, unfinishedOf } from './files.ts';
import { sweep } from './leftovers.ts';
import { seal, unseal } from './seal.ts';
import type { Watch } from './watch.ts';

export interface BackupOrder {
  readonly storePath: string;
  /** Where the backup will be. */
  readonly target: string;
  /** `null`: not encrypted. */
  readonly passphrase: string | null;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A backup that is whole and verified, but not at its place yet. */
export interface MadeBackup {
  readonly unfinished: string;
  readonly sha256: string;
  readonly size: number;
  readonly entries: number;
  readonly keys: number;
  /** What is wrong with the log, of the store as of the copy. */
  readonly logFault: Fault | null;
}

/** Copies a store and verifies the copy. Nothing stays when it fails. @throws AppError that says why */
export async function makeBackup(order: BackupOrder, binding: Binding, watch: Watch): Promise<MadeBackup> {
  const { storePath, target, passphrase, now } = order;
  // What is not encrypted yet stays where the store itself is.
  const plain = unfinishedOf(passphrase === null ? target : storePath);
  const sealed = passphrase === null ? null : unfinishedOf(target);
  let writing = plain;
  try {
    for (const path of [storePath, target]) sweep(dirname(path), `${basename(path)}.`, now);
    await requireRoom(storePath, plain, sealed);
    await copyStore(storePath, plain, binding, watch, 'copying');
    makeSingleFile(plain, binding, (run) =>
      run('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)', MADE_AT, String(now)),
    );
    const { newest, keys, logFault } = await checkCopy(plain, binding, watch).catch(explainCheck);
    if (sealed !== null && passphrase !== null) {
      writing = sealed;
      await sealAndCompare(plain, sealed, passphrase, watch);
    }
    const unfinished = sealed ?? plain;
    const { sha256, size } = await fingerprint(unfinished);
    watch.signal.throwIfAborted();
    return { unfinished, sha256, size, entries: newest?.seq ?? 0, keys, logFault };
  } catch (error) {
    if (sealed !== null) discard(sealed);
    else discard(plain);
    throw explainWriteError(error, writing);
  } finally {
    if (sealed !== null) discard(plain);
  }
}

/** Before anything is written: an encrypted one is beside the store as a plain copy first. */
async function requireRoom(storePath: string, plain: string, sealed: string | null): Promise<void> {
  const bytes = sizeOf(storePath) + sizeOf(`${storePath}-wal`);
  await requireSpace(dirname(plain), bytes);
  if (sealed === null) return;
  await requireSpace(dirname(sealed), deviceOf(plain) === deviceOf(sealed) ? 2 * bytes : bytes);
}

/** Of the folder of a file. @throws AppError that names that folder, which need not be the one that is written first */
function deviceOf(path: string): number {
  try {
    return statSync(dirname(path)).dev;
  } catch (error) {
    throw explainWriteError(error, path);
  }
}

/** The copy is what the store is: what is wrong with it is wrong there. */
function explainCheck(error: unknown): never {
  if (!(error instanceof AppError) || !/^BACKUP_(DAMAGED|HOSTILE)$/.test(error.code)) throw error;
  throw new AppError(
    'STORE_DAMAGED',
    t(
      'The copy did not pass its check, so the store itself is damaged, and no backup was made. Check the integrity of the store, and restore an earlier backup.',
    ),
  );
}

/** Encrypts, and decrypts again to compare: a container that does not open is no backup. */
async function sealAndCompare(
  plain: string,
  sealed: string,
  passphrase: string,
  watch: Watch,
): Promise<void> {
  const file = await open(sealed, 'wx+', 0o600);
  try {
    await seal(plain, file, passphrase, watch);
    await file.sync();
    const hash = createHash('sha256');
    for await (const piece of unseal(file, passphrase, watch)) hash.update(piece);
    if (hash.digest('hex') === (await fingerprint(plain)).sha256) return;
    throw new AppError(
      'BACKUP_UNWRITTEN',
      t('The disk did not keep what was written. Choose another folder.'),
    );
  } finally {
    await file.close();
  }
}
