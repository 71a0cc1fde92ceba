import { Worker } from 'node:worker_threads';
import type { FindingSummary } from '../../shared/findings.ts';
import type { RuleId } from '../../shared/finding-rules.ts';
import { AppError } from '../../shared/rpc.ts';
import { type Actor, requireAuthority } from '../actor.ts';
import { createAskingThread } from '../asking-thread.ts';
import type { Page } from './examine.ts';
import type { ExamineAnswer, ExamineQuestion, ExamineWorkerData, FindingsPage } from './examine-worker.ts';

/** Looks for findings off the main thread. `now`: epoch milliseconds. */
export interface Examiner {
  /** The actor's tenant as a whole. */
  readonly all: (actor: Actor, now: number) => Promise<FindingSummary>;
  readonly page: (actor: Actor, now: number, rule: RuleId, page: Page) => Promise<FindingsPage>;
  readonly close: () => Promise<void>;
}

/** Beside this file in the sources; beside the program's entry once the core is bundled, be it into a chunk. */
const WORKER = new URL(
  import.meta.url.endsWith('.ts')
    ? './examine-worker.ts'
    : `${import.meta.url.includes('/chunks/') ? '..' : '.'}/examine-worker.js`,
  import.meta.url,
);

/** Starts its threads at the first questions. */
export function createExaminer(data: ExamineWorkerData): Examiner {
  const thread = () =>
    createAskingThread<ExamineQuestion, ExamineAnswer>({
      start: () => new Worker(WORKER, { workerData: data }),
      stopped: () =>
        new AppError('FINDINGS_STOPPED', 'Looking for findings has stopped. Look at the findings again.'),
    });
  // A page is quick, and must not wait for seconds of looking at everything.
  const [looking, paging] = [thread(), thread()];
  // Every change of the store asks anew: one that has not begun yet answers all who ask meanwhile.
  const next = new Map<number, Promise<FindingSummary>>();
  let underWay: Promise<unknown> = Promise.resolve();

  function all({ tenantId }: Actor, now: number): Promise<FindingSummary> {
    const known = next.get(tenantId);
    if (known) return known;
    const question = underWay.then(() => {
      next.delete(tenantId);
      return looking.ask({ what: 'all', tenantId, now }) as Promise<FindingSummary>;
    });
    next.set(tenantId, question);
    underWay = question.catch(() => undefined);
    return question;
  }

  return {
    all: async (actor, now) => {
      requireAuthority(actor, 'view');
      return all(actor, now);
    },
    page: async (actor, now, rule, page) => {
      requireAuthority(actor, 'view');
      const { tenantId } = actor;
      return paging.ask({ what: 'page', tenantId, now, rule, page }) as Promise<FindingsPage>;
    },
    close: async () => {
      await Promise.all([looking.stop(), paging.stop()]);
    },
  };
}
