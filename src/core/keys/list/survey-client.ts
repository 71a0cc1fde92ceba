import { Worker } from 'node:worker_threads';
import type { KeyView } from '../../../shared/key-view.ts';
import { AppError } from '../../../shared/rpc.ts';
import type { Survey } from './survey.ts';
import type { SurveyRequest, SurveyResponse, SurveyWorkerData } from './survey-worker.ts';

/** Counts and surveys views off the main thread. */
export interface Surveyor {
  /** The exact number of keys that a view shows. `now`: epoch milliseconds. */
  readonly count: (tenantId: number, view: KeyView, now: number) => Promise<number>;
  /** The same with the marks of all pages. Ends an earlier one, which is refused with `SURVEY_SUPERSEDED`. */
  readonly survey: (tenantId: number, view: KeyView, now: number) => Promise<Survey>;
  readonly close: () => Promise<void>;
}

/** The worker and its connection are let go after this long without a question. Milliseconds. */
const IDLE = 60_000;

/** Beside this file in the sources; beside the program's entry once the core is bundled, be it into a chunk. */
const WORKER = new URL(
  import.meta.url.endsWith('.ts')
    ? './survey-worker.ts'
    : `${import.meta.url.includes('/chunks/') ? '..' : '.'}/key-survey-worker.js`,
  import.meta.url,
);

interface Waiting {
  readonly resolve: (answer: number | Survey) => void;
  readonly reject: (error: unknown) => void;
}

/** Starts its threads at the first questions. */
export function createSurveyor(data: Omit<SurveyWorkerData, 'newest'>): Surveyor {
  // Sorting a million keys takes seconds, and cannot be interrupted: a count must not wait for it.
  const [counting, surveying] = [createThread(data), createThread(data)];
  return {
    count: (tenantId, view, now) => counting.ask({ what: 'count', tenantId, view, now }) as Promise<number>,
    survey: (tenantId, view, now) =>
      surveying.ask({ what: 'survey', tenantId, view, now }) as Promise<Survey>,
    close: async () => {
      await Promise.all([counting.stop(), surveying.stop()]);
    },
  };
}

interface Thread {
  readonly ask: (request: Omit<SurveyRequest, 'id'>) => Promise<number | Survey>;
  readonly stop: () => Promise<void>;
}

function createThread({ storePath, nativeBinding }: Omit<SurveyWorkerData, 'newest'>): Thread {
  const newest = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const newestSurvey = new Int32Array(newest);
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;

  function start(): Worker {
    const started = new Worker(WORKER, {
      workerData: { storePath, nativeBinding, newest } satisfies SurveyWorkerData,
    });
    started.on('message', (response: SurveyResponse) => {
      const asked = waiting.get(response.id);
      waiting.delete(response.id);
      if ('code' in response) asked?.reject(new AppError(response.code, response.message));
      else asked?.resolve(response.answer);
      if (waiting.size > 0 || worker !== started) return;
      // A survey that nobody waits for must not keep a process alive.
      started.unref();
      idle = setTimeout(() => void stop(), IDLE).unref();
    });
    let cause: unknown;
    started.on('error', (error) => {
      cause = error;
    });
    // Every death ends here, with an error before it or without.
    started.on('exit', () => {
      if (worker !== started) return;
      worker = null;
      giveUp(cause);
    });
    return started;
  }

  function giveUp(cause?: unknown): void {
    for (const { reject } of waiting.values()) reject(stopped(cause));
    waiting.clear();
  }

  function ask(request: Omit<SurveyRequest, 'id'>): Promise<number | Survey> {
    return new Promise((resolve, reject) => {
      clearTimeout(idle);
      worker ??= start();
      worker.ref();
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      if (request.what === 'survey') Atomics.store(newestSurvey, 0, lastId);
      worker.postMessage({ id: lastId, ...request } satisfies SurveyRequest);
    });
  }

  async function stop(): Promise<void> {
    clearTimeout(idle);
    const stopping = worker;
    worker = null;
    giveUp();
    await stopping?.terminate();
  }

  return { ask, stop };
}

function stopped(cause: unknown): AppError {
  const error = new AppError('SURVEY_STOPPED', 'Counting the keys has stopped. Load the list again.');
  if (cause !== undefined) error.cause = cause;
  return error;
}
