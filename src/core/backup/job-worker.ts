import { parentPort, workerData } from 'node:worker_threads';
import { speak, type Spoken } from '../../shared/language/t.ts';
import { AppError, type Failure } from '../../shared/rpc.ts';
import type { StoreStage } from '../../shared/store-words.ts';
import { doJob, type StoreJob } from './job.ts';
import { cancelled } from './watch.ts';

/** One job on a whole store, in a thread of its own. Posts its progress and, last, its answer or why there is none. */

export interface JobWorkerData {
  readonly job: StoreJob;
  readonly nativeBinding: string | undefined;
  /** For what people are told. */
  readonly spoken: Spoken;
}

export type JobMessage =
  | { readonly kind: 'progress'; readonly stage: StoreStage; readonly done: number; readonly of: number }
  | { readonly kind: 'answer'; readonly answer: unknown }
  | { readonly kind: 'refused'; readonly failure: Failure }
  | { readonly kind: 'failed'; readonly message: string };

const { job, nativeBinding, spoken } = workerData as JobWorkerData;
speak(spoken);
const controller = new AbortController();
const post = (message: JobMessage): void => parentPort?.postMessage(message);

parentPort?.once('message', () => controller.abort(cancelled()));

try {
  const answer = await doJob(
    job,
    { nativeBinding },
    {
      onProgress: (stage, done, of) => post({ kind: 'progress', stage, done, of }),
      signal: controller.signal,
    },
  );
  post({ kind: 'answer', answer });
} catch (error) {
  if (error instanceof AppError) {
    const { code, message, field } = error;
    post({ kind: 'refused', failure: { code, message, ...(field !== undefined && { field }) } });
  } else {
    post({
      kind: 'failed',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
}
parentPort?.close();
