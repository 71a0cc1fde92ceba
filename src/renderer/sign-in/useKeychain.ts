import { useCallback, useEffect, useRef, useState } from 'react';
import type { KeychainState } from '../../shared/session.ts';
import { api, failureOf } from '../api.ts';

interface Keychain {
  /** `null` until the first answer. */
  readonly state: KeychainState | null;
  readonly asking: boolean;
  readonly ask: () => void;
}

/** Unlocking the keychain in its own window brings the focus back here; its answer must not start a round of windows. */
const PAUSE = 1000;

/** Asks the keychain whether it answers: at once, on demand, and when the person comes back from unlocking it. */
export function useKeychain(): Keychain {
  const [state, setState] = useState<KeychainState | null>(null);
  const [asking, setAsking] = useState(true);
  const running = useRef(false);
  const answeredAt = useRef(0);

  const run = useCallback(() => {
    if (running.current) return;
    running.current = true;
    const tell = (answer: KeychainState) => {
      running.current = false;
      answeredAt.current = Date.now();
      setState(answer);
      setAsking(false);
    };
    api.session
      .keychain(undefined)
      .then(tell, (error: unknown) =>
        tell({ status: 'unavailable', cause: 'not-answering', reason: failureOf(error).message }),
      );
  }, []);
  const ask = useCallback(() => {
    setAsking(true);
    run();
  }, [run]);

  useEffect(run, [run]);
  const missing = state?.status === 'unavailable';
  useEffect(() => {
    if (!missing) return;
    const back = () => {
      if (Date.now() - answeredAt.current >= PAUSE) ask();
    };
    window.addEventListener('focus', back);
    return () => window.removeEventListener('focus', back);
  }, [missing, ask]);
  return { state, asking, ask };
}
