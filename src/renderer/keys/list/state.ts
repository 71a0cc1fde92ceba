import { create } from 'zustand';
import { EVERYTHING } from '../../../shared/everything.ts';
import type { KeyUsage } from '../../../shared/key-row.ts';
import type { KeyView } from '../../../shared/key-view.ts';
import type { Failure } from '../../../shared/rpc.ts';
import { useSession, whose } from '../../app/session.ts';
import { readView } from './kept-view.ts';
import type { Pages } from './pages.ts';

/** What is known of a key that was pasted whole. Of the key itself only the hint is kept. */
export interface PastedKey {
  readonly hint: string;
  readonly found: 'current' | 'previous' | 'removed' | 'unknown' | 'malformed' | 'failed';
  readonly id: number | null;
  readonly name: string | null;
  /** Why it could not be looked for. */
  readonly failure: Failure | null;
}

export interface KeysStore {
  readonly view: KeyView;
  readonly pasted: PastedKey | null;
  readonly pages: Pages;
  /** Goes up with every other view: whoever shows the list begins at its top again. */
  readonly epoch: number;
  /** How many keys the view shows; `null` until they were counted. */
  readonly total: number | null;
  /** Keys of the tenant, whatever the view. */
  readonly all: number;
  /** `null` until the first answer. */
  readonly usage: KeyUsage | null;
  readonly expiringSoonDays: number;
  /** The first page of a view is being read; `pages` still has those of the one before. */
  readonly reading: boolean;
  /** Why something of the view could not be read. */
  readonly failure: Failure | null;
  /** The key that was just generated, while its row is marked. */
  readonly freshId: number | null;
}

/** A list of which nothing was read, with what this person chose last in this tenant. */
export function unread(owner: string | null): KeysStore {
  return {
    view: owner === null ? EVERYTHING : readView(owner),
    pasted: null,
    pages: new Map(),
    epoch: 0,
    total: null,
    all: 0,
    usage: null,
    expiringSoonDays: 0,
    reading: false,
    failure: null,
    freshId: null,
  };
}

/** The list as far as it was read. It never holds a secret. */
export const useKeys = create<KeysStore>()(() => unread(whose(useSession.getState().state)));

/** Rows that a list has room for before its keys are counted: those read, and some that are to come. */
export function roomFor({ total, pages }: Pick<KeysStore, 'total' | 'pages'>): number {
  if (total !== null) return total;
  let read = 0;
  for (let page = 0; pages.has(page); page += 1) read += pages.get(page)?.length ?? 0;
  return read + YET_TO_COME;
}
const YET_TO_COME = 12;

/** Whether a pasted key has a row in the list. */
export const hasRow = (pasted: PastedKey): boolean =>
  pasted.found === 'current' || pasted.found === 'previous';

/** Whether a view leaves keys out. */
export const isFiltered = ({ sort: _, ...filters }: KeyView): boolean =>
  JSON.stringify(filters) !== NO_FILTERS;
const { sort: _, ...NOTHING_CHOSEN } = EVERYTHING;
const NO_FILTERS = JSON.stringify(NOTHING_CHOSEN);
