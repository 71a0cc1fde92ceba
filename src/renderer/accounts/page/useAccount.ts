import { useCallback, useEffect } from 'react';
import type { AccountDetails } from '../../../shared/account-row.ts';
import { type Reading, useReading } from '../../access/useReading.ts';
import { api } from '../../api.ts';
import { onKeyChange } from '../../keys/key-changes.ts';

/** An account, read again whenever somebody changes something; its page counts its keys too. */
export function useAccount(id: number): Reading<AccountDetails> {
  const reading = useReading(useCallback(() => api.accounts.get({ id }), [id]));
  const { again } = reading;
  useEffect(() => onKeyChange(() => again()), [again]);
  return reading;
}
