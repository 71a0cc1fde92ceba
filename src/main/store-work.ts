import { jobsInThread } from '../core/backup/job-thread.ts';
import type { RunJob } from '../core/backup/job.ts';
import { cancelled, type Watch } from '../core/backup/watch.ts';
import { t } from '../shared/language/t.ts';
import { AppError } from '../shared/rpc.ts';
import type { Ports } from './ports.ts';

/** Work on the whole store, in threads: one at a time, watched by the window, stopped when the person wishes it. */
export class StoreWork {
  readonly run: RunJob;
  readonly #ports: Pick<Ports, 'emit'>;
  #underWay: AbortController | null = null;
  #end: Promise<unknown> = Promise.resolve();

  constructor(ports: Pick<Ports, 'emit'>, nativeBinding: string | undefined) {
    this.#ports = ports;
    this.run = jobsInThread({ nativeBinding });
  }

  get isBusy(): boolean {
    return this.#underWay !== null;
  }

  /** @param told false for what nobody waits for */
  do<T>(work: (watch: Watch) => Promise<T>, told = true): Promise<T> {
    const running = this.#do(work, told);
    this.#end = Promise.allSettled([this.#end, running]);
    return running;
  }

  async #do<T>(work: (watch: Watch) => Promise<T>, told: boolean): Promise<T> {
    if (this.#underWay) {
      throw new AppError(
        'STORE_WORK_UNDER_WAY',
        t('A backup, a restore or a check is under way. Wait for its end, or stop it.'),
      );
    }
    const controller = new AbortController();
    this.#underWay = controller;
    const { emit } = this.#ports;
    const onProgress: Watch['onProgress'] = (stage, done, of) => {
      if (told) emit('store-progress', { stage, done, of });
    };
    try {
      return await work({ signal: controller.signal, onProgress });
    } finally {
      this.#underWay = null;
    }
  }

  cancel(): void {
    this.#underWay?.abort(cancelled());
  }

  /** Stops what is under way and waits for its end. */
  async close(): Promise<void> {
    this.cancel();
    await this.#end;
  }
}
