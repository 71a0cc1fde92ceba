import { create } from 'zustand';
import type { ImportPreview, ImportResult } from '../../../shared/key-import.ts';
import { t } from '../../../shared/language/t.ts';
import type { Failure } from '../../../shared/rpc.ts';
import { api, failureOf, onEvent } from '../../api.ts';
import { useSession, whenOthersCome, whose } from '../../app/session.ts';
import { tellKeyChange } from '../key-changes.ts';

/** An import of keys, from the choice of its file to its result. It goes on while another screen is open. */

interface Running {
  readonly done: number;
  readonly of: number;
  readonly stopping: boolean;
}

export type Step =
  | { readonly type: 'start' }
  | ({ readonly type: 'looking' } & Running)
  | { readonly type: 'ready'; readonly preview: ImportPreview; readonly note: string | null }
  | ({ readonly type: 'importing'; readonly preview: ImportPreview } & Running)
  | { readonly type: 'done'; readonly result: ImportResult; readonly file: string }
  /** `again`: the file can be looked at again as it is now. */
  | { readonly type: 'failed'; readonly failure: Failure; readonly again: boolean };

export const useImport = create<{ readonly step: Step }>()(() => ({ step: { type: 'start' } }));
const { getState, setState } = useImport;
const goOn = (step: Step): void => setState({ step });

const BEGIN: Running = { done: 0, of: 0, stopping: false };

export const startAgain = (): void => goOn({ type: 'start' });

const isBusy = (): boolean => {
  const { type } = getState().step;
  return type === 'looking' || type === 'importing';
};

/** Looks at a file: one that the person is asked for, or the one that was chosen or dropped before. */
export async function look(file: 'choose' | 'again', note: string | null = null): Promise<void> {
  if (isBusy()) return;
  const before = getState().step;
  const asker = whose(useSession.getState().state);
  const looking: Step = { type: 'looking', ...BEGIN };
  goOn(looking);
  try {
    const preview = await api.keys.previewImport({ file });
    if (asker !== whose(useSession.getState().state)) return;
    if (preview === null) goOn(before.type === 'done' ? { type: 'start' } : before);
    else goOn({ type: 'ready', preview, note });
  } catch (error) {
    if (asker !== whose(useSession.getState().state)) return;
    const failure = failureOf(error);
    goOn(failure.code === 'CANCELLED' ? { type: 'start' } : { type: 'failed', failure, again: true });
  }
}

/** Imports what was shown. */
export async function runImport(partial: boolean): Promise<void> {
  const { step } = getState();
  if (step.type !== 'ready') return;
  const { preview } = step;
  const asker = whose(useSession.getState().state);
  goOn({ type: 'importing', preview, ...BEGIN });
  try {
    const result = await api.keys.import({ id: preview.id, partial, expected: preview.ready });
    if (asker !== whose(useSession.getState().state)) return;
    tellKeyChange({ type: 'many' });
    goOn({ type: 'done', result, file: preview.file });
  } catch (error) {
    if (asker !== whose(useSession.getState().state)) return;
    const failure = failureOf(error);
    if (failure.code === 'CANCELLED') {
      goOn({ type: 'ready', preview, note: t('Stopped. Nothing was imported.') });
    } else if (failure.code === 'COUNT_CHANGED' || failure.code === 'FILE_CHANGED') {
      startAgain();
      await look('again', failure.message);
    } else goOn({ type: 'failed', failure, again: true });
  }
}

/** Stops what is under way; its own answer says whether that was in time. */
export function stop(): void {
  const { step } = getState();
  if ((step.type !== 'looking' && step.type !== 'importing') || step.stopping) return;
  goOn({ ...step, stopping: true });
  api.keys.cancelBatch(undefined).catch(() => {
    const { step: now } = getState();
    if (now.type === 'looking' || now.type === 'importing') goOn({ ...now, stopping: false });
  });
}

onEvent('batch-progress', ({ done, of }) => {
  const { step } = getState();
  if (step.type === 'looking' || step.type === 'importing') goOn({ ...step, done, of });
});
onEvent('import-dropped', () => void look('again'));
whenOthersCome(startAgain);
