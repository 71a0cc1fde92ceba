import { lstat, realpath } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { codeOf, type Hit, type Trouble } from './place.ts';
import type { ScanAnswer, ScanTask, ScanWorkerData } from './scan-worker.ts';
import { workerPlace } from '../worker-place.ts';

export interface ScanOptions {
  /** Absolute; files and folders. */
  readonly paths: readonly string[];
  /** Of the store that this process has open, whose files are passed over: opening them would drop its locks. */
  readonly storePath: string;
  readonly threads: number;
  /** Whether archives are opened. */
  readonly archives: boolean;
  /** Whether the history of repositories is read. */
  readonly git: boolean;
  /** How long git may say nothing; milliseconds, shorter than the default only in tests. */
  readonly gitPatience?: number;
  readonly signal: AbortSignal;
  /** Told of hits as they come; the next ones wait until these are dealt with. */
  readonly onHits: (hits: readonly Hit[]) => Promise<void>;
}

/** What was looked at so far. */
export interface ScanCounts {
  readonly files: number;
  readonly bytes: number;
  readonly links: number;
  readonly special: number;
  /** Files of the store. */
  readonly own: number;
  /** What could not be read, or not all of it. */
  readonly troubles: number;
}

export interface Scan {
  readonly counts: () => ScanCounts;
  /** The first of the troubles. */
  readonly troubles: () => readonly Trouble[];
  /** How it ended. Nothing of it goes on afterwards. */
  readonly done: Promise<'finished' | 'stopped'>;
}

type Noted = Pick<ScanAnswer, 'links' | 'special' | 'own' | 'troubles'>;

const TROUBLES_KEPT = 200;
/** A thread that waits for a slow disk is not waited for longer than this once the scan was stopped. Milliseconds. */
const PATIENCE = 500;

const GIT_PATIENCE = 60_000;

const WORKER = workerPlace('scan-worker', import.meta.url);

/** Starts to look for keys in files and folders, in threads of their own. */
export function startScan(options: ScanOptions): Scan {
  const totals = { links: 0, special: 0, own: 0, troubles: 0 };
  const troubles: Trouble[] = [];
  const counters: Float64Array[] = [];
  const note = (answer: Noted) => {
    totals.links += answer.links;
    totals.special += answer.special;
    totals.own += answer.own;
    totals.troubles += answer.troubles.length;
    troubles.push(...answer.troubles.slice(0, TROUBLES_KEPT - troubles.length));
  };
  const sum = (place: 0 | 1) => counters.reduce((total, counted) => total + (counted[place] ?? 0), 0);
  return {
    counts: () => ({ files: sum(0), bytes: sum(1), ...totals }),
    troubles: () => troubles,
    done: run(options, note, counters),
  };
}

async function run(
  options: ScanOptions,
  note: (answer: Noted) => void,
  counters: Float64Array[],
): Promise<'finished' | 'stopped'> {
  const { signal, threads } = options;
  const waiting = await firstTasks(options.paths, note);
  const repositories = new Set<string>();
  const stop = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const started: Thread[] = [];
  const start = (): Thread => {
    const own = new SharedArrayBuffer(2 * Float64Array.BYTES_PER_ELEMENT);
    counters.push(new Float64Array(own));
    const { storePath, archives, git, gitPatience = GIT_PATIENCE } = options;
    const thread = new Thread({ storePath, archives, git, gitPatience, stop, counters: own });
    started.push(thread);
    return thread;
  };
  const onAbort = () => {
    Atomics.store(new Int32Array(stop), 0, 1);
    for (const thread of started) thread.endSoon(PATIENCE);
  };
  signal.addEventListener('abort', onAbort);
  const idle: Thread[] = [];
  let busy = 0;
  try {
    await new Promise<void>((resolve, reject) => {
      const work = async (thread: Thread, task: ScanTask): Promise<void> => {
        const answer = await thread.ask(task);
        if (answer === null) return;
        note(answer);
        for (const next of answer.tasks) {
          // Several work trees may share one.
          if (next.type === 'repository' && repositories.has(next.path)) continue;
          if (next.type === 'repository') repositories.add(next.path);
          waiting.push(next);
        }
        if (answer.hits.length > 0) await options.onHits(answer.hits);
      };
      const goOn = (): void => {
        if (signal.aborted) waiting.length = 0;
        while (busy < threads) {
          const task = waiting.pop();
          if (!task) break;
          const thread = idle.pop() ?? start();
          busy += 1;
          work(thread, task)
            .then(() => {
              busy -= 1;
              idle.push(thread);
              goOn();
            })
            .catch(reject);
        }
        if (busy === 0 && waiting.length === 0) resolve();
      };
      goOn();
    });
  } finally {
    signal.removeEventListener('abort', onAbort);
    Atomics.store(new Int32Array(stop), 0, 1);
    await Promise.all(started.map((thread) => thread.end()));
  }
  return signal.aborted ? 'stopped' : 'finished';
}

/** What was chosen: what is a link is followed here, because somebody has pointed to it. */
async function firstTasks(paths: readonly string[], note: (answer: Noted) => void): Promise<ScanTask[]> {
  const tasks: ScanTask[] = [];
  for (const path of paths) {
    try {
      const real = await realpath(path);
      const state = await lstat(real);
      if (state.isDirectory()) tasks.push({ type: 'folder', path: real });
      else if (state.isFile()) tasks.push({ type: 'files', paths: [real] });
      else note({ links: 0, special: 1, own: 0, troubles: [] });
    } catch (error) {
      note({
        links: 0,
        special: 0,
        own: 0,
        troubles: [{ kind: 'unreadable', path, inside: [], detail: codeOf(error) }],
      });
    }
  }
  return tasks;
}

/** One worker, asked for one thing at a time. */
class Thread {
  readonly #worker: Worker;
  #waiting: { resolve: (answer: ScanAnswer | null) => void; reject: (error: unknown) => void } | null = null;
  #ending = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(data: ScanWorkerData) {
    this.#worker = new Worker(WORKER, { workerData: data });
    this.#worker.on('message', (answer: ScanAnswer) => {
      const waiting = this.#waiting;
      this.#waiting = null;
      waiting?.resolve(answer);
    });
    this.#worker.on('error', (error) => this.#waiting?.reject(error));
    this.#worker.on('exit', () => {
      if (this.#ending) this.#waiting?.resolve(null);
      else this.#waiting?.reject(new Error('A thread of the scan has ended.'));
      this.#waiting = null;
    });
  }

  /** `null`: it was ended before it had an answer. */
  ask(task: ScanTask): Promise<ScanAnswer | null> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#worker.postMessage(task);
    });
  }

  /** Ends it when it has not answered after so long. */
  endSoon(patience: number): void {
    this.#timer = setTimeout(() => void this.end(), patience).unref();
  }

  async end(): Promise<void> {
    clearTimeout(this.#timer);
    this.#ending = true;
    await this.#worker.terminate();
  }
}
