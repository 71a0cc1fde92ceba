import { useState } from 'react';
import type { LeftKey } from '../../../shared/accounts.ts';
import type { Failure } from '../../../shared/rpc.ts';
import { failureOf } from '../../api.ts';
import { type Revocation, type Revoked, revokeKeys } from './revoke-keys.ts';

export type Step =
  | { readonly type: 'asking'; readonly busy: boolean; readonly failure: Failure | null }
  | { readonly type: 'revoking'; readonly done: number; readonly of: number }
  /** The account is done with, and some keys could not be revoked. */
  | { readonly type: 'left'; readonly result: Revoked };

export interface Wish {
  /** Does it to the account; the sentence that says so. */
  readonly act: () => Promise<string>;
  /** The keys to revoke after that, and for how long. */
  readonly keys: readonly LeftKey[];
  readonly how: Revocation;
}

export interface Leaving {
  readonly step: Step;
  /** What was done to the account, once it was. */
  readonly said: string;
  readonly start: (wish: Wish) => void;
  /** Revokes those again that could not be revoked. */
  readonly tryAgain: () => void;
}

const ASKING: Step = { type: 'asking', busy: false, failure: null };

/**
 * Shuts an account out or lets it in, and then revokes what was ticked: in this order, so that no key is revoked for an
 * account that stays.
 * @param onDone when all of it is done
 */
export function useLeaving(onDone: (said: string, revoked: number, how: Revocation) => void): Leaving {
  const [step, setStep] = useState<Step>(ASKING);
  const [said, setSaid] = useState('');
  const [wish, setWish] = useState<Wish | null>(null);
  const [before, setBefore] = useState(0);

  const revoke = async ({ keys, how }: Wish, sentence: string, already: number) => {
    setStep({ type: 'revoking', done: 0, of: keys.length });
    const result = await revokeKeys(keys, how, (done) =>
      setStep({ type: 'revoking', done, of: keys.length }),
    );
    const revoked = already + result.done;
    setBefore(revoked);
    if (result.refused.length === 0) onDone(sentence, revoked, how);
    else setStep({ type: 'left', result: { ...result, done: revoked } });
  };

  const start = async (next: Wish) => {
    if (step.type !== 'asking' || step.busy) return;
    setWish(next);
    setStep({ type: 'asking', busy: true, failure: null });
    let sentence: string;
    try {
      sentence = await next.act();
    } catch (error) {
      setStep({ type: 'asking', busy: false, failure: failureOf(error) });
      return;
    }
    setSaid(sentence);
    if (next.keys.length === 0) onDone(sentence, 0, next.how);
    else await revoke(next, sentence, 0);
  };

  const tryAgain = async () => {
    if (step.type !== 'left' || wish === null) return;
    const ids = new Set(step.result.refused.map(({ id }) => id));
    await revoke({ ...wish, keys: wish.keys.filter(({ id }) => ids.has(id)) }, said, before);
  };
  return { step, said, start: (next) => void start(next), tryAgain: () => void tryAgain() };
}
