/** Which entries of a list are picked, and where its cursor is; the entries themselves belong to the list. */
export interface Pick {
  readonly picked: ReadonlySet<number>;
  /** The entry that the keyboard acts on. */
  readonly active: number | null;
  /** Where a range begins that Shift extends. */
  readonly anchor: number | null;
}

export const NOTHING_PICKED: Pick = { picked: new Set(), active: null, anchor: null };

const only = (id: number): Pick => ({ picked: new Set([id]), active: id, anchor: id });

function toggled({ picked }: Pick, id: number): Pick {
  const next = new Set(picked);
  if (!next.delete(id)) next.add(id);
  return { picked: next, active: id, anchor: id };
}

/** Everything from the anchor to `id`, and nothing else. */
function extended(ids: readonly number[], pick: Pick, id: number): Pick {
  const anchor = pick.anchor !== null && ids.includes(pick.anchor) ? pick.anchor : id;
  const [from = 0, to = 0] = [ids.indexOf(anchor), ids.indexOf(id)].toSorted((one, other) => one - other);
  return { picked: new Set(ids.slice(from, to + 1)), active: id, anchor };
}

interface Modifiers {
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/** A click picks one; with Ctrl one more or one less; with Shift a range. */
export function clicked(ids: readonly number[], pick: Pick, id: number, keys: Modifiers): Pick {
  if (keys.shiftKey) return extended(ids, pick, id);
  return keys.ctrlKey || keys.metaKey ? toggled(pick, id) : only(id);
}

/** Where a key leads from an entry of a list with this many, or `null` when it leads nowhere. */
function target(key: string, from: number, count: number): number | null {
  if (key === 'ArrowDown') return Math.min(from + 1, count - 1);
  if (key === 'ArrowUp') return Math.max(from < 0 ? 0 : from - 1, 0);
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return null;
}

/**
 * What a key does: arrows, Home and End move and pick, with Shift a range, with Ctrl they only move; Space picks one
 * more or one less, Ctrl+A all. `null`: the key means nothing here.
 */
export function pressed(ids: readonly number[], pick: Pick, key: string, keys: Modifiers): Pick | null {
  const ctrl = keys.ctrlKey || keys.metaKey;
  if (ids.length === 0) return null;
  if (ctrl && key.toLowerCase() === 'a')
    return { ...pick, picked: new Set(ids), active: pick.active ?? ids[0] ?? null };
  if (key === ' ') return pick.active === null ? null : toggled(pick, pick.active);
  const from = pick.active === null ? -1 : ids.indexOf(pick.active);
  const id = ids[target(key, from, ids.length) ?? -1];
  if (id === undefined) return null;
  if (keys.shiftKey) return extended(ids, { ...pick, anchor: pick.anchor ?? pick.active ?? id }, id);
  return ctrl ? { ...pick, active: id } : only(id);
}

/** The entry whose name begins with what is being typed, after the active one and then from the top. */
export function typedAhead(
  entries: readonly { readonly id: number; readonly name: string }[],
  active: number | null,
  typed: string,
): Pick | null {
  const from = entries.findIndex(({ id }) => id === active);
  // With one letter on to the next one, with more stay on it while it still fits.
  const start = typed.length > 1 ? Math.max(from, 0) : from + 1;
  const order = [...entries.slice(start), ...entries.slice(0, start)];
  const found = order.find(({ name }) => name.toLowerCase().startsWith(typed.toLowerCase()));
  return found ? only(found.id) : null;
}

/** Entries that have gone from the list are picked no longer. */
export function within(ids: readonly number[], pick: Pick): Pick {
  const there = new Set(ids);
  return {
    picked: new Set([...pick.picked].filter((id) => there.has(id))),
    active: pick.active !== null && there.has(pick.active) ? pick.active : null,
    anchor: pick.anchor !== null && there.has(pick.anchor) ? pick.anchor : null,
  };
}
