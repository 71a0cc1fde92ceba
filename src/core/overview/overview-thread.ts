import { Worker } from 'node:worker_threads';
import { t } from '../../shared/language/t.ts';
import type { KeyFigures, MostUsed } from '../../shared/overview.ts';
import { AppError } from '../../shared/rpc.ts';
import { createAskingThread } from '../asking-thread.ts';
import type { OverviewAnswer, OverviewQuestion, OverviewWorkerData } from './overview-worker.ts';
import { coalesced } from '../coalesced.ts';
import { workerPlace } from '../worker-place.ts';

/** Counts off the main thread what takes a moment in a large store. */
export interface OverviewThread {
  readonly keys: (question: Asked<'keys'>) => Promise<KeyFigures>;
  readonly mostUsed: (question: Asked<'most-used'>) => Promise<MostUsed>;
  readonly close: () => Promise<void>;
}
type Asked<What> = Omit<Extract<OverviewQuestion, { what: What }>, 'what'>;

const WORKER = workerPlace('overview-worker', import.meta.url);

/** Starts its thread at the first question. */
export function createOverviewThread(data: OverviewWorkerData): OverviewThread {
  const thread = createAskingThread<OverviewQuestion, OverviewAnswer>({
    start: () => new Worker(WORKER, { workerData: data }),
    stopped: () => new AppError('OVERVIEW_STOPPED', t('Counting has stopped. Load the overview again.')),
  });
  const once = coalesced<OverviewAnswer>();
  const ask = (question: OverviewQuestion) =>
    once(JSON.stringify({ ...question, now: null }), () => thread.ask(question));

  return {
    keys: (question) => ask({ what: 'keys', ...question }) as Promise<KeyFigures>,
    mostUsed: (question) => ask({ what: 'most-used', ...question }) as Promise<MostUsed>,
    close: () => thread.stop(),
  };
}
