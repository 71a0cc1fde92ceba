import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type Backend, createBackend } from '../../src/main/backend.ts';
import type { PasswordHasher } from '../../src/core/accounts/password-hash.ts';
import type { EventName, LatchkeyContract } from '../../src/shared/contract.ts';
import type { Ports } from '../../src/main/ports.ts';
import type { GenerateInput } from '../../src/shared/key-input.ts';
import { createClient } from '../../src/shared/rpc.ts';
import { Clock } from './clock.ts';
import { forkEndpoint } from './fork-endpoint.ts';
import { cheapHasher } from './hasher.ts';
import { newKey } from './keys.ts';
import { MemoryKeychain } from './memory-keychain.ts';
import { whole } from './whole.ts';
import { openAt } from './store.ts';
import { tempFolder, whenDone } from './temp-folder.ts';

export const ADA = {
  organisation: 'Northwind Traders',
  username: 'ada',
  password: 'marmalade on a tricycle',
} as const;

/** Lets everything go on until something is so; a test that waits in vain runs into its time limit. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setImmediate();
}

/** Lets what is under way go on for some turns of the event loop. */
export async function turns(count = 20): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await setImmediate();
}

/** The desktop program without Electron: the real backend over a real file, and an outside world that tests hold in hand. */
export class Program {
  readonly clock = new Clock();
  readonly keychain = new MemoryKeychain();
  clipboard = '';
  /** What the save dialog answers; `null`: the person cancelled. */
  saveTo: string | null = '/home/ada/Downloads';
  /** What the dialog that asks for files or folders answers; `null`: the person cancelled. */
  chosen: readonly string[] | null = null;
  /** What the dialog that asks for the place of a backup answers; `null`: the person cancelled. */
  place: string | null = null;
  /** What happens while a dialog for the place of a file, or for files, stands open. */
  whileAsked: () => Promise<void> = () => Promise.resolve();
  readonly savedFiles = new Map<string, string>();
  /** The same, byte by byte. */
  readonly savedBytes = new Map<string, Buffer>();
  readonly events: { readonly name: EventName; readonly payload: unknown }[] = [];
  readonly internalErrors: { readonly call: string; readonly error: unknown }[] = [];
  /** What the desktop was asked to show, oldest first. */
  desktopNotifies = true;
  /** Those that nobody has taken away again. */
  readonly onDesktop = new Set<object>();
  readonly notifications: {
    readonly title: string;
    readonly body: string;
    readonly onClick: () => void;
  }[] = [];
  /** The processes of the verification endpoint that were started, oldest first. */
  readonly endpoints: ReturnType<typeof forkEndpoint>[] = [];
  /** What runs again and again, by how often; a test runs it. */
  readonly timers = new Map<number, () => void>();
  /** What the window was told about a secret being on the screen. */
  readonly secretShown: boolean[] = [];
  hasher: PasswordHasher = cheapHasher();
  /** How often it looks for what other processes have changed, milliseconds; absent: as often as the real one. */
  lookEvery?: number;
  readonly storePath: string;
  #backend: Backend | null = null;

  private constructor(folder: string) {
    this.storePath = join(folder, 'latchkey.db');
  }

  /** Starts the program over a store that does not exist yet, in `folder` or one of its own. */
  static async start(folder = tempFolder()): Promise<Program> {
    const program = new Program(folder);
    whenDone(() => program.stop());
    await program.open();
    return program;
  }

  /** Set up, the recovery codes stored, and Ada signed in. */
  static async setUp(): Promise<Program & { readonly recoveryCodes: readonly string[] }> {
    const program = await Program.start();
    await program.api.session.setUp(ADA);
    const [codes] = await program.api.secrets.pending(undefined);
    if (!codes) throw new Error('Set-up gave no recovery codes.');
    await program.api.secrets.release({ id: codes.id, loseIt: true });
    return Object.assign(program, { recoveryCodes: codes.text.trim().split('\n') });
  }

