import { hash, randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import type { Database } from 'better-sqlite3';
import { breathe } from '../../breathe.ts';
import type { AnyDb } from '../../db/schema.ts';
import { BEGINNING, findFault, type Position } from './chain.ts';
import { type Checkpoint, openCheckpoint, originOf, Signer } from './checkpoint.ts';
import {
  growTreeInSteps,
  joinFrontier,
  keptTree,
  namedLogs,
  readHead,
  signedUpTo,
} from './checkpoint-store.ts';
import { logRows } from './log-rows.ts';
import { MerkleTree } from './merkle.ts';
import type { Anchor } from './verify-log.ts';

/** Where the seed and the anchor are kept: the operating system's keychain. */
export interface Vault {
  /** `undefined` when it does not answer. */
  readonly get: (name: string) => Promise<string | null | undefined>;
  /** Whether it was kept. */
  readonly set: (name: string, value: string) => Promise<boolean>;
}

export type Signed =
  | {
      readonly status: 'signed' | 'nothing new';
      readonly note: string;
      readonly verifierKey: string;
      readonly checkpoint: Checkpoint;
    }
  | { readonly status: 'no keychain' | 'no log' }
  /** The log does not go on from where the last checkpoint was: nothing is signed over it. */
  | {
      readonly status: 'does not extend';
      readonly seq: number;
      /** The log is of a later epoch than the last checkpoint: somebody has restored a backup, or says so. */
      readonly restored?: boolean;
    };

export interface SignedNote {
  readonly note: string;
  readonly verifierKey: string;
}

/** Entries that are looked at before everything else gets its turn. */
const STEP = 1_000;

interface SignedStore {
  /** The keychain knows by it which log stands there. */
  readonly path: string;
  readonly db: AnyDb;
  readonly sqlite: Database;
}

/** Signs what the log is, and keeps the last signature outside of it. One at a time. */
export class LogSigner {
  readonly #store: SignedStore;
  readonly #vault: Vault;
  readonly #now: () => number;
  /** Its own, once the keychain has told it. */
  #verifierKey: string | null = null;
  #adopts = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(store: SignedStore, vault: Vault, now: () => number) {
    this.#store = store;
    this.#vault = vault;
    this.#now = now;
  }

  /**
   * What this installation knows of the log that belongs here, which another one may have been put in the place of;
   * `null`: there is no keychain, or nothing was ever signed.
   */
  async anchor(): Promise<Anchor | null> {
    const { logId } = readHead(this.#store.sqlite);
    const anchor = await askAnchor(this.#vault, this.#adopts ? null : this.#store.path, logId);
    if (anchor !== null) this.#verifierKey = anchor.verifierKey;
    return anchor;
  }

  /** Takes the log that stands here for the one that belongs here, whatever was here before: a set-up or a restore did it. */
  adopt(): void {
    this.#adopts = true;
  }

  get #place(): string {
    return placeName(this.#store.path);
  }

  /**
   * Signs the log as it is, if it goes on from the last checkpoint.
   * @param signal ends it before the next thing that it would do: then the promise is refused with its reason
   * @param anew somebody who may has put a backup in its place: a last checkpoint of an earlier epoch binds no more
   */
  sign(signal?: AbortSignal, anew = false): Promise<Signed> {
    const signing = this.#turn.then(() => this.#sign(signal, anew));
    this.#turn = signing.catch(() => undefined);
    return signing;
  }

  /**
   * Signs a note about something that leaves the program, with the key of the log. Not without {@link sign} before it: a
   * log that is in doubt vouches for nothing.
   * @param text given the verifier key
   * @returns `null`: the keychain does not answer, or has no key
   */
  async signNote(text: (verifierKey: string) => string): Promise<SignedNote | null> {
    const { logId } = readHead(this.#store.sqlite);
    const kept = await this.#vault.get(entryName(logId));
    if (!kept) return null;
    const { signer } = read(logId, kept);
    const { verifierKey } = signer;
    return { note: signer.signNote(text(verifierKey)), verifierKey };
  }

  /** Entries since the last checkpoint in the store: its own, once it knows its key, because anybody can put others in. */
  unsigned(): number {
    return readHead(this.#store.sqlite).size - signedUpTo(this.#store.sqlite, this.#verifierKey);
  }

  async #sign(signal: AbortSignal | undefined, anew: boolean): Promise<Signed> {
    signal?.throwIfAborted();
    const { sqlite, db } = this.#store;
    const { size: before, logId } = readHead(sqlite);
    if (before === 0) return { status: 'no log' };
    const kept = await this.#vault.get(entryName(logId));
    if (kept === undefined) return { status: 'no keychain' };
    const expected = await this.#vault.get(this.#place);
    if (expected === undefined) return { status: 'no keychain' };
    signal?.throwIfAborted();
    // Only now: another program may have written and signed while the keychain was asked.
    const { size, written, epoch } = readHead(sqlite);
    // All entries hang together, so the first and the last tell of all.
    const stranger = namedLogs(sqlite).find(({ log }) => log !== logId);
    if (stranger) return { status: 'does not extend', seq: stranger.seq };
    if (expected !== logId) {
      // Another log stands here than before; with a later epoch, somebody may have restored it.
      if (expected !== null && !this.#adopts)
        return { status: 'does not extend', seq: 1, restored: epoch > 1 };
      if (!(await this.#vault.set(this.#place, logId))) return { status: 'no keychain' };
    }
    this.#adopts = false;
    const known = read(logId, kept ?? randomBytes(32).toString('base64'));
    const { signer, note: lastNote } = known;
    const { verifierKey } = signer;
    this.#verifierKey = verifierKey;
    const opened = lastNote === null ? null : openCheckpoint(lastNote, verifierKey);
    // A keychain entry that somebody has changed is no leave to sign anything.
    if (typeof opened === 'string') return { status: 'does not extend', seq: 1 };
    const restored = opened !== null && opened.epoch < epoch;
    const last = restored && anew ? null : opened;
    const tree = await this.#startFrom(last, verifierKey, signal);
    if (tree === null || written > size || (last?.size ?? 0) > size) {
      return { status: 'does not extend', seq: Math.min(last?.size ?? 0, size) + 1, restored };
    }
    if (last?.size === size && lastNote !== null) {
      return { status: 'nothing new', note: lastNote, verifierKey, checkpoint: last };
    }
    let at: Position = last === null ? BEGINNING : { seq: last.size, hash: last.head };
    for (let from = at.seq + 1; from <= size; from += STEP) {
      if (from > at.seq + 1) return { status: 'does not extend', seq: at.seq + 1 };
      await breathe();
      signal?.throwIfAborted();
      const rows = logRows(sqlite, from === 1 ? undefined : from, Math.min(size, from + STEP - 1));
      const looked = findFault(rows, at, ({ hash }) => tree.add(hash));
      if (looked.fault) return { status: 'does not extend', seq: looked.fault.seq };
      ({ at } = looked);
    }
    if (at.seq !== size || at.hash === null) return { status: 'does not extend', seq: at.seq + 1 };
    const checkpoint = { origin: originOf(logId), size, root: tree.root(), epoch, head: at.hash };
    const note = signer.sign(checkpoint);
    // First outside: an anchor that the store does not know yet harms nobody.
    if (!(await this.#vault.set(entryName(logId), `${known.seed}\n${note}`)))
      return { status: 'no keychain' };
    signal?.throwIfAborted();
    await db.transaction().execute((write) =>
      write
        .insertInto('audit_checkpoints')
        .values({
          size,
          verifier_key: verifierKey,
          note,
          frontier: joinFrontier(tree.frontier),
          signed_at: this.#now(),
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    );
    return { status: 'signed', note, verifierKey, checkpoint };
  }

  /** The tree at the last checkpoint; `null` when the log was another one then. */
  async #startFrom(
    last: Checkpoint | null,
    verifierKey: string,
    signal?: AbortSignal,
  ): Promise<MerkleTree | null> {
    if (last === null) return new MerkleTree();
    const kept = keptTree(this.#store.sqlite, verifierKey, last);
    // Otherwise it is made from the entries.
    if (kept) return kept;
    const tree = await growTreeInSteps(this.#store.sqlite, new MerkleTree(), last.size, signal);
    return tree.size === last.size && tree.root().equals(last.root) ? tree : null;
  }
}

/** The keychain may serve several stores. */
export const entryName = (logId: string): string => `log:${logId}`;

/** Which log belongs to a place: one name for each store, because a path may be longer than a keychain takes. */
const placeName = (path: string): string => `log-at:${hash('sha256', resolve(path), 'hex')}`;

/**
 * What a keychain knows of the log that belongs at a place; `null`: nothing, or it does not answer.
 * @param path `null`: whatever belongs there, the log that stands there is meant
 * @param logId of the log that stands there
 */
export async function askAnchor(
  vault: Pick<Vault, 'get'>,
  path: string | null,
  logId: string,
): Promise<Anchor | null> {
  const expected = (path === null ? null : await vault.get(placeName(path))) ?? logId;
  const kept = expected === '' ? null : await vault.get(entryName(expected));
  return kept ? anchorIn(expected, kept) : null;
}

/** What an entry of the keychain says of a log. */
export function anchorIn(logId: string, text: string): Anchor {
  const { signer, note } = read(logId, text);
  return { verifierKey: signer.verifierKey, note };
}

/** The epoch in which a log was signed last; 0: in none that can be believed. */
export function signedEpoch(anchor: Anchor | null): number {
  const opened = anchor?.note == null ? null : openCheckpoint(anchor.note, anchor.verifierKey);
  return opened === null || typeof opened === 'string' ? 0 : opened.epoch;
}

interface Kept {
  /** Base64. */
  readonly seed: string;
  readonly signer: Signer;
  readonly note: string | null;
}

/** The seed in base64, then the last note. */
function read(logId: string, text: string): Kept {
  const [seed = ''] = text.split('\n', 1);
  const note = text.slice(seed.length + 1);
  const signer = new Signer(originOf(logId), Buffer.from(seed, 'base64'));
  return { seed, signer, note: note === '' ? null : note };
}
