import type { EndpointSettings, EndpointState } from '../../shared/endpoint.ts';
import { t } from '../../shared/language/t.ts';
import { parseListenAddress } from '../../shared/listen-address.ts';
import type { EndpointProcess, Ports } from '../ports.ts';
import type { EndpointOrder, FromEndpoint } from './messages.ts';

/** The settings that a running endpoint cannot take up without being started anew. */
export type RunSettings = Pick<EndpointSettings, 'address' | 'trustedProxies' | 'terse'>;
type State = EndpointState extends infer S
  ? S extends { outdated: boolean }
    ? Omit<S, 'outdated'>
    : S
  : never;

/** The longest that its start may take. Milliseconds. */
const START_WITHIN = 15_000;
/** And its end: longer than writing the last uses down may take. Milliseconds. */
const STOP_WITHIN = 3_000;
/** After an end that nobody asked for it is started again, unless the one before is not this long ago. Milliseconds. */
const AGAIN_AFTER = 60_000;

interface Options {
  readonly ports: Pick<Ports, 'now' | 'forkEndpoint' | 'onInternalError' | 'logFile'>;
  readonly storePath: string;
  readonly nativeBinding: string | undefined;
  readonly onChange: () => void;
}

interface Run {
  readonly process: EndpointProcess;
  readonly settings: RunSettings;
  /** Started again after it had ended by itself. */
  readonly again: boolean;
  /** It was told to stop, or has said why it cannot go on. */
  over: boolean;
  deadline: NodeJS.Timeout;
}

/**
 * Starts and stops the endpoint's process and knows how it stands. Nobody waits: each change is told by `onChange`. An
 * end that nobody asked for is mended once a minute; after that it is a failure that people see.
 */
export class EndpointSupervisor {
  readonly #options: Options;
  #state: State = { status: 'stopped' };
  #run: Run | null = null;
  /** What is to run; differs from what runs while one ends so that the next can start. */
  #wanted: RunSettings | null = null;
  #lastUnasked: number | null = null;
  #closed: Promise<void> | null = null;
  #onEnd: () => void = () => {};

  constructor(options: Options) {
    this.#options = options;
  }

  /** @param settings as they are now, to tell whether those of the running one are older */
  state(settings: RunSettings): EndpointState {
    const state = this.#state;
    if (state.status !== 'running') return state;
    return { ...state, outdated: this.#run !== null && !isSame(this.#run.settings, settings) };
  }

  /** The address of one that runs or is about to; `null`: there is nothing to stop. */
  get address(): string | null {
    return this.#wanted?.address ?? null;
  }

  /** Starts it, or starts it anew when it runs with other settings. */
  start(settings: RunSettings): void {
    if (this.#closed) return;
    this.#lastUnasked = null;
    const runs = this.#wanted !== null && this.#run !== null && isSame(this.#run.settings, settings);
    this.#wanted = settings;
    if (!this.#run) this.#fork(settings, false);
    else if (!runs) this.#end(this.#run);
  }

  stop(): void {
    this.#wanted = null;
    if (this.#run) this.#end(this.#run);
    else if (this.#state.status !== 'stopped') this.#set({ status: 'stopped' });
  }

  /** Stops it for good; a process that does not end in time is killed. */
  close(): Promise<void> {
    this.#closed ??= new Promise((resolve) => {
      if (this.#run) this.#onEnd = resolve;
      else resolve();
      this.stop();
    });
    return this.#closed;
  }

  #fork(settings: RunSettings, again: boolean): void {
    const { address } = settings;
    const order = this.#orderOf(settings);
    const child = this.#options.ports.forkEndpoint();
    const run: Run = {
      process: child,
      settings,
      again,
      over: false,
      deadline: setTimeout(() => {
        this.#fail(
          run,
          'NOT_ANSWERING',
          t('It did not start within 15 seconds. Try again; if that does not help, restart this computer.'),
        );
      }, START_WITHIN),
    };
    this.#run = run;
    child.onMessage((message) => this.#run === run && this.#hear(run, message));
    child.onExit((code) => this.#run === run && this.#exited(run, code));
    this.#set({ status: 'starting', address });
    child.send({ type: 'start', order });
  }

  #orderOf({ address, trustedProxies, terse }: RunSettings): EndpointOrder {
    const { storePath, nativeBinding } = this.#options;
    const listen = parseListenAddress(address);
    if (!listen) throw new Error(`The endpoint cannot listen on “${address}”.`);
    return { storePath, nativeBinding, ...listen, trustedProxies, terse };
  }

  #hear(run: Run, message: FromEndpoint): void {
    const { address } = run.settings;
    if (message.type === 'trouble') {
      this.#options.ports.onInternalError('endpoint', new Error(message.message));
    } else if (message.type === 'failed') {
      this.#fail(run, message.code, message.message);
    } else if (run.over) {
      // It is on its way out.
    } else if (message.type === 'running') {
      clearTimeout(run.deadline);
      const since = this.#options.ports.now();
      this.#set({ status: 'running', address, since, answered: 0, fault: null, again: run.again });
    } else if (this.#state.status === 'running') {
      this.#set({ ...this.#state, answered: message.answered, fault: message.fault });
    }
  }

  #fail(run: Run, code: string, message: string): void {
    if (run.over) return;
    run.over = true;
    this.#wanted = null;
    run.process.kill();
    this.#set({ status: 'failed', address: run.settings.address, code, message });
  }

  #end(run: Run): void {
    if (run.over) return;
    run.over = true;
    clearTimeout(run.deadline);
    run.deadline = setTimeout(() => run.process.kill(), STOP_WITHIN);
    this.#set({ status: 'stopping', address: run.settings.address });
    run.process.send({ type: 'stop' });
  }

  #exited(run: Run, code: number | null): void {
    clearTimeout(run.deadline);
    this.#run = null;
    if (!run.over) this.#endedUnasked(run, code);
    else if (this.#wanted) this.#fork(this.#wanted, false);
    else if (this.#state.status !== 'failed') this.#set({ status: 'stopped' });
    if (!this.#run) this.#onEnd();
  }

  #endedUnasked(run: Run, code: number | null): void {
    const now = this.#options.ports.now();
    const often = this.#lastUnasked !== null && now - this.#lastUnasked < AGAIN_AFTER;
    this.#lastUnasked = now;
    this.#options.ports.onInternalError(
      'endpoint',
      new Error(`Its process ended unasked (${code ?? 'killed'}).`),
    );
    if (!often) {
      this.#fork(run.settings, true);
      return;
    }
    this.#fail(
      run,
      'ENDED_UNEXPECTEDLY',
      t(
        'Its process ended twice within a minute, though nobody had stopped it. Start it again; {logFile} has the details.',
        { logFile: this.#options.ports.logFile },
      ),
    );
  }

  #set(state: State): void {
    this.#state = state;
    this.#options.onChange();
  }
}

const isSame = (one: RunSettings, other: RunSettings): boolean =>
  one.address === other.address &&
  one.terse === other.terse &&
  one.trustedProxies.join('\n') === other.trustedProxies.join('\n');
