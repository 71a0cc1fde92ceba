import { commitsOfOthers } from '../core/db/change-store.ts';
import type { Store } from '../core/db/open.ts';

/** How often is looked whether somebody else has changed the store. Milliseconds. */
const EVERY = 1_000;

export interface StoreWatcher {
  /** Another process has committed a change. */
  readonly onChange: () => void;
  /** Another process has only written down uses of keys, as an endpoint does twice a second. */
  readonly onUses: () => void;
  readonly onError: (error: unknown) => void;
}

/** Tells when another process has committed something. Returns the undo. */
export function watchStore(
  { sqlite }: Pick<Store, 'sqlite'>,
  { onChange, onUses, onError }: StoreWatcher,
): () => void {
  const look = commitsOfOthers(sqlite);
  const timer = setInterval(() => {
    try {
      const found = look();
      if (found === 'changes') onChange();
      else if (found === 'uses') onUses();
    } catch (error) {
      // A disk that does not answer for a moment must not end the program.
      onError(error);
    }
  }, EVERY);
  timer.unref();
  return () => clearInterval(timer);
}
