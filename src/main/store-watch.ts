import { commitsOfOthers } from '../core/db/change-store.ts';
import { fileIdentity } from '../core/db/file-identity.ts';
import type { Store } from '../core/db/open.ts';

/** How often is looked whether somebody else has changed the store, unless told otherwise. Milliseconds. */
const EVERY = 1_000;

export interface StoreWatcher {
  /** Milliseconds between two looks. */
  readonly lookEvery?: number | undefined;
  /** Another process has committed a change. */
  readonly onChange: () => void;
  /** Another process has only written down uses of keys, as an endpoint does twice a second. */
  readonly onUses: () => void;
  /** Another file is at the store's place: what is open is no longer it. Told once. */
  readonly onReplaced: () => void;
  readonly onError: (error: unknown) => void;
}

/** Tells when another process has committed something. Returns the undo. */
export function watchStore(
  { sqlite, path }: Pick<Store, 'sqlite' | 'path'>,
  { lookEvery = EVERY, onChange, onUses, onReplaced, onError }: StoreWatcher,
): () => void {
  const look = commitsOfOthers(sqlite);
  const file = fileIdentity(path);
  const timer = setInterval(() => {
    try {
      // A file that is gone may come back; only another one is told.
      const there = fileIdentity(path);
      if (there !== '' && there !== file) {
        clearInterval(timer);
        onReplaced();
        return;
      }
      const found = look();
      if (found === 'changes') onChange();
      else if (found === 'uses') onUses();
    } catch (error) {
      // A disk that does not answer for a moment must not end the program.
      onError(error);
    }
  }, lookEvery);
  timer.unref();
  return () => clearInterval(timer);
}
