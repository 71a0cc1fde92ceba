import { useCallback, useEffect } from 'react';
import type { FindingSummary } from '../../shared/findings.ts';
import { type Reading, useReading } from '../access/useReading.ts';
import { onAccountChange } from '../accounts/account-changes.ts';
import { api } from '../api.ts';
import { onKeyChange } from '../keys/key-changes.ts';

/** Everything that should be mended, looked for again with every change. */
export function useFindings(): Reading<FindingSummary> {
  const reading = useReading(useCallback(() => api.findings.summary(undefined), []));
  const { again } = reading;
  // What this window changes itself comes by no event.
  useEffect(() => {
    const stops = [onKeyChange(again), onAccountChange(again)];
    return () => stops.forEach((stop) => stop());
  }, [again]);
  return reading;
}
