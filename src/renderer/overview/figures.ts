import { useCallback, useEffect } from 'react';
import { MINUTE } from '../../shared/duration.ts';
import type { UseSpan } from '../../shared/overview-choices.ts';
import type { KeyFigures, MostUsed, UseFigures } from '../../shared/overview.ts';
import { type Reading, useReading } from '../access/useReading.ts';
import { api } from '../api.ts';
import { onKeyChange } from '../keys/key-changes.ts';
import { useNow } from '../ui/useNow.ts';
import { weekBounds } from './calendar.ts';

/** What the panels read. Each follows changes; only what is light follows uses. */

/** Keys expire and age without anybody's change. */
const EVERY = 10 * MINUTE;

export function useKeyFigures(): Reading<KeyFigures> {
  const now = useNow(EVERY);
  const reading = useReading(useCallback(() => api.overview.keys({ weeks: weekBounds(now) }), [now]));
  const { again } = reading;
  useEffect(() => onKeyChange(again), [again]);
  return reading;
}

export function useUseFigures(days: UseSpan): Reading<UseFigures> {
  const read = useCallback(() => api.overview.use({ days }), [days]);
  return useReading(read, true, read);
}

export const useMostUsed = (days: UseSpan): Reading<MostUsed> =>
  useReading(useCallback(() => api.overview.mostUsed({ days }), [days]));
