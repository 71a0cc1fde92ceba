import { useEffect, useState } from 'react';
import { msg, t } from '../../shared/language/t.ts';
import { api, onEvent } from '../api.ts';
import { inputOf, type Question, questionText } from './question.ts';
import type { Answered } from './Result.tsx';
import type { HeldSecret } from './useHeldSecret.ts';

const FORM_CHANGED = msg('This answers the question before your changes. Simulate again.');
const STORE_CHANGED = msg(
  'Something in Latchkey was changed since. Simulate again to see whether this is still the answer.',
);

interface Simulated {
  readonly answered: Answered | null;
  /** How many answers there have been. */
  readonly count: number;
  /** Why the answer is none to what the form says now, or `null`. */
  readonly outdated: string | null;
  readonly ask: (asked: Question) => Promise<void>;
}

/** Asks, and knows whether the answer still belongs to what the form says. */
export function useSimulation(now: Question, held: HeldSecret): Simulated {
  const [last, setLast] = useState<{ readonly answered: Answered; readonly of: string } | null>(null);
  const [count, setCount] = useState(0);
  const [changed, setChanged] = useState(false);
  useEffect(() => onEvent('store-changed', () => setChanged(true)), []);

  const nameOf = (asked: Question) => JSON.stringify([asked, held.version]);
  const ask = async (asked: Question) => {
    const of = nameOf(asked);
    setChanged(false);
    const input = inputOf(asked, held.text());
    const simulation = await api.verification.explain(input);
    setLast({ answered: { simulation, asked: questionText(asked), timeNamed: input.time !== null }, of });
    setCount((before) => before + 1);
  };
  const outdated =
    last === null ? null : nameOf(now) !== last.of ? FORM_CHANGED : changed ? STORE_CHANGED : null;
  return { answered: last?.answered ?? null, count, outdated: outdated === null ? null : t(outdated), ask };
}
