import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../shared/rpc.ts';
import { failureOf, onEvent } from '../api.ts';
import { useSession } from '../app/session.ts';

export interface Reading<T> {
  /** `null` until the first answer; kept when reading it again fails. */
  readonly value: T | null;
  readonly failure: Failure | null;
  readonly busy: boolean;
  readonly again: () => void;
}

/**
 * Asks for what a screen shows, and again when somebody has changed the store and after a lock.
 * @param read must keep its identity between renders
 * @param follow false for a form, which keeps what it began with
 */
export function useReading<T>(read: () => Promise<T>, follow = true): Reading<T> {
  const [value, setValue] = useState<T | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(true);
  const unlocked = useSession(({ state }) => state?.status === 'signed-in');
  const asked = useRef(0);
  const known = useRef(false);

  const again = useCallback(() => {
    const question = (asked.current += 1);
    setBusy(true);
    read()
      .then(
        (answer) => {
          if (question !== asked.current) return;
          known.current = true;
          setValue(answer);
          setFailure(null);
        },
        (error: unknown) => question === asked.current && setFailure(failureOf(error)),
      )
      .finally(() => question === asked.current && setBusy(false));
  }, [read]);

  useEffect(() => {
    // While locked nothing may be asked.
    if (!unlocked || (known.current && !follow)) return;
    again();
    return follow ? onEvent('store-changed', again) : undefined;
  }, [unlocked, follow, again]);

  useEffect(
    () => () => {
      // Nobody waits for the answer any more.
      asked.current += 1;
    },
    [],
  );
  return { value, failure, busy, again };
}
