import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { VerificationCode } from '../verification/codes.ts';
import type { Subject } from '../verification/decide.ts';
import { UseCounter } from './uses.ts';
import type { UseWorkerData } from './use-worker.ts';
import { workerPlace } from '../worker-place.ts';

/**
 * How often what was counted is handed to the thread that writes. Often, and so little at a time: one large hand-over
 * would be the longest wait of the requests behind it. Milliseconds.
 */
const EVERY = 50;

const WORKER = workerPlace('use-worker', import.meta.url);

/** After a thread that has died another one is started, not at once. Milliseconds. */
const PAUSE = 1_000;

/** Counts what verification answers; a thread of its own writes it down. */
export class UseRecorder {
  readonly #data: UseWorkerData;
  readonly #onTrouble: (message: string) => void;
  readonly #counter = new UseCounter();
  readonly #timer: NodeJS.Timeout;
  #worker: Worker | null;
  #closing = false;
  /** Rows that the thread could not write before its end. */
  #lost = 0;

  constructor(data: UseWorkerData, onTrouble: (message: string) => void) {
    this.#data = data;
    this.#onTrouble = onTrouble;
    this.#worker = this.#start();
    this.#timer = setInterval(() => this.#handOver(), EVERY);
  }

  record(code: VerificationCode, subject: Subject | undefined, now: number): void {
    if (code === 'VALID' && subject) this.#counter.used(subject, now);
    else this.#counter.refused(subject, code, now);
  }

  /** Writes down what is left and ends the thread. Gives how many rows could not be written. */
  async close(): Promise<number> {
    clearInterval(this.#timer);
    this.#closing = true;
    this.#handOver();
    const worker = this.#worker;
    if (worker) {
      const ended = once(worker, 'exit');
      worker.postMessage('close');
      await ended;
    }
    return this.#lost + this.#counter.size;
  }

  #start(): Worker {
    const worker = new Worker(WORKER, { workerData: this.#data });
    worker.on('message', (message: string | { readonly lost: number }) => {
      if (typeof message === 'string') this.#onTrouble(message);
      else this.#lost = message.lost;
    });
    worker.on('error', (error: Error) => this.#onTrouble(`Uses are not written down: ${error.message}`));
    worker.on('exit', () => {
      this.#worker = null;
      // What was handed over is lost with it; what comes meanwhile waits here.
      if (!this.#closing) setTimeout(() => this.#closing || (this.#worker = this.#start()), PAUSE).unref();
    });
    return worker;
  }

  #handOver(): void {
    if (this.#worker && !this.#counter.isEmpty) this.#worker.postMessage(this.#counter.take());
  }
}
