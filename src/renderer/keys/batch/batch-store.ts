import { create } from 'zustand';
import type { BatchPreview, BatchResult } from '../../../shared/key-batch.ts';
import type { KeySelection } from '../../../shared/key-view.ts';
import { type Message, msg, t } from '../../../shared/language/t.ts';
import type { Failure } from '../../../shared/rpc.ts';
import { api, failureOf, onEvent } from '../../api.ts';
import { useSession, whenOthersCome, whose } from '../../app/session.ts';
import { toast } from '../../ui/toast.tsx';
import { tellKeyChange } from '../key-changes.ts';
import { currentSelection, selectNothing } from '../list/selection.ts';
import { type AskedAction, doneText } from './words.ts';

/** One action on many keys, from the dry run to its results. */

export type Step =
  | { readonly type: 'previewing' }
  | { readonly type: 'ready'; readonly preview: BatchPreview; readonly countChanged: boolean }
  | { readonly type: 'running'; readonly done: number; readonly of: number; readonly stopping: boolean }
  | { readonly type: 'done'; readonly result: BatchResult }
  | { readonly type: 'failed'; readonly failure: Failure };

export interface Batch {
  readonly title: string;
  readonly action: AskedAction | 'restore';
  readonly selection: KeySelection;
  /** The number of keys is to be typed before anything happens. */
  readonly typed: boolean;
  readonly step: Step;
  /** What gets the focus back. */
  readonly opener: HTMLElement | null;
}

export const useBatch = create<{ readonly open: Batch | null }>()(() => ({ open: null }));
const { getState, setState } = useBatch;

const SELECTED: Readonly<Record<AskedAction, Message>> = {
  revoke: msg('Revoke selected keys'),
  reinstate: msg('Reinstate selected keys'),
  remove: msg('Remove selected keys'),
};

/** Asks about the keys that are selected in the list. */
export function askBatch(action: AskedAction): void {
  const selection = currentSelection();
  if (selection === null) return;
  const opener = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  start({ title: t(SELECTED[action]), action, selection, typed: false, opener });
}

/** Opens the dialog with a dry run. */
export function start(batch: Omit<Batch, 'step'>): void {
  setState({ open: { ...batch, step: { type: 'previewing' } } });
  void preview(false);
}

export const closeBatch = (): void => setState({ open: null });

/** Does the dry run again. */
export async function preview(countChanged: boolean): Promise<void> {
  const { open } = getState();
  if (!open) return;
  goOn({ type: 'previewing' });
  const asked = getState().open;
  const { action, selection } = open;
  try {
    const preview = await api.keys.previewBatch({ action, selection });
    if (getState().open === asked) goOn({ type: 'ready', preview, countChanged });
  } catch (error) {
    if (getState().open === asked) goOn({ type: 'failed', failure: failureOf(error) });
  }
}

/** Does what was confirmed. */
export async function run(): Promise<void> {
  const { open } = getState();
  if (open?.step.type !== 'ready' || open.action === 'restore') return;
  const { action, selection } = open;
  const { changes: expected, selected } = open.step.preview;
  const asker = whose(useSession.getState().state);
  goOn({ type: 'running', done: 0, of: selected, stopping: false });
  try {
    const result = await api.keys.batch({ action, selection, expected });
    if (asker !== whose(useSession.getState().state)) return;
    tellKeyChange({ type: 'many' });
    selectNothing();
    const undoable = action === 'remove' && result.done.length > 0;
    // Beside the results a toast would only say the same again.
    if (undoable || result.refused.length === 0) {
      toast({
        message: doneText(action, result.done.length),
        ...(undoable && { undo: () => restore(result.done) }),
      });
    }
    if (result.refused.length === 0) closeBatch();
    else goOn({ type: 'done', result });
  } catch (error) {
    const failure = failureOf(error);
    if (getState().open?.step.type !== 'running') return;
    if (failure.code === 'COUNT_CHANGED') void preview(true);
    else goOn({ type: 'failed', failure });
  }
}

/** Stops what is under way; its own answer says whether that was in time. */
export function stop(): void {
  const step = getState().open?.step;
  if (step?.type !== 'running' || step.stopping) return;
  goOn({ ...step, stopping: true });
  api.keys.cancelBatch(undefined).catch(() => {
    const now = getState().open?.step;
    if (now?.type === 'running') goOn({ ...now, stopping: false });
  });
}

async function restore(ids: readonly number[]): Promise<void> {
  const selection: KeySelection = { by: 'ids', ids: [...ids] };
  const { changes } = await api.keys.previewBatch({ action: 'restore', selection });
  const result = await api.keys.batch({ action: 'restore', selection, expected: changes });
  tellKeyChange({ type: 'many' });
  if (result.refused.length === 0) return;
  const title = t('Some keys could not be brought back');
  setState({
    open: { title, action: 'restore', selection, typed: false, opener: null, step: { type: 'done', result } },
  });
}

const goOn = (step: Step): void => setState(({ open }) => ({ open: open && { ...open, step } }));

onEvent('batch-progress', ({ done, of }) => {
  const step = getState().open?.step;
  if (step?.type === 'running') goOn({ ...step, done, of });
});

whenOthersCome(closeBatch);
