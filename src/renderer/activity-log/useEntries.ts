import { useCallback, useEffect, useRef, useState } from 'react';
import type { LogEntry, LogFilter } from '../../shared/activity-log.ts';
import { LOG_PAGE } from '../../shared/activity-log-choices.ts';
import type { Failure } from '../../shared/rpc.ts';
import { api, failureOf, onEvent } from '../api.ts';
import { useSession } from '../app/session.ts';

interface Known {
  readonly entries: readonly LogEntry[];
  /** From where to go on; `null`: there are no more. */
  readonly next: number | null;
  /** The newest entry when the list was begun. */
  readonly newest: number;
  readonly doubt: number | null;
}

export interface Entries {
  /** `null` until the first answer. */
  readonly known: Known | null;
  readonly failure: Failure | null;
  readonly busy: boolean;
  /** How many have come since, which are not in the list. */
  readonly newer: number;
  /** Reads what comes behind the last one. */
  readonly more: () => void;
  /** Begins anew, with what has come since. */
  readonly again: () => void;
  /** Asks what has come since. */
  readonly look: () => void;
}

/** The entries of a filter, newest first, as far as they were asked for. @param filter must keep its identity */
export function useEntries(filter: LogFilter): Entries {
  const [known, setKnown] = useState<Known | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(true);
  const [newer, setNewer] = useState(0);
  const unlocked = useSession(({ state }) => state?.status === 'signed-in');
  const asked = useRef(0);
  const newest = useRef(0);

  const read = useCallback(
    (before: Known | null) => {
      const question = (asked.current += 1);
      setBusy(true);
      api.activityLog
        .list({ filter, before: before?.next ?? null, limit: LOG_PAGE })
        .then(
          (page) => {
            if (question !== asked.current) return;
            if (before === null) {
              newest.current = page.newest;
              setNewer(0);
            }
            setKnown({
              entries: [...(before?.entries ?? []), ...page.entries],
              next: page.next,
              newest: newest.current,
              doubt: page.doubt,
            });
            setFailure(null);
          },
          (error: unknown) => question === asked.current && setFailure(failureOf(error)),
        )
        .finally(() => question === asked.current && setBusy(false));
    },
    [filter],
  );
  const again = useCallback(() => read(null), [read]);
  const look = useCallback(() => {
    const since = newest.current;
    api.activityLog.newer({ filter, after: since }).then(
      ({ count }) => since === newest.current && setNewer(count),
      // The list stays as it is; its own reading says what is wrong.
      () => undefined,
    );
  }, [filter]);

  useEffect(() => {
    // While locked nothing may be asked.
    if (!unlocked) return;
    // oxlint-disable-next-line react/set-state-in-effect -- it asks the core, and says that it does
    again();
    return onEvent('store-changed', look);
  }, [unlocked, again, look]);
  useEffect(
    () => () => {
      // Nobody waits for the answer any more.
      asked.current += 1;
    },
    [],
  );

  const more = () => {
    if (!busy && failure === null && known !== null && known.next !== null) read(known);
  };
  return { known, failure, busy, newer, more, again, look };
}
