import { Worker } from 'node:worker_threads';
import type { KeyView } from '../../../shared/key-view.ts';
import { t } from '../../../shared/language/t.ts';
import { AppError } from '../../../shared/rpc.ts';
import { type AskingThread, createAskingThread } from '../../asking-thread.ts';
import type { Survey } from './survey.ts';
import type { SurveyRequest, SurveyWorkerData } from './survey-worker.ts';
import { workerPlace } from '../../worker-place.ts';

/** Counts and surveys views off the main thread. */
export interface Surveyor {
  /** The exact number of keys that a view shows. `now`: epoch milliseconds. */
  readonly count: (tenantId: number, view: KeyView, now: number) => Promise<number>;
  /** The same with the marks of all pages. Ends an earlier one, which is refused with `SURVEY_SUPERSEDED`. */
  readonly survey: (tenantId: number, view: KeyView, now: number) => Promise<Survey>;
  readonly close: () => Promise<void>;
}

const WORKER = workerPlace('survey-worker', import.meta.url);

type Question = Omit<SurveyRequest, 'id'>;

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

function createThread({
  storePath,
  nativeBinding,
}: Omit<SurveyWorkerData, 'newest'>): AskingThread<Question, number | Survey> {
  const newest = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const newestSurvey = new Int32Array(newest);
  return createAskingThread({
    start: () =>
      new Worker(WORKER, { workerData: { storePath, nativeBinding, newest } satisfies SurveyWorkerData }),
    onAsk: (id, { what }) => {
      if (what === 'survey') Atomics.store(newestSurvey, 0, id);
    },
    stopped,
  });
}

const stopped = () =>
  new AppError('SURVEY_STOPPED', t('Counting the keys has stopped. Load the list again.'));
