import { requireGoodPassphrase } from '../core/accounts/password-strength.ts';
import { storeId } from '../core/audit/log-store.ts';
import type { ReadDb } from '../core/db/schema.ts';
import { t } from '../shared/language/t.ts';
import { AppError } from '../shared/rpc.ts';
import type { Ports } from './ports.ts';

/** The passphrase of scheduled backups: in the keychain of this computer, and nowhere else. */
export class BackupPassphrase {
  readonly #db: ReadDb;
  readonly #keychain: Ports['keychain'];

  constructor(db: ReadDb, keychain: Ports['keychain']) {
    this.#db = db;
    this.#keychain = keychain;
  }

  /** `undefined`: there is none, or the keychain does not answer. */
  async get(): Promise<string | undefined> {
    const answer = await this.#keychain.get(await this.#entry());
    return answer.ok ? (answer.value ?? undefined) : undefined;
  }

  /** Keeps a new one; `null`: one must be there already. @throws AppError */
  async require(passphrase: string | null, wasEncrypted: boolean): Promise<void> {
    if (passphrase === null) {
      if (wasEncrypted && (await this.get()) !== undefined) return;
      throw new AppError('PASSPHRASE_REQUIRED', t('Enter a passphrase for the scheduled backups.'), {
        field: 'passphrase',
      });
    }
    await requireGoodPassphrase(passphrase);
    const kept = await this.#keychain.set(await this.#entry(), passphrase);
    if (kept.ok) return;
    throw new AppError(
      'KEYCHAIN_UNAVAILABLE',
      t(
        'The passphrase cannot be kept. {reason} Without a keychain, scheduled backups cannot be encrypted.',
        { reason: kept.unavailable.reason },
      ),
      { field: 'passphrase' },
    );
  }

  /** The keychain may serve several stores. */
  async #entry(): Promise<string> {
    return `backup:${await storeId(this.#db)}`;
  }
}
