import { t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';
import type { StoreStage } from '../../shared/store-words.ts';

/** How long work on a whole store tells of itself, and how it is stopped. */
export interface Watch {
  readonly onProgress: (stage: StoreStage, done: number, of: number) => void;
  /** Aborted with the `AppError` that whoever waits is to hear. */
  readonly signal: AbortSignal;
}

/** Nobody watches and nobody stops it. */
export const unwatched = (): Watch => ({
  onProgress: () => undefined,
  signal: new AbortController().signal,
});

export const cancelled = (): AppError =>
  new AppError('CANCELLED', t('It was stopped, and nothing was changed.'));
