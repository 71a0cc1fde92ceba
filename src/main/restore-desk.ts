import { discard } from '../core/backup/files.ts';
import type { Inspected } from '../core/backup/inspect.ts';
import type { Restored } from '../core/backup/put-back.ts';
import { restoreOrder } from '../core/backup/restore-order.ts';
import { lookAtGiven } from '../core/backup/take-in.ts';
import type { EntryFrame } from '../core/audit/log-store.ts';
import { anchorIn, entryName, signedEpoch } from '../core/audit/integrity/log-signer.ts';
import { MIGRATIONS } from '../core/db/migrations/index.ts';
import { t } from '../shared/language/t.ts';
import { AppError } from '../shared/rpc.ts';
import type { BackupPreview, ChosenBackup } from '../shared/store.ts';
import type { Ports } from './ports.ts';
import type { StoreWork } from './store-work.ts';

interface Options {
  readonly storePath: string;
  readonly work: StoreWork;
  readonly ports: Pick<Ports, 'choosePaths' | 'keychain'>;
}

interface Chosen {
  /** The session that has chosen; a backup on the desk of one is no other's to restore. */
  readonly owner: string;
  readonly file: ChosenBackup;
  inspected: Inspected | null;
  /** What the keychain has for the log of the backup. */
  signed: Kept;
}

interface Kept {
  readonly signing: BackupPreview['signing'];
  readonly epoch: number;
}

const UNSIGNED: Kept = { signing: 'no keychain', epoch: 0 };

/** The backup that somebody is about to restore: chosen, then looked at, then put back. One at a time. */
export class RestoreDesk {
  readonly #options: Options;
  #chosen: Chosen | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  /** @param allowed asked once the dialog is answered, because much may happen while it stands */
  async choose(owner: string, allowed: () => Promise<void> = async () => {}): Promise<ChosenBackup | null> {
    const [path] = (await this.#options.ports.choosePaths('backup')) ?? [];
    await allowed();
    if (path === undefined) return null;
    const file = await lookAtGiven(path, this.#options.storePath);
    this.forget();
    this.#chosen = { owner, file, inspected: null, signed: UNSIGNED };
    return file;
  }

  preview(owner: string, passphrase: string | null): Promise<BackupPreview> {
    const { storePath, work } = this.#options;
    const chosen = this.#of(owner);
    return work.do(async (watch) => {
      this.#discardDraft(chosen);
      const { path } = chosen.file;
      const inspected = await work.run('inspect', { path, storePath, passphrase }, watch);
      if (this.#chosen !== chosen) {
        // Somebody has turned to another one meanwhile.
        discard(inspected.draft);
        throw noneChosen();
      }
      chosen.inspected = inspected;
      chosen.signed = await this.#signed(inspected.logId);
      return previewOf(inspected, chosen.signed.signing);
    });
  }

  /** Puts back what the preview has shown. */
  restore(owner: string, frame: EntryFrame): Promise<Restored> {
    const { storePath, work } = this.#options;
    const chosen = this.#of(owner);
    const { inspected } = chosen;
    if (!inspected) throw noneChosen();
    return work.do(async (watch) => {
      // Whatever comes of it, the draft is gone.
      chosen.inspected = null;
      const asked = { storePath, frame, signedEpoch: chosen.signed.epoch };
      const restored = await work.run('restore', restoreOrder(inspected, asked), watch);
      this.#chosen = null;
      return restored;
    });
  }

  forget(): void {
    if (this.#chosen) this.#discardDraft(this.#chosen);
    this.#chosen = null;
  }

  #of(owner: string): Chosen {
    if (this.#chosen?.owner === owner) return this.#chosen;
    throw noneChosen();
  }

  #discardDraft(chosen: Chosen): void {
    if (chosen.inspected) discard(chosen.inspected.draft);
    chosen.inspected = null;
  }

  async #signed(logId: string): Promise<Kept> {
    const kept = await this.#options.ports.keychain.get(entryName(logId));
    if (!kept.ok) return UNSIGNED;
    const anchor = kept.value ? anchorIn(logId, kept.value) : null;
    return { signing: anchor === null ? 'new key' : 'same key', epoch: signedEpoch(anchor) };
  }
}

function previewOf(inspected: Inspected, signing: BackupPreview['signing']): BackupPreview {
  const { path, size, encrypted, madeAt, tenants, keys, accounts, newest, version, logFault } = inspected;
  return {
    path,
    size,
    encrypted,
    madeAt,
    keys,
    accounts,
    newest,
    version,
    logFault,
    signing,
    tenants: [...tenants],
    newestVersion: MIGRATIONS.length,
    present: presentOf(inspected),
    difference: inspected.difference,
  };
}

function presentOf({ present, logId }: Inspected): BackupPreview['present'] {
  if (present.state === 'unusable') return present.exists ? 'unusable' : 'missing';
  if (present.log.log === '') return 'empty';
  return present.log.log === logId ? 'same store' : 'other store';
}

const noneChosen = (): AppError =>
  new AppError('NO_BACKUP_CHOSEN', t('No backup is chosen any more. Choose one, and look at its preview.'));
