import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { VerificationCode } from '../verification/codes.ts';
import type { Subject } from '../verification/decide.ts';
import { UseCounter } from './uses.ts';
import type { UseWorkerData } from './use-worker.ts';

/**
 * How often what was counted is handed to the thread that writes. Often, and so little at a time: one large hand-over
 * would be the longest wait of the requests behind it. Milliseconds.
 */
const EVERY = 50;

/** Beside this file in the sources; beside the program's entry once the core is bundled, be it into a chunk. */
const WORKER = new URL(
  import.meta.url.endsWith('.ts')
    ? './use-worker.ts'
    : `${import.meta.url.includes('/chunks/') ? '..' : '.'}/use-worker.js`,
  import.meta.url,
);

/** Counts what verification answers; a thread of its own writes it down. */
export class UseRecorder {
  readonly #counter = new UseCounter();
  readonly #worker: Worker;
  readonly #timer: NodeJS.Timeout;

  constructor(data: UseWorkerData, onTrouble: (message: string) => void) {
    this.#worker = new Worker(WORKER, { workerData: data });
    this.#worker.on('message', onTrouble);
    this.#worker.on('error', (error: Error) => onTrouble(error.message));
    this.#timer = setInterval(() => this.#handOver(), EVERY);
  }

  record(code: VerificationCode, subject: Subject | undefined, now: number): void {
    if (code === 'VALID' && subject) this.#counter.used(subject, now);
    else this.#counter.refused(subject, code, now);
  }

  /** Writes down what is left and ends the thread. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#handOver();
    const ended = once(this.#worker, 'exit');
    this.#worker.postMessage('close');
    await ended;
  }

  #handOver(): void {
    if (!this.#counter.isEmpty) this.#worker.postMessage(this.#counter.take());
  }
}
