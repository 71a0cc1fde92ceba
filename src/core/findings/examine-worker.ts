import { parentPort, workerData } from 'node:worker_threads';
import type { Finding, FindingSummary } from '../../shared/findings.ts';
import type { RuleId } from '../../shared/finding-rules.ts';
import { AppError } from '../../shared/rpc.ts';
import type { ThreadReply } from '../asking-thread.ts';
import { StoreError } from '../db/errors.ts';
import { openStore, type Store } from '../db/open.ts';
import { examine, findingsOf, type Page } from './examine.ts';

/** Looks for findings in a thread of its own, over a connection of its own. */

export interface ExamineWorkerData {
  readonly storePath: string;
  readonly nativeBinding: string | undefined;
}

export type ExamineQuestion =
  | { readonly what: 'all'; readonly tenantId: number; readonly now: number }
  | {
      readonly what: 'page';
      readonly tenantId: number;
      readonly now: number;
      readonly rule: RuleId;
      readonly page: Page;
    };
export type FindingsPage = { readonly items: Finding[]; readonly end: number | null };
export type ExamineAnswer = FindingSummary | FindingsPage;

const { storePath, nativeBinding } = workerData as ExamineWorkerData;
let opening: Promise<Store> | undefined;
/** One connection: a question may not read between the statements of another. */
let turn: Promise<unknown> = Promise.resolve();

parentPort?.on('message', (request: ExamineQuestion & { readonly id: number }) => {
  turn = turn.then(async () => parentPort?.postMessage(await reply(request)));
});

async function reply(
  request: ExamineQuestion & { readonly id: number },
): Promise<ThreadReply<ExamineAnswer>> {
  const { id } = request;
  try {
    opening ??= openStore({ path: storePath, mode: 'read', nativeBinding, now: Date.now });
    return { id, answer: await answer(await opening, request) };
  } catch (error) {
    if (error instanceof StoreError) opening = undefined;
    if (error instanceof AppError) return { id, code: error.code, message: error.message };
    throw error;
  }
}

function answer(store: Store, question: ExamineQuestion): Promise<ExamineAnswer> {
  const { tenantId, now } = question;
  return question.what === 'all'
    ? examine(store, tenantId, now)
    : findingsOf(store, tenantId, now, question.rule, question.page);
}
