import type { Store } from '../core/db/open.ts';

/** How often is looked whether somebody else has changed the store. Milliseconds. */
const EVERY = 1_000;

/** Tells when another process has committed a change; reading this number costs a few microseconds. Returns the undo. */
export function watchStore(
  { sqlite }: Pick<Store, 'sqlite'>,
  onChange: () => void,
  onError: (error: unknown) => void,
): () => void {
  // Of the connection that writes: it does not count its own changes.
  const read = () => sqlite.pragma('data_version', { simple: true }) as number;
  let known = read();
  const timer = setInterval(() => {
    try {
      const version = read();
      if (version === known) return;
      known = version;
      onChange();
    } catch (error) {
      // A disk that does not answer for a moment must not end the program.
      onError(error);
    }
  }, EVERY);
  timer.unref();
  return () => clearInterval(timer);
}
