import { hash } from 'node:crypto';
import { canonicalJson, type Json } from './canonical-json.ts';

export type Origin = 'desktop' | 'cli' | 'endpoint';

/** Who acts, for the log and for the rules. `null` where nobody has signed in yet. */
export interface LogActor {
  readonly accountId: number;
  readonly username: string;
}

/** What a change says about itself; where it stands in the log is not its business. */
export interface NewEntry {
  /** `<subject>.<verb>` as in the contract, in kebab case: `keys.generate`, `session.sign-in`. */
  readonly action: string;
  readonly target?: { readonly type: string; readonly id: number; readonly name: string };
  /** `refused` for an attempt that was not allowed. */
  readonly outcome?: 'done' | 'refused';
  /** What changed, or why it was refused. Never a secret, a password or a hash. */
  readonly details?: { readonly [name: string]: Json | undefined };
  /** Where it differs from the acting session's. */
  readonly tenantId?: number | null;
  readonly actor?: LogActor | null;
}

/** Everything that is hashed of one entry, in the names that the export uses. */
export interface EntryBody {
  readonly version: 1;
  readonly log: string;
  readonly epoch: number;
  readonly seq: number;
  /** Epoch milliseconds, UTC. */
  readonly time: number;
  readonly origin: Origin;
  readonly session: string | null;
  readonly actor: { readonly id: number; readonly name: string } | null;
  readonly tenant: number | null;
  readonly action: string;
  readonly target: { readonly type: string; readonly id: number; readonly name: string } | null;
  readonly outcome: 'done' | 'refused';
  readonly details: { readonly [name: string]: Json | undefined };
  /** Hex of the hash of the entry before; `null` for the first of the first epoch. */
  readonly previous: string | null;
}

/** The bytes to store and the hash over them: SHA-256(0x00 ‖ bytes), a Merkle leaf as in RFC 9162. */
export function sealEntry(body: EntryBody): { readonly bytes: string; readonly hash: Buffer } {
  const bytes = canonicalJson({ ...body });
  return { bytes, hash: leafHash(bytes) };
}

/** SHA-256(0x00 ‖ bytes) of an entry's stored bytes. */
export const leafHash = (bytes: string): Buffer => Buffer.from(leafHex(bytes), 'hex');

/** The same in hex, which Node gives in half the time. */
export function leafHex(bytes: string): string {
  // At most three bytes of UTF-8 for each UTF-16 unit; longer ones are rare.
  if (bytes.length * 3 >= scratch.length) return hash('sha256', `\0${bytes}`, 'hex');
  return hash('sha256', scratch.subarray(0, 1 + scratch.write(bytes, 1)), 'hex');
}
/** Begins with the mark of a leaf. */
const scratch = Buffer.alloc(16_384);
