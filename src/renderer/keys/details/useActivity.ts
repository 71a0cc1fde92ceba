import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '../../../shared/rpc.ts';
import { useReading } from '../../access/useReading.ts';
import { api, failureOf } from '../../api.ts';
import { onKeyChange } from '../key-changes.ts';
import type { ActivityEntry } from './activity-words.ts';

type Entry = ActivityEntry & { readonly seq: number };

interface Activity {
  /** `null` until the first answer. */
  readonly entries: readonly Entry[] | null;
  readonly more: boolean;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly again: () => void;
  readonly showMore: () => void;
}

/** Every entry once, newest first. */
const together = (...pages: readonly (readonly Entry[])[]): readonly Entry[] =>
  [...new Map(pages.flat().map((entry) => [entry.seq, entry])).values()].sort(
    (one, other) => other.seq - one.seq,
  );

/** What happened to a key, newest first, page by page; the first page is read again with every change. */
export function useActivity(id: number): Activity {
  const first = useReading(useCallback(() => api.keys.activity({ id, before: null }), [id]));
  const [older, setOlder] = useState<{ readonly entries: readonly Entry[]; readonly more: boolean } | null>(
    null,
  );
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { again } = first;
  useEffect(() => onKeyChange(again), [again]);

  const entries = first.value && together(older?.entries ?? [], first.value.entries);
  const showMore = async () => {
    const last = entries?.at(-1);
    if (busy || last === undefined) return;
    setBusy(true);
    try {
      const page = await api.keys.activity({ id, before: last.seq });
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
