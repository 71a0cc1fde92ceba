import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { createPasswordHasher } from '../../src/core/accounts/password-hash.ts';
import { openStore } from '../../src/core/db/open.ts';
import { type Backend, createBackend } from '../../src/main/backend.ts';
import { rendererFiles } from '../../src/main/renderer-files.ts';
import type { Ports } from '../../src/main/ports.ts';
import type { EventName, Events, LatchkeyContract } from '../../src/shared/contract.ts';
import type { GenerateInput } from '../../src/shared/key-input.ts';
import { AppError, createClient, type Reply } from '../../src/shared/rpc.ts';
import type { KeychainState } from '../../src/shared/session.ts';
import { forkEndpoint } from './fork-endpoint.ts';
import { newKey } from './keys.ts';
import { type PlainKey, putKeys } from './many-keys.ts';
import { whole } from './whole.ts';

export const ADMIN = {
  organisation: 'Northwind Traders',
  username: 'ada',
  password: 'correct horse battery staple',
} as const;

/** The place of the built renderer; `LATCHKEY_RENDERER` names another build. */
const BUILT = process.env['LATCHKEY_RENDERER'] ?? join(import.meta.dirname, '../../out/renderer');
type Serve = ReturnType<typeof rendererFiles>;
let serve: Serve | undefined;
const assets = new Map<string, ReturnType<Serve>>();

/** What the program serves. The forty files of a page are read once for all tests of a worker; the page is made each time. */
function served(pathname: string): ReturnType<Serve> {
  serve ??= rendererFiles(BUILT);
  const asset = assets.get(pathname) ?? serve(pathname);
  if (pathname.startsWith('/assets/')) assets.set(pathname, asset);
  return asset;
}

/** The real parameters take half a second for each sign-in, and these tests are not about them. */
const CHEAP = { cost: 2 ** 10, block_size: 8, parallelization: 1 };

/** A second, as in the program, is what these tests would wait for again and again. Milliseconds. */
const LOOK_EVERY = 20;

/** Answers one call in place of the real backend; `next` asks the real one. */
type Substitute = (input: unknown, next: () => Promise<Reply>) => Reply | Promise<Reply>;

/**
 * The real backend over a store of its own, behind the real renderer in Chromium: everything but Electron.
 * What the outside world would do (clock, keychain, clipboard, disk) is in the open fields.
 */
export class UiProgram {
  now: number | null = null;
  keychain: KeychainState = { status: 'available' };
  readonly kept = new Map<string, string>();
  clipboard = '';
  /** What the save dialog answers: a folder, `null` when it is cancelled, or why nothing could be written there. */
  saveTo: string | AppError | null = '/home/ada/Documents';
  /** What the dialog that asks for files or folders answers; `null`: the person cancelled. */
  chosen: readonly string[] | null = null;
  /** What the dialog that asks for the place of a backup answers; `null`: the person cancelled. */
  place: string | null = null;
  readonly savedFiles = new Map<string, string>();
  readonly internalErrors: unknown[] = [];
  /** The process of the verification endpoint that was started last. */
  endpoint: ReturnType<typeof forkEndpoint> | null = null;
  /** What was called, oldest first, without inputs. */
  readonly calls: string[] = [];
  url = '';

