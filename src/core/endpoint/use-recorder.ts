import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { VerificationCode } from '../verification/codes.ts';
import type { Subject } from '../verification/decide.ts';
import { type UseBatch, UseCounter } from './uses.ts';
import type { UseWorkerData } from './use-worker.ts';

/** Half of what product.md allows, so that a batch that has just been missed is still written within a second. */
const EVERY = 500;

/** Beside this file in the sources; beside the program's entry once the core is bundled, be it into a chunk. */
const WORKER = new URL(
  import.meta.url.endsWith('.ts')
    ? './use-worker.ts'
    : `${import.meta.url.includes('/chunks/') ? '..' : '.'}/use-worker.js`,
  import.meta.url,
);

/** Counts what verification answers and writes it down twice a second, while no batch is under way. */
export class UseRecorder {
  readonly #counter = new UseCounter();
  readonly #worker: Worker;
  readonly #timer: NodeJS.Timeout;
  readonly #onTrouble: (message: string) => void;
  /** Handed to the worker and not yet answered, or to be tried again. */
  #underWay: UseBatch | null = null;
  #again: UseBatch | null = null;

  constructor(data: UseWorkerData, onTrouble: (message: string) => void) {
    this.#onTrouble = onTrouble;
    this.#worker = new Worker(WORKER, { workerData: data });
    this.#worker.on('message', (trouble: string | null) => this.#answered(trouble));
    this.#worker.on('error', (error: Error) => onTrouble(error.message));
    this.#timer = setInterval(() => this.#flush(), EVERY);
  }

  record(code: VerificationCode, subject: Subject | undefined, now: number): void {
    if (code === 'VALID' && subject) this.#counter.used(subject, now);
    else this.#counter.refused(subject, code, now);
  }

  /** Writes down what is left and ends the thread. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    while (this.#underWay) await once(this.#worker, 'message');
    this.#flush();
    while (this.#underWay) await once(this.#worker, 'message');
    this.#worker.postMessage('close');
    await once(this.#worker, 'exit');
  }

  #flush(): void {
    if (this.#underWay || (this.#again === null && this.#counter.isEmpty)) return;
    this.#underWay = this.#again ?? this.#counter.take();
    this.#again = null;
    this.#worker.postMessage(this.#underWay);
  }

  #answered(trouble: string | null): void {
    if (trouble === 'closed') return;
    if (trouble !== null) {
      this.#again = this.#underWay;
      this.#onTrouble(trouble);
    }
    this.#underWay = null;
  }
}
