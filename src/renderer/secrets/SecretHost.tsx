import { createContext, type ReactNode, use, useCallback, useEffect, useState } from 'react';
import type { Failure } from '../../shared/rpc.ts';
import type { PendingSecret } from '../../shared/secrets.ts';
import { api, failureOf } from '../api.ts';
import { forgetCloseRequest, useSession } from '../app/session.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { NewRecoveryCodes, RecoveryCodes } from './RecoveryCodes.tsx';
import { SecretOnce } from './SecretOnce.tsx';

type Show = (secret: PendingSecret, whenGone: () => void) => void;

const ShowSecret = createContext<Show>(() => {
  throw new Error('There is no SecretHost above this screen');
});

/** Opens the Save window over the current screen; `whenGone` runs after it has closed. */
export const useShowSecret = (): Show => use(ShowSecret);

interface Props {
  readonly locked: boolean;
  readonly children: ReactNode;
}

interface Waiting extends PendingSecret {
  /** It was made on a screen, which stays below it. */
  readonly over?: boolean;
  readonly whenGone?: () => void;
}

/**
 * Shows what must be saved before anything else, one at a time. The main process holds these until they are
 * released, so that this can ask for them again after a reload, a sign-in or a lock; a lock takes them off the page.
 */
export function SecretHost({ locked, children }: Props) {
  const [waiting, setWaiting] = useState<readonly Waiting[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [wasLocked, setWasLocked] = useState(locked);
  const closeAskedFor = useSession((store) => store.closeAskedFor);
  const change = (id: string, to: (secret: Waiting) => readonly Waiting[]) =>
    setWaiting((before) => before?.flatMap((one) => (one.id === id ? to(one) : [one])) ?? null);

  if (locked !== wasLocked) {
    setWasLocked(locked);
    if (locked) setWaiting(waiting?.map((secret) => ({ ...secret, text: '' })) ?? null);
  }
  useEffect(() => {
    if (locked) return;
    let current = true;
    api.secrets.pending(undefined).then(
      (pending) => {
        if (!current) return;
        setWaiting((before) => {
          const known = new Map(before?.map((one) => [one.id, one]));
          return pending.map((secret) => ({ ...known.get(secret.id), ...secret }));
        });
      },
      (error: unknown) => {
        if (!current) return;
        setFailure(failureOf(error));
        setWaiting((before) => before ?? []);
      },
    );
    return () => {
      current = false;
    };
  }, [locked]);

  const show = useCallback<Show>((secret, whenGone) => {
    setWaiting((before) => [...(before ?? []), { ...secret, over: true, whenGone }]);
  }, []);

  if (waiting === null) return null;
  const first = waiting[0];
  // Without text: while locked, and until the main process has answered after that.
  const secret = first?.text === '' ? undefined : first;
  const common = secret && {
    secret,
    closing: closeAskedFor !== null,
    onSaved: () => change(secret.id, (one) => [{ ...one, saved: true }]),
    onGone: () => {
      change(secret.id, () => []);
      forgetCloseRequest();
      secret.whenGone?.();
    },
  };
  if (first?.kind === 'recovery-codes' && first.over !== true) {
    return common ? <RecoveryCodes key={first.id} {...common} /> : null;
  }
  const Window = first?.kind === 'recovery-codes' ? NewRecoveryCodes : SecretOnce;
  return (
    <ShowSecret value={show}>
      <FailureAlert failure={failure} />
      {children}
      {common && <Window key={common.secret.id} {...common} />}
    </ShowSecret>
  );
}
