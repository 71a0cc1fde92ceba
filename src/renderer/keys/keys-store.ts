import { create } from 'zustand';
import type { KeyRow, KeyUsage } from '../../shared/keys.ts';
import type { Failure } from '../../shared/rpc.ts';
import type { SessionState } from '../../shared/session.ts';
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

/** Goes up whenever the list changes hands or course; an answer to a question of before is dropped. */
let generation = 0;

const whose = (state: SessionState | null): number | null =>
  state?.status === 'signed-in' || state?.status === 'locked' ? state.administrator.accountId : null;

useSession.subscribe(({ state }, before) => {
  if (whose(state) === whose(before.state)) return;
  generation += 1;
  setState(EMPTY, true);
});

/** Reads the page after the last row that is known; the first one at the beginning. Does nothing while reading. */
export async function loadMore(): Promise<void> {
  const { rows, loading, usage } = getState();
  if (loading || (usage !== null && rows.length >= getState().total)) return;
  const asked = generation;
  setState({ loading: true, failure: null });
  const last = rows.at(-1);
  try {
    const page = await api.keys.list({
      limit: PAGE,
      ...(last && { after: { createdAt: last.createdAt, id: last.id } }),
    });
    if (asked !== generation) return;
    setState((now) => {
      const known = new Set(now.rows.map(({ id }) => id));
      const rows = [...now.rows, ...page.rows.filter(({ id }) => !known.has(id))];
      // A short page is the end, whatever the count says.
      const total = page.rows.length < PAGE ? rows.length : page.total;
      return { rows, total, usage: page.usage, expiringSoonDays: page.expiringSoonDays, loading: false };
    });
  } catch (error) {
    if (asked === generation) setState({ loading: false, failure: failureOf(error) });
  }
}

/**
 * Puts a generated key on top, without reading the list again. Made before the key is asked for: by the time it is
 * generated, somebody else may have signed in.
 */
export function generatedKeyAdder(): (row: KeyRow, usage: KeyUsage) => void {
  const owner = whose(useSession.getState().state);
  return (row, usage) => {
    if (owner === whose(useSession.getState().state)) addGenerated(row, usage);
  };
}

function addGenerated(row: KeyRow, usage: KeyUsage): void {
  // A page that is being read may have been counted without it: whoever shows the list asks again.
  generation += 1;
  setState((now) => {
    // Not read yet: the first page will bring it.
    if (now.usage === null) return EMPTY;
    const others = now.rows.filter(({ id }) => id !== row.id);
    const total = others.length < now.rows.length ? now.total : now.total + 1;
    return { rows: [row, ...others], total, usage, loading: false };
  });
}

export const markFresh = (freshId: number | null): void => setState({ freshId });
