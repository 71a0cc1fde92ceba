import { Worker } from 'node:worker_threads';
import type { FindingSummary } from '../../shared/findings.ts';
import type { RuleId } from '../../shared/finding-rules.ts';
import { t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';
import { type Actor, requireAuthority } from '../actor.ts';
import { createAskingThread } from '../asking-thread.ts';
import type { Page } from './examine.ts';
import type { ExamineAnswer, ExamineQuestion, ExamineWorkerData, FindingsPage } from './examine-worker.ts';
import { coalesced } from '../coalesced.ts';
import { workerPlace } from '../worker-place.ts';

/** Looks for findings off the main thread. `now`: epoch milliseconds. */
export interface Examiner {
  /** The actor's tenant as a whole. */
  readonly all: (actor: Actor, now: number) => Promise<FindingSummary>;
  readonly page: (actor: Actor, now: number, rule: RuleId, page: Page) => Promise<FindingsPage>;
  readonly close: () => Promise<void>;
}

const WORKER = workerPlace('examine-worker', import.meta.url);

/** Starts its threads at the first questions. */
export function createExaminer(data: ExamineWorkerData): Examiner {
  const thread = () =>
    createAskingThread<ExamineQuestion, ExamineAnswer>({
      start: () => new Worker(WORKER, { workerData: data }),
      stopped: () =>
        new AppError('FINDINGS_STOPPED', t('Looking for findings has stopped. Look at the findings again.')),
    });
  // A page is quick, and must not wait for seconds of looking at everything.
  const [looking, paging] = [thread(), thread()];
  const once = coalesced<FindingSummary>();

  return {
    all: async (actor, now) => {
      requireAuthority(actor, 'view');
      const { tenantId } = actor;
      return once(
        String(tenantId),
        () => looking.ask({ what: 'all', tenantId, now }) as Promise<FindingSummary>,
      );
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
