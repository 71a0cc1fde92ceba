import { fileIdentity } from '../db/file-identity.ts';
import { type OpenOptions, openStore, type Store } from '../db/open.ts';
import { Verifier } from '../verification/verifier.ts';

/** How often is looked whether the file is still the one that is open. Milliseconds. */
const LOOK = 1_000;
/** How long to wait after a store could not be opened, so that each request does not try anew. Milliseconds. */
const PAUSE = 500;

/**
 * A verifier over the store at a path, opened when it is needed and anew after a fault or when the file was replaced.
 * While there is none, `get` gives `null`: nobody can be let in.
 */
export class OpenVerifier {
  readonly #options: Pick<OpenOptions, 'path' | 'nativeBinding' | 'now'>;
  readonly #onTrouble: (message: string) => void;
  readonly #timer: NodeJS.Timeout;
  #open: { readonly store: Store; readonly verifier: Verifier; readonly file: string } | null = null;
  #opening: Promise<void> | null = null;
  /** Of the clock that is never set. */
  #notBefore = 0;

  constructor(
    options: Pick<OpenOptions, 'path' | 'nativeBinding' | 'now'>,
    onTrouble: (message: string) => void,
  ) {
    this.#options = options;
    this.#onTrouble = onTrouble;
    this.#timer = setInterval(() => void this.#look(), LOOK).unref();
  }

  /** The verifier, or `null` while the store cannot be used; then it is being opened. */
  get(): Verifier | null {
    if (this.#open) return this.#open.verifier;
    void this.ready();
    return null;
  }

  /** Waits for an attempt to open the store; whether it has worked. */
  async ready(): Promise<boolean> {
    if (this.#open) return true;
    if (performance.now() < this.#notBefore && this.#opening === null) return false;
    this.#opening ??= this.#tryToOpen().finally(() => (this.#opening = null));
    await this.#opening;
    return this.#open !== null;
  }

  /** Gives the store up after an error in the middle of a question. */
  async fail(error: unknown): Promise<void> {
    this.#onTrouble(error instanceof Error ? error.message : String(error));
    await this.#close();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#opening;
    await this.#close();
  }

  async #tryToOpen(): Promise<void> {
    try {
      const { path } = this.#options;
      const file = fileIdentity(path);
      const store = await openStore({ ...this.#options, mode: 'read' });
      this.#open = { store, verifier: new Verifier(store.sqlite), file };
    } catch (error) {
      this.#notBefore = performance.now() + PAUSE;
      this.#onTrouble(error instanceof Error ? error.message : String(error));
    }
  }

  async #look(): Promise<void> {
    if (!this.#open || fileIdentity(this.#options.path) === this.#open.file) return;
    await this.#close();
  }

  async #close(): Promise<void> {
    const closing = this.#open;
    this.#open = null;
    try {
      await closing?.store.close();
    } catch (error) {
      // It is given up in any case.
      this.#onTrouble(error instanceof Error ? error.message : String(error));
    }
  }
}
