import { useEffect, useRef, useState } from 'react';
import type { Identification } from '../../shared/leak-scan.ts';
import type { Failure } from '../../shared/rpc.ts';
import { api, failureOf, onEvent } from '../api.ts';
import { onKeyChange } from '../keys/key-changes.ts';

interface Identifying {
  readonly answer: Identification | null;
  /** How many answers there have been. */
  readonly count: number;
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** Something was changed since the answer. */
  readonly outdated: boolean;
  readonly ask: (text: string) => void;
}

/** Asks which key a text is. The text is an argument here and nothing that is kept. */
export function useIdentify(): Identifying {
  const [answer, setAnswer] = useState<Identification | null>(null);
  const [count, setCount] = useState(0);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [outdated, setOutdated] = useState(false);
  const asked = useRef(0);
  useEffect(() => {
    const changed = () => setOutdated(true);
    const stops = [onEvent('store-changed', changed), onKeyChange(changed)];
    return () => stops.forEach((stop) => stop());
  }, []);
  const ask = (text: string) => {
    const question = (asked.current += 1);
    setBusy(true);
    setFailure(null);
    setOutdated(false);
    api.leakScan
      .identify({ text })
      .then(
        (found) => {
          if (question !== asked.current) return;
          setAnswer(found);
          setCount((before) => before + 1);
        },
        (error: unknown) => {
          if (question !== asked.current) return;
          setAnswer(null);
          setFailure(failureOf(error));
        },
      )
      .finally(() => question === asked.current && setBusy(false));
  };
  return { answer, count, busy, failure, outdated: outdated && answer !== null, ask };
}
