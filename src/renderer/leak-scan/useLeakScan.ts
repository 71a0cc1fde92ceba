import { useCallback, useEffect, useState } from 'react';
import type { MatchKind } from '../../shared/leak-scan-words.ts';
import { SCAN_PAGE } from '../../shared/leak-scan-words.ts';
import type { ScanRow, ScanRun, ScanState } from '../../shared/leak-scan.ts';
import type { Failure } from '../../shared/rpc.ts';
import { type Reading, useReading } from '../access/useReading.ts';
import { api, failureOf, onEvent } from '../api.ts';
import { onKeyChange } from '../keys/key-changes.ts';

const readState = () => api.leakScan.state(undefined);

interface LeakScanning {
  readonly state: ScanState | null;
  readonly reading: Reading<ScanState>;
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** Does one thing at a time; its answer is the state from then on. */
  readonly act: (call: () => Promise<ScanState>) => void;
}

/** What is chosen, and how far the scan is. */
export function useLeakScan(): LeakScanning {
  const reading = useReading(readState);
  const { again } = reading;
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => onEvent('leak-scan-changed', again), [again]);
  const attempt = async (call: () => Promise<ScanState>) => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await call();
      again();
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  return { state: reading.value, reading, busy, failure, act: (call) => void attempt(call) };
}

export interface Found {
  readonly rows: readonly ScanRow[];
  readonly more: boolean;
}

/** The rows of a scan as its keys stand now, the first pages of them. */
export function useFound(run: ScanRun, of: MatchKind | 'all', pages: number): Reading<Found> {
  const { startedAt, status, progress } = run;
  const version = `${startedAt} ${status} ${progress.found}`;
  const read = useCallback(async (): Promise<Found> => {
    // Not asked for before there is something.
    if (version.endsWith(' 0')) return { rows: [], more: false };
    const rows: ScanRow[] = [];
    for (let page = 0; page < pages; page += 1) {
      const after = rows.at(-1)?.id ?? 0;
      const next = await api.leakScan.results({ of, after, limit: SCAN_PAGE });
      rows.push(...next.rows);
      if (!next.more) return { rows, more: false };
    }
    return { rows, more: true };
  }, [of, pages, version]);
  const reading = useReading(read);
  const { again } = reading;
  useEffect(() => onKeyChange(again), [again]);
  return reading;
}
