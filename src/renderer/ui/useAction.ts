import { useState } from 'react';
import type { Failure } from '../../shared/rpc.ts';
import { failureOf } from '../api.ts';

interface Action {
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** Does one thing at a time; a failure stays in the dialog. */
  readonly run: (act: () => Promise<void>) => void;
}

/** One thing that is done at a time, by a dialog or a button. */
export function useAction(): Action {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const attempt = async (act: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await act();
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, run: (act) => void attempt(act) };
}
