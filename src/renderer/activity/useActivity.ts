import { useCallback, useEffect, useState } from 'react';
import type { ActivityEntry } from '../../shared/activity.ts';
import type { Failure } from '../../shared/rpc.ts';
import { useReading } from '../access/useReading.ts';
import { failureOf } from '../api.ts';

interface Page {
  readonly entries: readonly ActivityEntry[];
  readonly more: boolean;
}

export interface Activity {
  /** `null` until the first answer. */
  readonly entries: readonly ActivityEntry[] | null;
  readonly more: boolean;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly again: () => void;
  readonly showMore: () => void;
}

/** Every entry once, newest first. */
const together = (...pages: readonly (readonly ActivityEntry[])[]): readonly ActivityEntry[] =>
  [...new Map(pages.flat().map((entry) => [entry.seq, entry])).values()].sort(
    (one, other) => other.seq - one.seq,
  );

/**
 * What happened to something, newest first, page by page; the first page is read again with every change.
 * @param read a page before a sequence number; must keep its identity between renders
 * @param listen tells of changes in this window, of which `store-changed` does not; must keep its identity too
 */
export function useActivity(
  read: (before: number | null) => Promise<Page>,
  listen: (listener: () => void) => () => void,
): Activity {
  const first = useReading(useCallback(() => read(null), [read]));
  const [older, setOlder] = useState<Page | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { again } = first;
  useEffect(() => listen(again), [listen, again]);

  const entries = first.value && together(older?.entries ?? [], first.value.entries);
  const showMore = async () => {
    const last = entries?.at(-1);
    if (busy || last === undefined) return;
    setBusy(true);
    try {
      const page = await read(last.seq);
      // With those of the first page, which move off it when something new happens.
      setOlder({ entries: together(entries ?? [], page.entries), more: page.more });
      setFailure(null);
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  return {
    entries,
    more: (older ?? first.value)?.more ?? false,
    busy: busy || first.busy,
    failure: failure ?? first.failure,
    again,
    showMore: () => void showMore(),
  };
}
