import { useCallback, useEffect, useState } from 'react';
import { EVERYTHING } from '../../../../shared/everything.ts';
import { KEY_PAGE } from '../../../../shared/key-choices.ts';
import type { KeyRow } from '../../../../shared/key-row.ts';
import { type Reading, useReading } from '../../../access/useReading.ts';
import { api } from '../../../api.ts';
import { withNewer } from '../../../keys/list/pages.ts';
import { onKeyChange } from '../../../keys/key-changes.ts';

export interface AccountKeys {
  /** Newest first. */
  readonly rows: readonly KeyRow[];
  /** There are others after them. */
  readonly more: boolean;
  readonly expiringSoonDays: number;
}

async function readKeys(accountId: number, pages: number): Promise<AccountKeys> {
  const view = { ...EVERYTHING, owner: { accountId } };
  let page = await api.keys.list({ view, after: null, limit: KEY_PAGE });
  const rows = [...page.rows];
  for (let read = 1; read < pages && page.end !== null; read += 1) {
    page = await api.keys.list({ view, after: page.end, limit: KEY_PAGE });
    rows.push(...page.rows);
  }
  return { rows, more: page.end !== null, expiringSoonDays: page.expiringSoonDays };
}

/** The same after keys were used. */
async function withUses(known: AccountKeys): Promise<AccountKeys> {
  const newer: KeyRow[] = [];
  for (let from = 0; from < known.rows.length; from += KEY_PAGE) {
    const ids = known.rows.slice(from, from + KEY_PAGE).map(({ id }) => id);
    newer.push(...(await api.keys.rows({ ids })).rows);
  }
  return { ...known, rows: withNewer(known.rows, newer) };
}

/** The keys of an account, a page at a time, read again whenever somebody changes one. */
export function useAccountKeys(accountId: number): Reading<AccountKeys> & { readonly showMore: () => void } {
  const [pages, setPages] = useState(1);
  const reading = useReading(
    useCallback(() => readKeys(accountId, pages), [accountId, pages]),
    true,
    withUses,
  );
  const { again } = reading;
  useEffect(() => onKeyChange(() => again()), [again]);
  return { ...reading, showMore: () => setPages((before) => before + 1) };
}
