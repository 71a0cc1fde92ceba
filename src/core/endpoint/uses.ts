import { HOUR } from '../../shared/duration.ts';
import type { VerificationCode } from '../verification/codes.ts';
import type { Subject } from '../verification/decide.ts';

/** Uses of one secret from one address in one hour. Times are epoch milliseconds. */
export interface Use {
  readonly keyId: number;
  readonly hint: string;
  /** `null`: not known, or not told apart any more. */
  readonly address: string | null;
  /** The hour's first millisecond. */
  readonly hour: number;
  readonly uses: number;
  readonly first: number;
  readonly last: number;
}

export interface Refusals {
  /** `null`: requests that name no key of the store. */
  readonly keyId: number | null;
  readonly hour: number;
  readonly code: VerificationCode;
  readonly refusals: number;
  readonly lastAt: number;
  /** Where the last one came from, as far as that is known. */
  readonly address: string | null;
}

/** Uses and refusals, added up so that a million requests are a few rows. */
export interface UseBatch {
  readonly uses: readonly Use[];
  readonly refusals: readonly Refusals[];
}

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

/** More addresses of one key between two flushes are not told apart: one row each would let a client fill the store. */
const ADDRESSES = 100;

/** Adds up what verification has answered. */
export class UseCounter {
  #uses = new Map<number, Mutable<Use>[]>();
  #refusals = new Map<string, Mutable<Refusals>>();

  /** Rows that wait. */
  get size(): number {
    let size = this.#refusals.size;
    for (const ofKey of this.#uses.values()) size += ofKey.length;
    return size;
  }

  get isEmpty(): boolean {
    return this.#uses.size === 0 && this.#refusals.size === 0;
  }

  /** A request that was let through. */
  used({ secret: { keyId, hint }, request: { address } }: Subject, now: number): void {
    this.#count(keyId, hint, address, now - (now % HOUR), 1, now, now);
  }

  /** A request that was refused. @param subject `undefined`: no key of the store's */
  refused(subject: Subject | undefined, code: VerificationCode, now: number): void {
    this.#countRefusals({
      keyId: subject?.secret.keyId ?? null,
      code,
      hour: now - (now % HOUR),
      refusals: 1,
      lastAt: now,
      address: subject?.request.address ?? null,
    });
  }

  /** What another counter has added up. */
  add({ uses, refusals }: UseBatch): void {
    for (const { keyId, hint, address, hour, uses: count, first, last } of uses) {
      this.#count(keyId, hint, address, hour, count, first, last);
    }
    for (const each of refusals) this.#countRefusals(each);
  }

  /** Takes all that was counted. */
  take(): UseBatch {
    const uses: Use[] = [];
    for (const ofKey of this.#uses.values()) for (const use of ofKey) uses.push(use);
    const refusals = [...this.#refusals.values()];
    this.#uses = new Map();
    this.#refusals = new Map();
    return { uses, refusals };
  }

  #count(
    keyId: number,
    hint: string,
    address: string | null,
    hour: number,
    count: number,
    first: number,
    last: number,
  ): void {
    const ofKey = this.#uses.get(keyId);
    // Nearly always one: the last client comes again.
    const known = ofKey?.findLast((use) => use.address === address && use.hint === hint && use.hour === hour);
    if (known) {
      known.uses += count;
      known.first = Math.min(known.first, first);
      known.last = Math.max(known.last, last);
    } else if (address !== null && ofKey && ofKey.length >= ADDRESSES) {
      this.#count(keyId, hint, null, hour, count, first, last);
    } else {
      const fresh = { keyId, hint, address, hour, uses: count, first, last };
      if (ofKey) ofKey.push(fresh);
      else this.#uses.set(keyId, [fresh]);
    }
  }

  #countRefusals(more: Refusals): void {
    const name = `${more.keyId ?? ''}/${more.hour}/${more.code}`;
    const known = this.#refusals.get(name);
    if (!known) {
      this.#refusals.set(name, { ...more });
      return;
    }
    known.refusals += more.refusals;
    known.lastAt = Math.max(known.lastAt, more.lastAt);
    known.address = more.address ?? known.address;
  }
}
