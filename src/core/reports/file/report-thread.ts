import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { spoken } from '../../../shared/language/t.ts';
import { AppError } from '../../../shared/rpc.ts';
import { workerPlace } from '../../worker-place.ts';
import type { MadeReport } from './make-report.ts';
import type { FromReportWorker, ReportWorkerData } from './report-worker.ts';

const WORKER = workerPlace('report-worker', import.meta.url);

interface Watch {
  readonly onProgress: (done: number, of: number) => void;
  readonly signal: AbortSignal;
}

export interface ThreadedReport extends MadeReport {
  /** Ends the thread, which otherwise waits until its last byte is asked for. */
  readonly end: () => Promise<void>;
}

/**
 * Makes a report off this thread. Whoever is done with it, or fails, ends it.
 * @param signal ends it: then what waits for it is refused with its reason
 * @throws AppError as `collectReport` does
 */
export async function threadedReport(
  data: Omit<ReportWorkerData, 'spoken'>,
  { onProgress, signal }: Watch,
): Promise<ThreadedReport> {
  signal.throwIfAborted();
  const worker = new Worker(WORKER, {
    workerData: { ...data, spoken: spoken() } satisfies ReportWorkerData,
  });
  const messages = inbox(worker, onProgress, signal);
  const first = await messages.next();
  if (first.says !== 'head') throw new Error('A report begins with its head.');
  return { head: first.head, bytes: bytes(), end: messages.end };

  async function* bytes(): AsyncGenerator<Uint8Array> {
    for (;;) {
      worker.postMessage('more');
      const message = await messages.next();
      if (message.says !== 'piece') return;
      yield message.piece;
    }
  }
}

/** What the thread says, one message after the other; it says nothing more before it is asked. */
function inbox(worker: Worker, onProgress: Watch['onProgress'], signal: AbortSignal) {
  const { promise: ready, resolve: isReady } = deferred<undefined>();
  const exited = once(worker, 'exit').catch(() => undefined);
  let turn = deferred<FromReportWorker>();
  const stop = () => {
    turn.reject(signal.reason);
    void end();
  };
  // Ended while it loads the database's addon, it would take the process with it.
  const end = async (): Promise<void> => {
    signal.removeEventListener('abort', stop);
    await Promise.race([ready, exited]);
    await worker.terminate();
  };
  signal.addEventListener('abort', stop);
  worker.on('message', (message: FromReportWorker) => {
    if (message.says === 'ready') isReady(undefined);
    else if (message.says === 'progress') onProgress(message.done, message.of);
    else if (message.says === 'failed') turn.reject(new AppError(message.code, message.message));
    else turn.resolve(message);
  });
  worker.on('error', (error) => turn.reject(error));
  worker.on('exit', () => turn.reject(new Error('The thread of a report has ended before its report.')));
  return {
    end,
    next: async (): Promise<FromReportWorker> => {
      try {
        return await turn.promise;
      } catch (error) {
        await end();
        throw error;
      } finally {
        turn = deferred();
        turn.promise.catch(() => undefined);
      }
    },
  };
}

interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
}

function deferred<T>(): Deferred<T> {
  let resolve: Deferred<T>['resolve'] = () => undefined;
  let reject: Deferred<T>['reject'] = () => undefined;
  const promise = new Promise<T>((keep, refuse) => {
    [resolve, reject] = [keep, refuse];
  });
  return { promise, resolve, reject };
}
