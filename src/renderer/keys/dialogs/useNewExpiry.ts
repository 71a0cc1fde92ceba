import { useState } from 'react';
import type { KeyRow } from '../../../shared/key-row.ts';
import { t } from '../../../shared/language/t.ts';
import { endOfDay, expiryProblem, readDay } from '../generate/expiry-date.ts';
import { useValidityDays } from '../generate/useValidityDays.ts';
import { validityProblem, validUntil } from '../generate/validity.ts';
import type { NewExpiry } from './rotation.ts';

/** What a rotation does to the expiry: a tenant's key may get a date, an account's key a number of days from now. */
export function useNewExpiry({ owner, expiresAt }: Pick<KeyRow, 'owner' | 'expiresAt'>, now: number) {
  const expired = expiresAt !== null && expiresAt <= now;
  const fresh = owner === null ? 'date' : 'days';
  const usualDays = useValidityDays(owner !== null);
  // An account's key was given its days when it was generated, and gets as many again.
  const [choice, setChoice] = useState<NewExpiry>(
    expired || (owner !== null && expiresAt !== null) ? fresh : 'keep',
  );
  const [date, setDate] = useState('');
  const [typedDays, setDays] = useState<number | string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const days = typedDays ?? usualDays;
  const day = readDay(date);

  /** The new expiry at a moment; `null` for never, and for what cannot be read. */
  const endAt = (time: number): number | null => {
    if (choice === 'keep') return expiresAt;
    if (choice === 'date') return day === null ? null : endOfDay(day);
    return choice === 'days' && validityProblem(days) === null ? validUntil(days, time) : null;
  };
  const problemOf = (): string | null => {
    if (choice === 'date') return date.trim() === '' ? t('Choose a date.') : expiryProblem(date, Date.now());
    return choice === 'days' ? validityProblem(days) : null;
  };
  return {
    expired,
    fresh,
    choice,
    choose: setChoice,
    date,
    setDate: (text: string) => {
      setDate(text);
      setProblem(null);
    },
    days,
    setDays: (typed: number | string) => {
      setDays(typed);
      setProblem(null);
    },
    problem,
    endAt,
    /** False when something typed is wrong, which is then said and has the focus. */
    check: (): boolean => {
      const found = problemOf();
      setProblem(found);
      if (found === null) return true;
      const field = choice === 'days' ? 'validityDays' : 'expiration';
      document.querySelector<HTMLElement>(`[role="dialog"] [data-path="${field}"]`)?.focus();
      return false;
    },
  } as const;
}
