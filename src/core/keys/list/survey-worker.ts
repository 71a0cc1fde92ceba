import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { KeyView } from '../../../shared/key-view.ts';
import { AppError } from '../../../shared/rpc.ts';
import type { ThreadReply } from '../../asking-thread.ts';
import { StoreError } from '../../db/errors.ts';
import { openStore, type Store } from '../../db/open.ts';
import { countOfView, type Survey, surveyView } from './survey.ts';

/** Counts and surveys views in a thread of its own, over a connection of its own. */

export interface SurveyWorkerData {
  readonly storePath: string;
  readonly nativeBinding: string | undefined;
  /** One number: the newest survey that was asked for. */
  readonly newest: SharedArrayBuffer;
}

export interface SurveyRequest {
  readonly id: number;
  readonly what: 'count' | 'survey';
  readonly tenantId: number;
  readonly view: KeyView;
  readonly now: number;
}

const { storePath, nativeBinding, newest } = workerData as SurveyWorkerData;
let opening: Promise<Store> | undefined;
const newestSurvey = new Int32Array(newest);

parentPort?.on('message', (request: SurveyRequest) => {
  void answer(request).then((response) => parentPort?.postMessage(response));
});

async function answer(request: SurveyRequest): Promise<ThreadReply<number | Survey>> {
  const { id, what, tenantId, view, now } = request;
  try {
    opening ??= openStore({ path: storePath, mode: 'read', nativeBinding, now: Date.now });
    const { db } = await opening;
    if (what === 'count') return { id, answer: await countOfView(db, tenantId, view, now) };
    stopIfSuperseded(id);
    const breathe = async () => {
      // Counts that were asked for in the meantime go first.
      await setImmediate();
      stopIfSuperseded(id);
    };
    return { id, answer: await surveyView(db, tenantId, view, now, breathe) };
  } catch (error) {
    if (error instanceof StoreError) opening = undefined;
    if (error instanceof AppError) return { id, code: error.code, message: error.message };
    throw error;
  }
}

function stopIfSuperseded(id: number): void {
  if (Atomics.load(newestSurvey, 0) === id) return;
  throw new AppError(
    'SURVEY_SUPERSEDED',
    'The list has changed in the meantime; a newer survey is under way.',
  );
}
