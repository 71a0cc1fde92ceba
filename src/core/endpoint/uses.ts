import { HOUR } from '../../shared/duration.ts';
import type { VerificationCode } from '../verification/codes.ts';
import type { Subject } from '../verification/decide.ts';

/** Uses and refusals since the last flush, added up so that a million requests are a few rows. Times are epoch milliseconds. */
export interface UseBatch {
  readonly keys: readonly {
    readonly keyId: number;
    readonly lastUsedAt: number;
    /** By the hour's first millisecond. */
    readonly hours: readonly (readonly [hour: number, uses: number])[];
    /** Without those that are not known. */
    readonly addresses: readonly (readonly [address: string, uses: number, first: number, last: number])[];
    readonly secrets: readonly (readonly [hint: string, lastUsedAt: number])[];
  }[];
  /** `keyId` is `null` for requests that name no key of the store. */
  readonly refusals: readonly {
    readonly keyId: number | null;
    readonly hour: number;
    readonly code: string;
    readonly refusals: number;
    readonly lastAt: number;
    /** Where the last one came from, as far as that is known. */
    readonly address: string | null;
  }[];
}

interface Uses {
  lastUsedAt: number;
  readonly hours: Map<number, number>;
  readonly addresses: Map<string, { uses: number; readonly first: number; last: number }>;
  readonly secrets: Map<string, number>;
}

interface Refusals {
  count: number;
  lastAt: number;
  address: string | null;
}

/** More addresses of one key between two flushes are not told apart: one row each would let a client fill the store. */
const ADDRESSES = 100;

/** Adds up what verification has answered. */
export class UseCounter {
  #keys = new Map<number, Uses>();
  #refusals = new Map<string, Refusals>();

  get isEmpty(): boolean {
    return this.#keys.size === 0 && this.#refusals.size === 0;
  }

  /** A request that was let through. */
  used({ secret, request: { address } }: Subject, now: number): void {
    const uses = this.#of(secret.keyId);
    const hour = now - (now % HOUR);
    if (now > uses.lastUsedAt) uses.lastUsedAt = now;
    uses.hours.set(hour, (uses.hours.get(hour) ?? 0) + 1);
    uses.secrets.set(secret.hint, Math.max(now, uses.secrets.get(secret.hint) ?? 0));
    if (address === null) return;
    const seen = uses.addresses.get(address);
    if (seen) {
      seen.uses += 1;
      seen.last = Math.max(seen.last, now);
    } else if (uses.addresses.size < ADDRESSES) {
      uses.addresses.set(address, { uses: 1, first: now, last: now });
    }
  }

  /** A request that was refused. @param subject `undefined`: no key of the store's */
  refused(subject: Subject | undefined, code: VerificationCode, now: number): void {
    const keyId = subject?.secret.keyId;
    const address = subject?.request.address ?? null;
    const name = `${keyId ?? ''}/${now - (now % HOUR)}/${code}`;
    const known = this.#refusals.get(name);
    if (!known) {
      this.#refusals.set(name, { count: 1, lastAt: now, address });
      return;
    }
    known.count += 1;
    known.lastAt = Math.max(known.lastAt, now);
    known.address = address ?? known.address;
  }

  /** Takes all that was counted. */
  take(): UseBatch {
    const keys = [...this.#keys].map(([keyId, { lastUsedAt, hours, addresses, secrets }]) => ({
      keyId,
      lastUsedAt,
      hours: [...hours],
      addresses: [...addresses].map(
        ([address, { uses, first, last }]) => [address, uses, first, last] as const,
      ),
      secrets: [...secrets],
    }));
    const refusals = [...this.#refusals].map(([name, { count, lastAt, address }]) => {
      const [keyId = '', hour = '0', code = ''] = name.split('/');
      return {
        keyId: keyId === '' ? null : Number(keyId),
        hour: Number(hour),
        code,
        refusals: count,
        lastAt,
        address,
      };
    });
    this.#keys = new Map();
    this.#refusals = new Map();
    return { keys, refusals };
  }

  #of(keyId: number): Uses {
    const known = this.#keys.get(keyId);
    if (known) return known;
    const fresh: Uses = { lastUsedAt: 0, hours: new Map(), addresses: new Map(), secrets: new Map() };
    this.#keys.set(keyId, fresh);
    return fresh;
  }
}
