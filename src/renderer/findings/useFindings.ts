import { useCallback, useEffect, useRef } from 'react';
import type { FindingSummary } from '../../shared/findings.ts';
import { type Reading, useReading } from '../access/useReading.ts';
import { onAccountChange } from '../accounts/account-changes.ts';
import { api } from '../api.ts';
import { onKeyChange } from '../keys/key-changes.ts';

/**
 * Everything that should be mended, looked for again with every change. To look at everything takes seconds of a large
 * tenant: what changes meanwhile does not throw the answer away, but is looked at once more after it.
 */
export function useFindings(): Reading<FindingSummary> {
  const underWay = useRef<Promise<FindingSummary> | null>(null);
  const missed = useRef(false);
  const read = useCallback(() => {
    if (underWay.current !== null) {
      missed.current = true;
      return underWay.current;
    }
    missed.current = false;
    underWay.current = api.findings.summary(undefined).finally(() => {
      underWay.current = null;
    });
    return underWay.current;
  }, []);
  const reading = useReading(read);
  const { again, busy } = reading;
  useEffect(() => {
    if (!busy && missed.current) again();
  }, [busy, again]);
  // What this window changes itself comes by no event.
  useEffect(() => {
    const stops = [onKeyChange(again), onAccountChange(again)];
    return () => stops.forEach((stop) => stop());
  }, [again]);
  return reading;
}
