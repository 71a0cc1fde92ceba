import { basename, dirname } from 'node:path';
import { sweep } from '../core/backup/leftovers.ts';
import { backUpIfDue } from '../core/backup/schedule-service.ts';
import type { AnyDb } from '../core/db/schema.ts';
import { MINUTE } from '../shared/duration.ts';
import { BackupPassphrase } from './backup-passphrase.ts';
import type { Ports } from './ports.ts';
import { RestoreDesk } from './restore-desk.ts';
import { StoreWork } from './store-work.ts';

/** How often is looked whether a scheduled backup is due. Milliseconds. */
const LOOK_EVERY = 5 * MINUTE;

interface Options {
  readonly db: AnyDb;
  readonly path: string;
  readonly nativeBinding: string | undefined;
  readonly ports: Ports;
  readonly background: (work: Promise<unknown>) => void;
  /** What this program does once another store is at its place. */
  readonly onRestored: (sessionId: string | null) => Promise<void>;
}

/** What is done to the store as a whole, by people and by the clock. */
export class StoreTools {
  readonly path: string;
  readonly work: StoreWork;
  readonly desk: RestoreDesk;
  readonly passphrase: BackupPassphrase;
  /** That people have chosen by the system’s dialog. */
  readonly folders = new Set<string>();
  readonly #options: Options;
  readonly #stopLooking: () => void;

  constructor(options: Options) {
    const { path, ports, nativeBinding, db } = options;
    this.#options = options;
    this.path = path;
    // Of earlier runs that were killed.
    sweep(dirname(path), `${basename(path)}.`, ports.now());
    this.work = new StoreWork(ports, nativeBinding);
    this.desk = new RestoreDesk({ storePath: path, work: this.work, ports });
    this.passphrase = new BackupPassphrase(db, ports.keychain);
    this.#stopLooking = ports.every(LOOK_EVERY, () => this.backUpIfDue());
  }

  /** Makes the scheduled backup if its time has come, without anybody waiting for it. */
  backUpIfDue(): void {
    if (!this.work.isBusy) this.#options.background(this.#backUpIfDue());
  }

  async #backUpIfDue(): Promise<void> {
    const { db, path: storePath, ports } = this.#options;
    const { run } = this.work;
    const deps = { db, storePath, run, now: ports.now };
    try {
      const came = await this.work.do(
        (watch) => backUpIfDue(deps, () => this.passphrase.get(), watch),
        false,
      );
      if (came !== 'not due') ports.emit('store-changed', {});
    } catch (error) {
      // The program ends, or a person was faster.
      const code = error instanceof Error && 'code' in error ? error.code : '';
      if (code !== 'CANCELLED' && code !== 'STORE_WORK_UNDER_WAY') throw error;
    }
  }

  /** @param sessionId of who has restored a backup; `null`: nobody who is of the store */
  restored(sessionId: string | null): Promise<void> {
    return this.#options.onRestored(sessionId);
  }

  async close(): Promise<void> {
    this.#stopLooking();
    await this.work.close();
    this.desk.forget();
  }
}
