import { create } from 'zustand';
import type { KeyRow, KeyUsage } from '../../shared/keys.ts';
import type { Failure } from '../../shared/rpc.ts';
import { api, failureOf } from '../api.ts';
import { useSession } from '../app/session.ts';

const PAGE = 50;

interface KeysStore {
  readonly rows: readonly KeyRow[];
  /** All keys that the list would show. */
  readonly total: number;
  /** `null` until the first answer. */
  readonly usage: KeyUsage | null;
  readonly expiringSoonDays: number;
  readonly loading: boolean;
  readonly failure: Failure | null;
  /** The key that was just generated, while its row is marked. */
  readonly freshId: number | null;
}

const EMPTY: KeysStore = {
  rows: [],
  total: 0,
  usage: null,
  expiringSoonDays: 0,
  loading: false,
  failure: null,
  freshId: null,
};

/** The list as far as it was read. It never holds a secret. */
export const useKeys = create<KeysStore>()(() => EMPTY);
const { getState, setState } = useKeys;

useSession.subscribe(({ state }) => {
  if (state?.status !== 'signed-in' && state?.status !== 'locked') setState(EMPTY, true);
});

/** Reads the page after the last row that is known; the first one at the beginning. Does nothing while reading. */
export async function loadMore(): Promise<void> {
  const { rows, loading, usage } = getState();
  if (loading || (usage !== null && rows.length >= getState().total)) return;
  setState({ loading: true, failure: null });
  const last = rows.at(-1);
  try {
    const page = await api.keys.list({
      limit: PAGE,
      ...(last && { after: { createdAt: last.createdAt, id: last.id } }),
    });
    setState((now) => {
      const known = new Set(now.rows.map(({ id }) => id));
      const rows = [...now.rows, ...page.rows.filter(({ id }) => !known.has(id))];
      // A short page is the end, whatever the count says.
      const total = page.rows.length < PAGE ? rows.length : page.total;
      return { rows, total, usage: page.usage, expiringSoonDays: page.expiringSoonDays, loading: false };
    });
  } catch (error) {
    setState({ loading: false, failure: failureOf(error) });
  }
}

/** Puts a generated key on top, without reading the list again. */
export function addGenerated(row: KeyRow, usage: KeyUsage): void {
  // Not read yet: the first page will bring it.
  if (getState().usage === null) return;
  setState(({ rows, total }) => ({ rows: [row, ...rows], total: total + 1, usage }));
}

export const markFresh = (freshId: number | null): void => setState({ freshId });