  /** The outside world, as the backend sees it. */
  readonly ports: Ports = {
    now: this.clock.now,
    keychain: this.keychain,
    clipboard: {
      write: async (text) => void (this.clipboard = text),
      read: async () => this.clipboard,
    },
    choosePaths: async () => {
      await this.whileAsked();
      return this.chosen;
    },
    choosePlace: async () => {
      await this.whileAsked();
      return this.place;
    },
    saveFile: async (suggestedName, text, allowed, beside) => {
      if (this.saveTo === null) return null;
      await this.whileAsked();
      await allowed();
      const path = `${this.saveTo}/${suggestedName}`;
      const bytes = await whole(typeof text === 'function' ? text(path) : text);
      this.savedBytes.set(suggestedName, bytes);
      this.savedFiles.set(suggestedName, bytes.toString());
      const second = await beside?.text();
      if (beside && second != null) this.savedFiles.set(suggestedName + beside.suffix, second);
      return path;
    },
    emit: (name, payload) => void this.events.push({ name, payload }),
    onSecretShown: (shown) => void this.secretShown.push(shown),
    deviceName: 'ada’s computer',
    notifier: {
      works: () => this.desktopNotifies,
      show: (title, body, onClick) => {
        const notification = { title, body, onClick };
        this.notifications.push(notification);
        this.onDesktop.add(notification);
        return () => void this.onDesktop.delete(notification);
      },
    },
    forkEndpoint: () => {
      const started = forkEndpoint();
      this.endpoints.push(started);
      return started;
    },
    every: (interval, work) => {
      this.timers.set(interval, work);
      return () => void this.timers.delete(interval);
    },
    about: { version: '1.2.3', components: [{ name: 'Electron', version: '45.4.1' }] },
    onInternalError: (call, error) => void this.internalErrors.push({ call, error }),
    logFile: '/home/ada/latchkey.log',
  };

  readonly api = createClient<LatchkeyContract>((call, input) => this.backend.dispatch(call, input));

  /** Generates a tenant key in the group that grants everything. */
  async generate(more: Partial<GenerateInput> = {}) {
    return this.api.keys.generate(await this.newKey(more));
  }

  async newKey(more: Partial<GenerateInput> = {}): Promise<GenerateInput> {
    const groups = await this.api.authorizationGroups.list(undefined);
    return newKey(groups.find(({ name }) => name === 'Full access')?.id ?? 0, more);
  }

  get backend(): Backend {
    if (!this.#backend) throw new Error('The program is not running.');
    return this.#backend;
  }

  get running(): boolean {
    return this.#backend !== null;
  }

  async open(): Promise<void> {
    this.#backend = await createBackend({
      storePath: this.storePath,
      hasher: {
        hash: (password) => this.hasher.hash(password),
        matches: (password, stored) => this.hasher.matches(password, stored),
      },
      lookEvery: this.lookEvery,
      ports: this.ports,
    });
  }

  async stop(): Promise<void> {
    const backend = this.#backend;
    this.#backend = null;
    this.keychain.giveUp();
    await backend?.close();
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.open();
  }

  /** Starts again, waits until a kept sign-in was tried if there is one, and says where things stand. */
  async restartAndSettle() {
    const seen = this.events.length;
    await this.restart();
    if ((await this.api.session.state(undefined)).status === 'restoring') {
      await until(() => this.events.length > seen);
    }
    return this.api.session.state(undefined);
  }

  /** Changes the store behind the program's back, as another process would. */
  async sql(statement: string, ...values: readonly (string | number | Buffer | null)[]): Promise<void> {
    const store = await openAt(this.storePath, 'write');
    store.sqlite.prepare(statement).run(...values);
    await store.close();
  }

  /** Reads the store behind the program's back. */
  async rows<Row>(query: string, ...values: readonly (string | number)[]): Promise<Row[]> {
    const store = await openAt(this.storePath, 'read');
    const rows = store.sqlite.prepare(query).all(...values) as Row[];
    await store.close();
    return rows;
  }

  /** The log as far as a test asks: what was done, and whether it was allowed. */
  log(): Promise<{ action: string; outcome: string; body: string }[]> {
    return this.rows('SELECT action, outcome, body FROM audit_entries ORDER BY seq');
  }
}
