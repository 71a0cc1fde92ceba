import { parentPort, workerData } from 'node:worker_threads';
import type { KeyFigures, MostUsed } from '../../shared/overview.ts';
import type { ThreadReply } from '../asking-thread.ts';
import { StoreError } from '../db/errors.ts';
import { openStore, type Store } from '../db/open.ts';
import { countKeys } from './key-figures-store.ts';
import { readMostUsed } from './use-figures-store.ts';

/** Counts for the overview in a thread of its own, over a connection of its own. */

export interface OverviewWorkerData {
  readonly storePath: string;
  readonly nativeBinding: string | undefined;
}

export type OverviewQuestion =
  | {
      readonly what: 'keys';
      readonly tenantId: number;
      readonly weeks: readonly number[];
      /** Epoch milliseconds. */
      readonly now: number;
    }
  | {
      readonly what: 'most-used';
      readonly tenantId: number;
      readonly since: number;
      readonly limit: number;
    };
export type OverviewAnswer = KeyFigures | MostUsed;

type Request = OverviewQuestion & { readonly id: number };

const { storePath, nativeBinding } = workerData as OverviewWorkerData;
let opening: Promise<Store> | undefined;

parentPort?.on('message', (request: Request) => {
  void reply(request).then((answer) => parentPort?.postMessage(answer));
});

async function reply(request: Request): Promise<ThreadReply<OverviewAnswer>> {
  const { id } = request;
  try {
    opening ??= openStore({ path: storePath, mode: 'read', nativeBinding, now: Date.now });
    return { id, answer: await answer(await opening, request) };
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    opening = undefined;
    return { id, code: error.code, message: error.message };
  }
}

async function answer({ db }: Store, question: OverviewQuestion): Promise<OverviewAnswer> {
  const { tenantId } = question;
  if (question.what === 'keys') return countKeys(db, tenantId, question.weeks, question.now);
  return { keys: await readMostUsed(db, tenantId, question.since, question.limit) };
}
