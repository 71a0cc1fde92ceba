import { explainSqliteError } from '../core/db/errors.ts';
import type { Store } from '../core/db/open.ts';

/** The log that the program works with: when it has another epoch, somebody has restored a backup, here or elsewhere. */
export class KnownLog {
  readonly #read: () => number;
  #known: number;

  constructor(reading: Store['reading']) {
    const newest = reading.prepare<[], number>('SELECT ifnull(max(epoch), 0) FROM audit_epochs').pluck();
    this.#read = () => newest.get() ?? 0;
    this.#known = this.epoch();
  }

  /** As it is at this moment; 0 before the set-up. @throws StoreError */
  epoch(): number {
    try {
      return this.#read();
    } catch (error) {
      throw explainSqliteError(error);
    }
  }

  /** Looks; says whether it is another one than at the look before. */
  look(): boolean {
    const before = this.#known;
    this.#known = this.epoch();
    // The first one opens with the set-up.
    return this.#known !== before && this.#known > 1;
  }
}
