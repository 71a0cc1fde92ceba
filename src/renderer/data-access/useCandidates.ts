import { useCallback, useEffect, useState } from 'react';
import { type Reading, useReading } from '../access/useReading.ts';
import { ACCOUNT_PAGE, EVERY_ACCOUNT } from '../../shared/account-choices.ts';
import type { AccountRow } from '../../shared/account-row.ts';
import { api } from '../api.ts';

/** As long as somebody pauses between two letters. */
const PAUSE = 200;

interface Candidates {
  readonly rows: readonly AccountRow[];
  /** How many accounts the search has; `rows` are the first ones. */
  readonly total: number;
  /** What they were searched for. */
  readonly search: string;
}

async function readCandidates(search: string, pages: number): Promise<Candidates> {
  const view = { ...EVERY_ACCOUNT, search };
  const rows: AccountRow[] = [];
  let after: number | null = null;
  let total = 0;
  for (let page = 0; page < pages; page += 1) {
    const answer: Awaited<ReturnType<typeof api.accounts.list>> = await api.accounts.list({
      view,
      after,
      limit: ACCOUNT_PAGE,
    });
    rows.push(...answer.rows);
    ({ end: after, total } = answer);
    if (after === null) break;
  }
  return { rows, total, search };
}

interface Search {
  readonly reading: Reading<Candidates>;
  readonly typed: string;
  readonly setTyped: (text: string) => void;
  readonly showMore: () => void;
}

/** Accounts that can be added, searched for a moment after the last letter. */
export function useCandidates(): Search {
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState({ search: '', pages: 1 });
  useEffect(() => {
    const timer = setTimeout(
      () => setAsked((before) => (before.search === typed ? before : { search: typed, pages: 1 })),
      PAUSE,
    );
    return () => clearTimeout(timer);
  }, [typed]);
  const { search, pages } = asked;
  const reading = useReading(useCallback(() => readCandidates(search, pages), [search, pages]));
  return { reading, typed, setTyped, showMore: () => setAsked({ search, pages: pages + 1 }) };
}
