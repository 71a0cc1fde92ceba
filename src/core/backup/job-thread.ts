import { Worker } from 'node:worker_threads';
import { spoken } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';
import { workerPlace } from '../worker-place.ts';
import type { Binding } from './copy-store.ts';
import type { RunJob, StoreJob, StoreJobs } from './job.ts';
import type { JobMessage, JobWorkerData } from './job-worker.ts';

const WORKER = workerPlace('job-worker', import.meta.url);

/** No more often than this is somebody told how far a job has come. Milliseconds. */
const TOLD_EVERY = 50;

/** Does each job in a thread of its own, which ends with it. */
export const jobsInThread =
  ({ nativeBinding }: Binding): RunJob =>
  (job, order, { onProgress, signal }) =>
    new Promise<StoreJobs[typeof job]['answer']>((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason as Error);
        return;
      }
      const workerData: JobWorkerData = {
        job: { job, order } as StoreJob,
        nativeBinding,
        spoken: spoken(),
      };
      const worker = new Worker(WORKER, { workerData });
      // It takes away what it has begun, and then says that it was stopped.
      const stop = () => worker.postMessage('stop');
      signal.addEventListener('abort', stop);
      let told = { stage: '', at: 0 };
      worker.on('message', (message: JobMessage) => {
        switch (message.kind) {
          case 'progress': {
            const { stage, done, of } = message;
            const now = performance.now();
            if (stage === told.stage && done < of && now - told.at < TOLD_EVERY) return;
            told = { stage, at: now };
            onProgress(stage, done, of);
            return;
          }
          case 'answer':
            resolve(message.answer as StoreJobs[typeof job]['answer']);
            return;
          case 'refused':
            reject(new AppError(message.failure.code, message.failure.message, message.failure));
            return;
          case 'failed':
            reject(new Error(message.message));
        }
      });
      worker.on('error', reject);
      worker.on('exit', (code) => {
        signal.removeEventListener('abort', stop);
        reject(new Error(`The thread of a job ended by itself (${code}).`));
      });
    });
