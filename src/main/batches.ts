import type { BatchWatch } from '../core/keys/batch.ts';
import { AppError } from '../shared/rpc.ts';
import type { Ports } from './ports.ts';

/** No more often than this does the window hear how far a batch has come. Milliseconds. */
const TOLD_EVERY = 100;

/** The batch that is under way: one at a time, watched by the window, stopped when the person wishes it. */
export class Batches {
  readonly #ports: Pick<Ports, 'emit'>;
  #underWay: AbortController | null = null;

  constructor(ports: Pick<Ports, 'emit'>) {
    this.#ports = ports;
  }

  async run<T>(work: (watch: BatchWatch) => Promise<T>): Promise<T> {
    if (this.#underWay) {
      throw new AppError('BATCH_UNDER_WAY', 'Another batch is under way. Wait for its end, or stop it.');
    }
    const controller = new AbortController();
    this.#underWay = controller;
    let told = 0;
    try {
      return await work({
        signal: controller.signal,
        onProgress: (done, of) => {
          if (done < of && performance.now() - told < TOLD_EVERY) return;
          told = performance.now();
          this.#ports.emit('batch-progress', { done, of });
        },
      });
    } finally {
      this.#underWay = null;
    }
  }

  cancel(): void {
    this.#underWay?.abort();
  }
}
