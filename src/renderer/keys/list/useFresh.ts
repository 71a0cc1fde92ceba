import { useEffect, useEffectEvent } from 'react';
import { indexOf } from './pages.ts';
import { useKeys } from './state.ts';

const MARKED_FOR = 6000;

/** Shows the key that was just generated, and marks it for a while once nothing covers it any more. */
export function useFresh(reveal: (index: number) => void): void {
  const freshId = useKeys((store) => store.freshId);
  const revealNow = useEffectEvent((id: number) => {
    const index = indexOf(useKeys.getState().pages, id);
    if (index >= 0) reveal(index);
  });
  useEffect(() => {
    if (freshId === null) return;
    revealNow(freshId);
    let seenFor = 0;
    const timer = setInterval(() => {
      if (document.querySelector('[aria-modal="true"]') !== null) return;
      seenFor += 1000;
      if (seenFor >= MARKED_FOR) useKeys.setState({ freshId: null });
    }, 1000);
    return () => clearInterval(timer);
  }, [freshId]);
}
