import { useEffect, useRef, useState } from 'react';
import { useSession } from '../app/session.ts';
import { labelOf } from './pasted-text.ts';

/** A key that was pasted, for as long as questions about it are asked. */
export interface HeldSecret {
  /** What may be shown of it; `null`: none is held. */
  readonly label: string | null;
  /** Goes up whenever another one is held. */
  readonly version: number;
  readonly hold: (text: string) => void;
  readonly forget: () => void;
  readonly text: () => string | null;
}

/**
 * Holds a pasted key outside of the page and of every store: in this screen alone, until it is forgotten, Latchkey is
 * locked or the screen is left.
 * @param onLost told when a lock has taken it
 */
export function useHeldSecret(onLost: () => void): HeldSecret {
  const secret = useRef<string | null>(null);
  const [label, setLabel] = useState<string | null>(null);
  const [version, setVersion] = useState(0);
  const unlocked = useSession(({ state }) => state?.status === 'signed-in');
  const lost = useRef(onLost);
  useEffect(() => {
    lost.current = onLost;
  });
  useEffect(() => {
    if (unlocked || secret.current === null) return;
    secret.current = null;
    setLabel(null);
    lost.current();
  }, [unlocked]);
  return {
    label,
    version,
    hold: (text) => {
      secret.current = text;
      setLabel(labelOf(text));
      setVersion((before) => before + 1);
    },
    forget: () => {
      secret.current = null;
      setLabel(null);
    },
    text: () => secret.current,
  };
}