  readonly #folder: string;
  #backend!: Backend;
  #server!: Server;
  readonly #pages = new Set<Page>();
  readonly #underWay = new Set<Promise<Reply>>();
  #closing = false;
  readonly #substitutes = new Map<string, Substitute>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async start(): Promise<UiProgram> {
    const program = new UiProgram(await mkdtemp(join(tmpdir(), 'latchkey-ui-')));
    await program.#open();
    await program.#serve();
    return program;
  }

  get storePath(): string {
    return join(this.#folder, 'latchkey.db');
  }

  /** Calls as the renderer makes them, past every substitute. */
  readonly api = createClient<LatchkeyContract>((call, input) => this.#backend.dispatch(call, input));

  /**
   * Closes the backend and opens it again over the same store, as a restart of the program does.
   * @param between what happens to the file meanwhile
   */
  async restart(between: () => Promise<void> = async () => {}): Promise<void> {
    await this.#close();
    await between();
    await this.#open();
  }

  async stop(): Promise<void> {
    await this.#close();
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Stands in for the preload script, in every page of the context. */
  async attach(context: BrowserContext): Promise<void> {
    await context.exposeFunction('latchkeyInvoke', (call: string, input: unknown) =>
      this.#answer(call, input),
    );
    await context.addInitScript(installBridge);
    context.on('page', (page) => this.#pages.add(page));
  }

  emit<Name extends EventName>(name: Name, payload: Events[Name]): void {
    for (const page of this.#pages) {
      // A page that is just being reloaded hears nothing; neither would it in the program.
      page
        .evaluate(([event, data]) => window.latchkeyEmit(event, data), [name, payload] as const)
        .catch(() => {});
    }
  }

  /** What the preload script tells when something is dropped. */
  drop(...paths: readonly string[]): void {
    this.#backend.dropped(paths);
  }

  /** The same on the screen that imports keys. */
  dropToImport(path: string): void {
    this.#backend.dropped([path], 'import');
  }

  lock(why: 'idle' | 'suspend' | 'screen locked'): Promise<void> {
    return this.#backend.lock(why);
  }

  /** Puts a test's answer in place of the backend's, until `restore`. */
  substitute(call: string, answer: Substitute): void {
    this.#substitutes.set(call, answer);
  }

  restore(call: string): void {
    this.#substitutes.delete(call);
  }

  /** Makes a call wait; returns what lets it go on. */
  hold(call: string): () => void {
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    this.substitute(call, async (_, next) => {
      await gate;
      return next();
    });
    return open;
  }

  /** Set-up is done, its recovery codes are stored, and the administrator is signed in. */
  async setUp(): Promise<void> {
    await this.api.session.setUp(ADMIN);
    await this.takeRecoveryCodes();
  }

  /** The recovery codes of the set-up, which are stored with that. */
  async takeRecoveryCodes(): Promise<readonly string[]> {
    const pending = await this.api.secrets.pending(undefined);
    const codes = pending.find(({ kind }) => kind === 'recovery-codes');
    if (!codes) throw new Error('No recovery codes wait to be stored');
    await this.api.secrets.release({ id: codes.id, loseIt: true });
    return codes.text.trim().split('\n');
  }

  /** Keys that were generated and saved before, oldest first, in the group that grants everything. */
  async generate(...keys: readonly Partial<GenerateInput>[]) {
    const groups = await this.api.authorizationGroups.list(undefined);
    const group = groups.find(({ name }) => name === 'Full access');
    for (const key of keys) {
      const { secret } = await this.api.keys.generate(newKey(group?.id ?? 0, { name: 'Key', ...key }));
      await this.api.secrets.release({ id: secret.id, loseIt: true });
    }
  }

  /**
   * Runs a change of another process's and waits until the program has looked again: a window that is opened then reads
   * everything once.
   */
  async #noticing(change: Promise<void>): Promise<void> {
    await change;
    // Timers of one thread run in their order, so a look comes before; of several changes each is waited for by itself.
    await setTimeout(2 * LOOK_EVERY);
  }

  /** Changes the store behind the program's back, for what no call can do yet, and waits until that is noticed. */
  sql(statement: string, ...values: readonly (string | number | null)[]): Promise<void> {
    return this.#noticing(this.#change(statement, values));
  }

  async #change(statement: string, values: readonly (string | number | null)[]): Promise<void> {
    const store = await openStore({ path: this.storePath, mode: 'write', now: () => Date.now() });
    const { changes } = store.sqlite.prepare(statement).run(...values);
    await store.close();
    // What changes nothing is noticed by nobody.
    if (changes === 0) throw new Error(`Nothing in the store was changed by ${statement}`);
  }

  /** Puts many keys into the store behind the program's back, and waits until that is noticed. */
  putKeys(count: number, made?: (index: number) => PlainKey): Promise<void> {
    return this.#noticing(putKeys(this.storePath, count, made));
  }

  async #answer(call: string, input: unknown): Promise<Reply> {
    this.calls.push(call);
    const next = () => this.#dispatch(call, input);
    return (await this.#substitutes.get(call)?.(input, next)) ?? next();
  }

  /** A window asks until its very end; what it asks of a program that is closing is not answered. */
  async #dispatch(call: string, input: unknown): Promise<Reply> {
    if (this.#closing) return new Promise<Reply>(() => {});
    const reply = this.#backend.dispatch(call, input);
    this.#underWay.add(reply);
    try {
      return await reply;
    } finally {
      this.#underWay.delete(reply);
    }
  }

  async #close(): Promise<void> {
    this.#closing = true;
    await Promise.allSettled(this.#underWay);
    await this.#backend.close();
  }

  async #open(): Promise<void> {
    this.#closing = false;
    const ports: Ports = {
      now: () => this.now ?? Date.now(),
      deviceName: 'a test',
      keychain: {
        state: async () => this.keychain,
        get: async (name) => this.#reach(() => this.kept.get(name) ?? null),
        set: async (name, value) => this.#reach(() => (this.kept.set(name, value), null)),
        delete: async (name) => this.#reach(() => (this.kept.delete(name), null)),
      },
      clipboard: {
        write: async (text) => {
          this.clipboard = text;
        },
        read: async () => this.clipboard,
      },
      choosePaths: async () => this.chosen,
      choosePlace: async () => this.place,
      saveFile: async (suggestedName, text, allowed, beside) => {
        if (this.saveTo === null) return null;
        await allowed();
        if (this.saveTo instanceof AppError) throw this.saveTo;
        const path = `${this.saveTo}/${suggestedName}`;
        const bytes = await whole(typeof text === 'function' ? text(path) : text);
        this.savedFiles.set(suggestedName, bytes.toString());
        const second = await beside?.text();
        if (beside && second != null) this.savedFiles.set(suggestedName + beside.suffix, second);
        return path;
      },
      emit: (name, payload) => this.emit(name, payload),
      notifier: { works: () => false, show: () => () => {} },
      forkEndpoint: () => {
        this.endpoint = forkEndpoint();
        return this.endpoint;
      },
      every: () => () => {},
      about: { version: '1.2.3', components: [{ name: 'Electron', version: '45.4.1' }] },
      onInternalError: (call, error) => this.internalErrors.push({ call, error }),
      logFile: '/home/ada/latchkey.log',
    };
    this.#backend = await createBackend({
      storePath: this.storePath,
      ports,
      hasher: createPasswordHasher(CHEAP),
      lookEvery: LOOK_EVERY,
    });
  }

  #reach<T>(act: () => T) {
    return this.keychain.status === 'available'
      ? ({ ok: true, value: act() } as const)
      : ({ ok: false, unavailable: this.keychain } as const);
  }

  async #serve(): Promise<void> {
    this.#server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://program');
      void served(pathname).then(({ status, headers, body }) =>
        response.writeHead(status, headers).end(body),
      );
    });
    await new Promise<void>((ready) => this.#server.listen(0, '127.0.0.1', ready));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }
}

declare global {
  interface Window {
    latchkeyInvoke(call: string, input: unknown): Promise<unknown>;
    latchkeyEmit(name: string, payload: unknown): void;
    /** True once the renderer has asked to be closed. */
    latchkeyClosed?: boolean;
  }
}

/** Runs in the page before anything else. */
function installBridge(): void {
  const listeners = new Set<(name: string, payload: unknown) => void>();
  const bridge = {
    invoke: (call: string, input: unknown) => window.latchkeyInvoke(call, input),
    on: (listener: (name: string, payload: unknown) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  Object.defineProperty(window, 'latchkey', { value: Object.freeze(bridge) });
  window.latchkeyEmit = (name, payload) => listeners.forEach((listener) => listener(name, payload));
  window.close = () => {
    window.latchkeyClosed = true;
  };
}
