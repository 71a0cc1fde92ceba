import type { BatchWatch } from '../core/keys/batch.ts';
import { t } from '../shared/language/t.ts';
import { AppError } from '../shared/rpc.ts';
import type { Ports } from './ports.ts';

/** No more often than this does the window hear how far a batch has come. Milliseconds. */
const TOLD_EVERY = 100;

/** How long work tells of itself, and how it is stopped. */
export type Watch = BatchWatch;

/** What is told of long work, and to somebody who wants a second one meanwhile. */
interface Told {
  readonly event: 'batch-progress' | 'log-progress' | 'report-progress';
  readonly code: string;
  readonly message: () => string;
}

const BATCH: Told = {
  event: 'batch-progress',
  code: 'BATCH_UNDER_WAY',
  message: () => t('Another batch is under way. Wait for its end, or stop it.'),
};

/** The batch that is under way: one at a time, watched by the window, stopped when the person wishes it. */
export class Batches {
  readonly #ports: Pick<Ports, 'emit'>;
  readonly #told: Told;
  #underWay: AbortController | null = null;
  #end: Promise<unknown> = Promise.resolve();

  constructor(ports: Pick<Ports, 'emit'>, told = BATCH) {
    this.#ports = ports;
    this.#told = told;
  }

  run<T>(work: (watch: Watch) => Promise<T>): Promise<T> {
    const running = this.#run(work);
    this.#end = Promise.allSettled([this.#end, running]);
    return running;
  }

  async #run<T>(work: (watch: Watch) => Promise<T>): Promise<T> {
    const { event, code, message } = this.#told;
    if (this.#underWay) throw new AppError(code, message());
    const controller = new AbortController();
    this.#underWay = controller;
    let told = 0;
    try {
      return await work({
        signal: controller.signal,
        onProgress: (done, of) => {
          if (done < of && performance.now() - told < TOLD_EVERY) return;
          told = performance.now();
          this.#ports.emit(event, { done, of });
        },
      });
    } finally {
      this.#underWay = null;
    }
  }

  cancel(): void {
    this.#underWay?.abort();
  }

  /** Stops what is under way and waits for its end. */
  async close(): Promise<void> {
    this.cancel();
    await this.#end;
  }
}
