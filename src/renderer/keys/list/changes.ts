import { EVERYTHING } from '../../../shared/everything.ts';
import { KEY_PAGE } from '../../../shared/key-choices.ts';
import type { KeyRow } from '../../../shared/key-row.ts';
import type { KeyView } from '../../../shared/key-view.ts';
import { onEvent } from '../../api.ts';
import { useSession, whose } from '../../app/session.ts';
import { type KeyChange, onKeyChange } from '../key-changes.ts';
import { indexOf, withFirst, withoutRow, withRow } from './pages.ts';
import { forget, isReading, refresh, refreshUses, show } from './reader.ts';
import { forgetRemoved } from './selection.ts';
import { unread, useKeys } from './state.ts';

/** Keeps the list true to what happens to keys: here, in another window, or on the command line. */

const BETWEEN_REFRESHES = 1000;
/** Uses come every second, for hours: rows that jump that often cannot be read, and counting them all costs. */
const BETWEEN_REORDERS = 10_000;
const { getState, setState } = useKeys;

let onScreen = false;
let outdated = false;
let timer: ReturnType<typeof setTimeout> | undefined;
/** When the timer is due, epoch milliseconds. */
let timerAt = 0;
let refreshedAt = 0;

/** Reads the list or brings it up to date, and keeps it so until the returned function is called. */
export function openList(): () => void {
  onScreen = true;
  const { usage, view, pasted, reading } = getState();
  if (usage === null && !reading) show(view, pasted);
  else if (outdated) refreshSoon();
  return () => {
    onScreen = false;
  };
}

/** Refreshes the list: for a change of this window at once, for others not more often than they matter. */
function refreshSoon(own = false, between = BETWEEN_REFRESHES): void {
  outdated = true;
  // While locked nothing may be asked.
  if (!onScreen || !isUnlocked()) return;
  const due = own ? 0 : refreshedAt + between;
  if (timer !== undefined && due >= timerAt) return;
  clearTimeout(timer);
  timerAt = due;
  timer = setTimeout(
    () => {
      timer = undefined;
      if (!onScreen || !isUnlocked()) return;
      refreshedAt = Date.now();
      outdated = false;
      void refresh();
      void forgetRemoved();
    },
    Math.max(0, due - Date.now()),
  );
}

const isUnlocked = (): boolean => useSession.getState().state?.status === 'signed-in';

onEvent('store-changed', () => refreshSoon());

/** An endpoint has written down uses: they change rows in their places, and the order where it is that of last use. */
onEvent('keys-used', () => {
  if (getState().view.sort.column === 'last-used') refreshSoon(false, BETWEEN_REORDERS);
  // Unlocked or opened again, the list is as it was left, its uses too.
  if (!onScreen || !isUnlocked()) outdated = true;
  else void refreshUses();
});

useSession.subscribe(({ state }, before) => {
  if (whose(state) === whose(before.state)) {
    if (outdated && state?.status === 'signed-in') refreshSoon();
    return;
  }
  clearTimeout(timer);
  timer = undefined;
  outdated = false;
  forget();
  setState(unread(whose(state)), true);
});

onKeyChange((change) => {
  const { usage, reading, view, pasted } = getState();
  // The first page of a view, and every other one, may be on its way with what was before.
  if (reading) {
    show(view, pasted);
    return;
  }
  if (usage === null) return;
  if (change.type !== 'many') setState({ usage: change.usage });
  apply(change);
  if (isReading()) refreshSoon(true);
});

function apply(change: KeyChange): void {
  const { view, total } = getState();
  switch (change.type) {
    case 'many':
      refreshSoon(true);
      return;
    case 'removed':
      remove(change.id);
      return;
    case 'generated':
    case 'restored':
    case 'changed':
      if (indexOf(getState().pages, change.row.id) >= 0) replace(change.row);
      else if (change.type === 'generated') addFirst(change.row);
      else if (change.type === 'restored') setState(({ all }) => ({ all: all + 1 }));
  }
  // Where a change may have moved the key, or the pages after it, only the store knows what follows.
  const isLong = total === null || total >= KEY_PAGE;
  const isNew = change.type === 'generated' && isLong;
  if (isNew || change.type === 'restored' || !isPlain(view)) refreshSoon(true);
}

function replace(row: KeyRow): void {
  setState(({ pages }) => ({ pages: withRow(pages, row) }));
}

function remove(id: number): void {
  const isLong = (getState().total ?? Infinity) > KEY_PAGE;
  setState(({ pages, total, all }) => {
    const shown = indexOf(pages, id) >= 0;
    return {
      pages: withoutRow(pages, id),
      total: shown && total !== null ? total - 1 : total,
      all: Math.max(0, all - 1),
    };
  });
  if (isLong) refreshSoon(true);
}

function addFirst(row: KeyRow): void {
  setState(({ pages, total, all, view }) =>
    isPlain(view)
      ? { pages: withFirst(pages, row), total: total === null ? null : total + 1, all: all + 1 }
      : { all: all + 1 },
  );
}

/** True when a new key stands on top of the view, and a change moves none. */
const isPlain = (view: KeyView): boolean => JSON.stringify(view) === JSON.stringify(EVERYTHING);
