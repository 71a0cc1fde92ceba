import { useRef, useState } from 'react';
import { t } from '../../shared/language/t.ts';
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

export interface Saving {
  readonly saved: boolean;
  /** What happened or is happening, for people. */
  readonly result: string;
  readonly failure: Failure | null;
  /** One thing at a time: whatever is asked for meanwhile is ignored. */
  readonly busy: boolean;
  readonly copy: () => void;
  readonly download: () => void;
  /** Lets the secret go; `loseIt` when the person has confirmed that it may be lost. */
  readonly release: (loseIt: boolean) => void;
  /** Lets it go when it was saved, and asks otherwise. */
  readonly close: () => void;
  /** True while the person is asked whether it may be lost. */
  readonly asking: boolean;
  readonly goBack: () => void;
}

/** What can be done with something that is shown once. */
export function useSaving({ secret: { id, saved }, closing, onSaved, onGone }: SecretProps): Saving {
  const [result, setResult] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const [closeAsked, setCloseAsked] = useState(false);
  // Two clicks may come before the next render; a second download would open a second dialog.
  const running = useRef(false);

  const attempt = async (action: () => Promise<void>) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setFailure(null);
    setResult('');
    try {
      await action();
    } catch (error) {
      setResult('');
      setFailure(failureOf(error));
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  const copy = async () => {
    const { clearedAfterSeconds } = await api.secrets.copy({ id });
    onSaved();
    forgetCloseRequest();
    setResult(t('Copied. The clipboard is cleared in {clearedAfterSeconds} s.', { clearedAfterSeconds }));
  };
  const download = async () => {
    setResult(t('Choose a place for the file…'));
    const { path } = await api.secrets.download({ id });
    if (path === null) {
      setResult(t('Not downloaded: no place was chosen.'));
      return;
    }
    onSaved();
    forgetCloseRequest();
    setResult(t('Saved to {path}', { path }));
  };
  const release = (loseIt: boolean) =>
    void attempt(async () => {
      await api.secrets.release({ id, loseIt });
      onGone();
      if (closing) window.close();
    });
  return {
    saved,
    result,
    failure,
    busy,
    copy: () => void attempt(copy),
    download: () => void attempt(download),
    release,
    close: () => (saved ? release(false) : setCloseAsked(true)),
    asking: !saved && (closeAsked || closing),
    goBack: () => {
      setCloseAsked(false);
      forgetCloseRequest();
    },
  };
}
