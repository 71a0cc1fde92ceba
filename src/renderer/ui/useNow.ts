import { useCallback, useSyncExternalStore } from 'react';

/**
 * The clock, in epoch milliseconds rounded down to whole `everyMs`, and another render each time it changes.
 * @param everyMs `null` while nobody needs the time; the answer is then 0
 */
export function useNow(everyMs: number | null): number {
  const subscribe = useCallback(
    (tell: () => void) => {
      if (everyMs === null) return () => {};
      const timer = setInterval(tell, everyMs);
      return () => clearInterval(timer);
    },
    [everyMs],
  );
  return useSyncExternalStore(subscribe, () =>
    everyMs === null ? 0 : Math.floor(Date.now() / everyMs) * everyMs,
  );
}
