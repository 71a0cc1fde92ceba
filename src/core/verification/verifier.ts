import type { Database } from 'better-sqlite3';
import { parseKey } from '../keys/key-format.ts';
import type { VerificationCode } from './codes.ts';
import { decide, isClockBehind, type Subject } from './decide.ts';
import { digestOf, LookupStore, type Owner, type SecretRow } from './lookup-store.ts';
import { compilePolicy, type Policy, readPolicy } from './policy.ts';
import type { Asked, VerificationRequest } from './request.ts';

/** An answer. `subject` is there when the secret is one of this store, whatever the answer. */
export interface Verification {
  readonly code: VerificationCode;
  readonly subject?: Subject;
}

/** More different policies than this are forgotten and made anew: memory must not grow with the store. */
const MOST = 50_000;

/**
 * Verifies keys over one connection. What it keeps between requests is good for one version of the store: each lookup
 * brings the number of the newest log entry along, and no change is without one, in whatever process.
 */
export class Verifier {
  readonly #store: LookupStore;
  #version = -1;
  /** When the newest entry of that version was made; `null`: there is none. */
  #newest: number | null = null;
  readonly #policies = new Map<string, Policy>();
  readonly #owners = new Map<number, Owner>();
  readonly #tenants = new Map<number, { readonly name: string; readonly archived: boolean }>();

  /** @param sqlite its reads must see each commit at once: no transaction may be held open on it */
  constructor(sqlite: Database) {
    this.#store = new LookupStore(sqlite);
  }

  /**
   * Verifies what a client presented. Malformed keys are refused without a lookup.
   * @param now epoch milliseconds
   * @param clock what the computer's clock says, which is not believed when it is behind the log; `null`: `now` is no clock's
   */
  verify(request: VerificationRequest, now: number, clock: number | null = now): Verification {
    if (request.key === '') return { code: 'MISSING' };
    if (parseKey(request.key) === null) return { code: 'MALFORMED' };
    return this.#verify(digestOf(request.key), request, now, clock);
  }

  /** The same for the secret with this SHA-256, as if a client had presented it. */
  verifyHash(hash: Uint8Array, request: Asked, now: number, clock: number | null = now): Verification {
    return this.#verify(Buffer.from(hash).toString('binary'), request, now, clock);
  }

  /**
   * Runs several verifications over one state of the store, that of now, which costs less than one each.
   * @param run must not wait for anything: while a state is held, the store's write-ahead log cannot be emptied
   */
  together<Result>(run: () => Result): Result {
    return this.#store.inOneRead(run);
  }

  /** What an account is called and may reach, as the last verification saw it. */
  tenantName({ tenantId }: Pick<SecretRow, 'tenantId'>): string {
    return this.#tenant(tenantId).name;
  }

  /** The number of the log's newest entry. */
  version(): number {
    return this.#store.version();
  }

  /** When the store changed last, epoch milliseconds; `null` for one that nothing was ever written to. */
  lastChange(): number | null {
    return this.#store.lastChange();
  }

  #verify(digest: string, request: Asked, now: number, clock: number | null): Verification {
    const subject = this.#find(digest, request, now, clock);
    return subject ? { code: decide(subject), subject } : { code: 'NOT_FOUND' };
  }

  #find(digest: string, request: Asked, now: number, clock: number | null): Subject | undefined {
    this.#read = false;
    const secret = this.#store.secret(digest);
    if (!secret) return undefined;
    if (secret.version !== this.#version) this.#forget(secret.version);
    const { ownerAccountId, tenantId, policy } = secret;
    const subject = {
      secret,
      tenantArchived: this.#tenant(tenantId).archived,
      owner: ownerAccountId === null ? null : this.#owner(ownerAccountId),
      policy: this.#policy(policy),
      request,
      now,
      clockBehind: clock !== null && isClockBehind(clock, this.#newest),
    };
    // What was read after the lookup may be of a later version: then all is read again, at that version.
    const mayBeLater = this.#read && !this.#store.isHeld;
    return mayBeLater && this.#store.version() !== this.#version
      ? this.#find(digest, request, now, clock)
      : subject;
  }

  /** Whether the last lookup had to read more than the secret's row. */
  #read = false;

  #forget(version: number): void {
    this.#version = version;
    this.#read = true;
    this.#newest = this.#store.lastChange();
    for (const kept of [this.#policies, this.#owners, this.#tenants]) kept.clear();
  }

  #policy(text: string): Policy {
    return this.#kept(this.#policies, text, () => {
      const read = readPolicy(text);
      return compilePolicy(read, this.#store.facts(read));
    });
  }

  #owner(id: number): Owner {
    return this.#kept(this.#owners, id, () => this.#store.owner(id));
  }

  #tenant(id: number) {
    return this.#kept(this.#tenants, id, () => this.#store.tenant(id));
  }

  #kept<Id, Value>(known: Map<Id, Value>, id: Id, read: () => Value): Value {
    const value = known.get(id);
    if (value !== undefined) return value;
    this.#read = true;
    const fresh = read();
    if (known.size >= MOST) known.clear();
    known.set(id, fresh);
    return fresh;
  }
}
