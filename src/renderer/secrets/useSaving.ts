import { useState } from 'react';
import type { Failure } from '../../shared/rpc.ts';
import type { PendingSecret } from '../../shared/secrets.ts';
import { api, failureOf } from '../api.ts';
import { forgetCloseRequest } from '../app/session.ts';

/** What both windows that show something once are given. */
export interface SecretProps {
  readonly secret: PendingSecret;
  /** True while the person waits for the window to close. */
  readonly closing: boolean;
  readonly onSaved: () => void;
  readonly onGone: () => void;
}

interface Saving {
  /** What happened, for people. */
  readonly result: string;
  readonly failure: Failure | null;
  readonly busy: boolean;
  readonly copy: () => void;
  readonly download: () => void;
  /** Lets the secret go; `loseIt` when the person has confirmed that it may be lost. */
  readonly release: (loseIt: boolean) => void;
}

/** The three things that can be done with something that is shown once. */
export function useSaving({ secret: { id }, closing, onSaved, onGone }: SecretProps): Saving {
  const [result, setResult] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);

  const attempt = async (action: () => Promise<void>) => {
    setBusy(true);
    setFailure(null);
    setResult('');
    try {
      await action();
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  const copy = async () => {
    const { clearedAfterSeconds } = await api.secrets.copy({ id });
    onSaved();
    forgetCloseRequest();
    setResult(`Copied. The clipboard is cleared in ${clearedAfterSeconds} s.`);
  };
  const download = async () => {
    const { path } = await api.secrets.download({ id });
    if (path === null) {
      setResult('Not downloaded: no place was chosen.');
      return;
    }
    onSaved();
    forgetCloseRequest();
    setResult(`Saved to ${path}`);
  };
  const release = async (loseIt: boolean) => {
    await api.secrets.release({ id, loseIt });
    onGone();
    if (closing) window.close();
  };
  return {
    result,
    failure,
    busy,
    copy: () => void attempt(copy),
    download: () => void attempt(download),
    release: (loseIt) => void attempt(() => release(loseIt)),
  };
}
