import type { Fault } from '../core/audit/integrity/chain.ts';
import { openCheckpoint } from '../core/audit/integrity/checkpoint.ts';
import { growTreeInSteps, newestTree, readHead } from '../core/audit/integrity/checkpoint-store.ts';
import { LogSigner, type Signed, type SignedNote } from '../core/audit/integrity/log-signer.ts';
import type { Anchor } from '../core/audit/integrity/verify-log.ts';
import type { Store } from '../core/db/open.ts';
import type { LogHead } from '../shared/activity-log.ts';
import type { Ports } from './ports.ts';

/** So many unsigned entries are signed without another reason. */
const MANY_UNSIGNED = 1_000;
/** How often is looked whether there are so many. Milliseconds. */
const LOOK_EVERY = 60_000;
/** The longest that the program's end waits for a signature. Milliseconds. */
const END_WITHIN = 5_000;

interface Options {
  readonly store: Pick<Store, 'path' | 'db' | 'reading'>;
  readonly ports: Pick<Ports, 'now' | 'keychain' | 'every' | 'onInternalError'>;
}

/**
 * Has the log signed at its moments: at each sign-out, export and sound verification, when many entries are unsigned, and
 * at the end. A keychain that did not answer may be asking the person to unlock it, so that it is asked again only when
 * they do one of those; and what does not go on from the last signature is not looked at again every minute.
 */
export class LogKeeper {
  readonly #options: Options;
  readonly #signer: LogSigner;
  readonly #ending = new AbortController();
  readonly #stopLooking: () => void;
  /** The keychain has left the last question without an answer. */
  #silent = false;
  /** From where on the log does not go on from what was signed, and from where on it was found to be wrong. */
  #extendsNot: number | null = null;
  #fault: number | null = null;
  /** The log is in doubt because a backup was restored where the keychain was not at hand. */
  #restored = false;
  #underWay: Promise<unknown> = Promise.resolve();

  constructor(options: Options) {
    this.#options = options;
    const { store, ports } = options;
    const told = <T extends { readonly ok: boolean }>(answer: T): T => {
      this.#silent = !answer.ok;
      return answer;
    };
    const vault = {
      get: async (name: string) => {
        const answer = told(await ports.keychain.get(name));
        return answer.ok ? answer.value : undefined;
      },
      set: async (name: string, value: string) => told(await ports.keychain.set(name, value)).ok,
    };
    this.#signer = new LogSigner({ path: store.path, db: store.db, sqlite: store.reading }, vault, ports.now);
    this.#stopLooking = ports.every(LOOK_EVERY, () => this.#look());
  }

  /** The entry from which on the log is not what was signed, as far as is known. */
  get doubt(): number | null {
    return this.#fault ?? this.#extendsNot;
  }

  /** A restore is what the last signature disagrees with, and nobody has said yet that it is right. */
  get unsignedRestore(): boolean {
    return this.#restored && this.doubt !== null;
  }

  /** Signs from here on what somebody who may has put back. */
  async accept(): Promise<Signed> {
    this.#fault = null;
    this.adopt();
    return this.#note(await this.#signer.sign(this.#ending.signal, true));
  }

  /** Signs without anybody waiting for it. @param work `accept` after a restore by a person who may */
  signSoon(work: () => Promise<unknown> = () => this.sign()): void {
    this.#underWay = work().catch((error: unknown) => {
      if (!this.#ending.signal.aborted) this.#options.ports.onInternalError('log.sign', error);
    });
  }

  /** Signs, unless the last verification has found something wrong. */
  async sign(): Promise<Signed> {
    if (this.#fault !== null) return { status: 'does not extend', seq: this.#fault };
    return this.#note(await this.#signer.sign(this.#ending.signal));
  }

  #note(signed: Signed): Signed {
    this.#extendsNot = signed.status === 'does not extend' ? signed.seq : null;
    this.#restored = signed.status === 'does not extend' && signed.restored === true;
    return signed;
  }

  /**
   * Signs a note about something that leaves the program, if the log is signed as well.
   * @param text given the verifier key
   */
  async signNote(
    text: (verifierKey: string) => string,
  ): Promise<SignedNote | Exclude<Signed['status'], 'signed' | 'nothing new'>> {
    const signed = await this.sign();
    if (!('note' in signed)) return signed.status;
    return (await this.#signer.signNote(text)) ?? 'no keychain';
  }

  /** A store that was restored since its last signature: looks whether it may be signed, so that people hear of it. */
  lookAfterRestore(): void {
    if (readHead(this.#options.store.reading).epoch > 1 && this.#signer.unsigned() > 0) this.signSoon();
  }

  /** Takes note of what a verification has found, and signs when that is nothing. */
  async verified(fault: Fault | null): Promise<void> {
    this.#fault = fault && fault.seq;
    // It was asked at the beginning of the verification.
    if (fault === null && !this.#silent) await this.sign();
  }

  /** What stands here now belongs here: called when the store was set up or restored on purpose. */
  adopt(): void {
    this.#signer.adopt();
  }

  /** What was signed last, as the keychain has it, once what is being signed just now is: after a restore the log is another. */
  async anchor(): Promise<Anchor | null> {
    await this.#underWay;
    return this.#signer.anchor();
  }

  /** What the log is now. Asks the keychain, unless that has left somebody without an answer. */
  async head(): Promise<LogHead> {
    const { reading } = this.#options.store;
    const anchor = this.#silent ? null : await this.#signer.anchor();
    const { size, logId } = readHead(reading);
    const tree = await growTreeInSteps(reading, newestTree(reading, size), size, this.#ending.signal);
    return {
      logId,
      size,
      root: tree.root().toString('hex'),
      unsigned: this.#signer.unsigned(),
      checkpoint: checkpointOf(anchor),
      signing: this.doubt !== null ? 'in doubt' : this.#silent ? 'no keychain' : 'signs',
    };
  }

  /** Signs once more what came since, within five seconds; then nothing is signed any more. */
  async close(): Promise<void> {
    this.#stopLooking();
    if (this.#signs && this.#signer.unsigned() > 0) this.signSoon();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, END_WITHIN);
    });
    await Promise.race([this.#underWay, late]);
    clearTimeout(timer);
    this.#ending.abort();
  }

  /** Whether it is worth while to sign without being asked. */
  get #signs(): boolean {
    return !this.#silent && this.doubt === null;
  }

  #look(): void {
    try {
      if (this.#signs && this.#signer.unsigned() >= MANY_UNSIGNED) this.signSoon();
    } catch (error) {
      this.#options.ports.onInternalError('log.look', error);
    }
  }
}

function checkpointOf(anchor: Anchor | null): LogHead['checkpoint'] {
  if (anchor === null || anchor.note === null) return null;
  const { verifierKey, note } = anchor;
  const opened = openCheckpoint(note, verifierKey);
  if (typeof opened === 'string') return null;
  return { size: opened.size, root: opened.root.toString('hex'), note, verifierKey };
}
