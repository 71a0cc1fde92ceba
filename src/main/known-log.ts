import type { Store } from '../core/db/open.ts';

/** The log that the program works with: when it has another epoch, somebody has restored a backup, here or elsewhere. */
export class KnownLog {
  readonly #read: () => number;
  #epoch: number;

  constructor(reading: Store['reading']) {
    const newest = reading.prepare<[], number>('SELECT ifnull(max(epoch), 0) FROM audit_epochs').pluck();
    this.#read = () => newest.get() ?? 0;
    this.#epoch = this.#read();
  }

  /** As it was at the last look; 0 before the set-up. */
  get epoch(): number {
    return this.#epoch;
  }

  /** Looks; says whether it is another one than at the look before. */
  isReplaced(): boolean {
    const before = this.#epoch;
    this.#epoch = this.#read();
    // The first one opens with the set-up.
    return this.#epoch !== before && this.#epoch > 1;
  }
}
