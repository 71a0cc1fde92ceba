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
 * @param readUses for what shows when keys were used: brings that up to date, as lightly as it can, while an endpoint
 *   writes uses down; must keep its identity too
 */
export function useReading<T>(
  read: () => Promise<T>,
  follow = true,
  readUses?: (known: T) => Promise<T>,
): Reading<T> {
  const [value, setValue] = useState<T | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(true);
  const unlocked = useSession(({ state }) => state?.status === 'signed-in');
  const asked = useRef(0);
  const known = useRef<{ readonly value: T } | null>(null);

  const again = useCallback(() => {
    const question = (asked.current += 1);
    setBusy(true);
    read()
      .then(
        (answer) => {
          if (question !== asked.current) return;
          known.current = { value: answer };
          setValue(answer);
          setFailure(null);
        },
        (error: unknown) => question === asked.current && setFailure(failureOf(error)),
      )
      .finally(() => question === asked.current && setBusy(false));
  }, [read]);

  useEffect(() => {
    // While locked nothing may be asked.
    if (!unlocked || (known.current !== null && !follow)) return;
    again();
    return follow ? onEvent('store-changed', again) : undefined;
  }, [unlocked, follow, again]);

  useEffect(() => {
    if (!unlocked || readUses === undefined) return;
    let underWay = false;
    return onEvent('keys-used', () => {
      const question = asked.current;
      if (underWay || known.current === null) return;
      underWay = true;
      readUses(known.current.value)
        .then((answer) => {
          // What was asked for meanwhile is newer.
          if (question !== asked.current) return;
          // Mostly it were other keys: what is the same is not drawn again.
          if (JSON.stringify(answer) === JSON.stringify(known.current?.value)) return;
          known.current = { value: answer };
          setValue(answer);
        })
        // The next batch comes in a second; what stands there is no failure of this screen.
        .catch(() => {})
        .finally(() => {
          underWay = false;
        });
    });
  }, [unlocked, readUses]);

  useEffect(
    () => () => {
      // Nobody waits for the answer any more.
      asked.current += 1;
    },
    [],
  );
  return { value, failure, busy, again };
}
