import { useCallback, useEffect, useRef, useState } from 'react';
import { ACCOUNT_PAGE } from '../../../shared/account-choices.ts';
import type { AccountRow } from '../../../shared/account-row.ts';
import type { AccountView } from '../../../shared/accounts.ts';
import type { Failure } from '../../../shared/rpc.ts';
import { type Reading, useReading } from '../../access/useReading.ts';
import { api, failureOf } from '../../api.ts';
import { onKeyChange } from '../../keys/key-changes.ts';
import { onAccountChange } from '../account-changes.ts';

interface Accounts {
  readonly rows: readonly AccountRow[];
  /** Where the next page begins; `null` when all are there. */
  readonly end: number | null;
  readonly total: number;
  readonly all: number;
}

export interface AccountList extends Reading<Accounts> {
  readonly more: {
    readonly busy: boolean;
    readonly failure: Failure | null;
    readonly show: () => void;
  };
}

const page = (view: AccountView, after: number | null): Promise<Accounts> =>
  api.accounts.list({ view, after, limit: ACCOUNT_PAGE });

/** From the first one on, page by page, until there are as many as wanted. */
async function readAccounts(view: AccountView, wanted: number): Promise<Accounts> {
  let accounts = await page(view, null);
  while (accounts.rows.length < wanted && accounts.end !== null) {
    const next = await page(view, accounts.end);
    accounts = { ...next, rows: [...accounts.rows, ...next.rows] };
  }
  return accounts;
}

/** The accounts of a view as far as somebody has looked, read again with every change. */
export function useAccountList(view: AccountView): AccountList {
  const wanted = useRef({ view, rows: ACCOUNT_PAGE });
  const read = useCallback(() => {
    if (wanted.current.view !== view) wanted.current = { view, rows: ACCOUNT_PAGE };
    return readAccounts(view, wanted.current.rows);
  }, [view]);
  const reading = useReading(read);
  const { again } = reading;
  /** What was added to what was read; of no use as soon as that was read again. */
  const [added, setAdded] = useState<{ readonly to: Accounts; readonly accounts: Accounts } | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  useEffect(() => onAccountChange(again), [again]);
  useEffect(() => onKeyChange(again), [again]);

  const { value: first } = reading;
  const value = added !== null && added.to === first ? added.accounts : first;
  const show = async () => {
    if (busy || first === null || value === null || value.end === null) return;
    setBusy(true);
    setFailure(null);
    try {
      const next = await page(view, value.end);
      const rows = [...value.rows, ...next.rows];
      wanted.current = { view, rows: rows.length };
      setAdded({ to: first, accounts: { ...next, rows } });
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  return { ...reading, value, more: { busy, failure, show: () => void show() } };
}
