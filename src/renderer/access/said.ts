import { useEffect } from 'react';
import { create } from 'zustand';
import { whenOthersCome } from '../app/session.ts';

/** What has just been done, for the list to which it leads. */
interface Said {
  readonly list: string;
  readonly text: string;
  /** Whose row is marked. */
  readonly id: number | null;
}

const MARKED_FOR = 6000;

const useStore = create<{ readonly said: Said | null }>()(() => ({ said: null }));

export const say = (said: Said | null): void => useStore.setState({ said });

// It names what belongs to one tenant.
whenOthersCome(() => say(null));

/** What was said to this list, for a short while. */
export function useSaid(list: string): Said | null {
  const said = useStore((store) => (store.said?.list === list ? store.said : null));
  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => say(null), MARKED_FOR);
    return () => clearTimeout(timer);
  }, [said]);
  return said;
}
