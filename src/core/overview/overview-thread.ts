import { Worker } from 'node:worker_threads';
import type { KeyFigures, MostUsed } from '../../shared/overview.ts';
import { AppError } from '../../shared/rpc.ts';
import { createAskingThread } from '../asking-thread.ts';
import type { OverviewAnswer, OverviewQuestion, OverviewWorkerData } from './overview-worker.ts';

/** Counts off the main thread what takes a moment in a large store. */
export interface OverviewThread {
  readonly keys: (question: Asked<'keys'>) => Promise<KeyFigures>;
  readonly mostUsed: (question: Asked<'most-used'>) => Promise<MostUsed>;
  readonly close: () => Promise<void>;
}
type Asked<What> = Omit<Extract<OverviewQuestion, { what: What }>, 'what'>;

/** Beside this file in the sources; beside the program's entry once the core is bundled, be it into a chunk. */
const WORKER = new URL(
  import.meta.url.endsWith('.ts')
    ? './overview-worker.ts'
    : `${import.meta.url.includes('/chunks/') ? '..' : '.'}/overview-worker.js`,
  import.meta.url,
);

/** Starts its thread at the first question. */
export function createOverviewThread(data: OverviewWorkerData): OverviewThread {
  const thread = createAskingThread<OverviewQuestion, OverviewAnswer>({
    start: () => new Worker(WORKER, { workerData: data }),
    stopped: () => new AppError('OVERVIEW_STOPPED', 'Counting has stopped. Load the overview again.'),
  });
  // Every change of another process asks anew: one question that has not begun yet answers all who ask it meanwhile.
  const waiting = new Map<string, Promise<OverviewAnswer>>();
  let underWay: Promise<unknown> = Promise.resolve();

  function ask(question: OverviewQuestion): Promise<OverviewAnswer> {
    const same = JSON.stringify({ ...question, now: null });
    const known = waiting.get(same);
    if (known) return known;
    const answer = underWay.then(() => {
      waiting.delete(same);
      return thread.ask(question);
    });
    waiting.set(same, answer);
    underWay = answer.catch(() => undefined);
    return answer;
  }

  return {
    keys: (question) => ask({ what: 'keys', ...question }) as Promise<KeyFigures>,
    mostUsed: (question) => ask({ what: 'most-used', ...question }) as Promise<MostUsed>,
    close: () => thread.stop(),
  };
}
