import { EVERYTHING } from '../../../shared/everything.ts';
import { EXPIRATIONS, KEY_COLUMNS, STATUSES } from '../../../shared/key-choices.ts';
import type { KeyView } from '../../../shared/key-view.ts';

/**
 * The choices of a view that survive a restart, each person's own in each tenant. Not the
 * search, which can be anything, and not a slice, whose times mean nothing on another day.
 */

const place = (owner: string): string => `latchkey.keys-view.${owner}`;

/** What a person chose last; whatever cannot be read as a choice counts as not chosen. @param owner see `whose` */
export function readView(owner: string): KeyView {
  let kept: unknown;
  try {
    kept = JSON.parse(window.localStorage.getItem(place(owner)) ?? 'null');
  } catch {
    return EVERYTHING;
  }
  if (typeof kept !== 'object' || kept === null) return EVERYTHING;
  const read = kept as Readonly<Record<string, unknown>>;
  return {
    search: '',
    status: oneOf(STATUSES, read['status']) ?? EVERYTHING.status,
    expiration: oneOf(EXPIRATIONS, read['expiration']) ?? EVERYTHING.expiration,
    owner: ownerOf(read['owner']),
    authorizationGroupId: idOf(read['authorizationGroupId']),
    roleId: idOf(read['roleId']),
    apiSetId: idOf(read['apiSetId']),
    slice: null,
    sort: sortOf(read['sort']),
  };
}

/** Keeps what a person has chosen. */
export function keepView(owner: string, { search: _, slice: _slice, ...choices }: KeyView): void {
  try {
    window.localStorage.setItem(place(owner), JSON.stringify(choices));
  } catch {
    // A full or forbidden storage costs no more than the choice after the next start.
  }
}

const oneOf = <Choice extends string>(choices: readonly Choice[], value: unknown): Choice | undefined =>
  choices.find((choice) => choice === value);

const idOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : null;

function ownerOf(value: unknown): KeyView['owner'] {
  if (value === 'tenant') return value;
  const accountId =
    typeof value === 'object' && value !== null && 'accountId' in value ? value.accountId : null;
  const id = idOf(accountId);
  return id === null ? 'all' : { accountId: id };
}

function sortOf(value: unknown): KeyView['sort'] {
  if (typeof value !== 'object' || value === null || !('column' in value) || !('descending' in value)) {
    return EVERYTHING.sort;
  }
  const column = oneOf(KEY_COLUMNS, value.column);
  return column === undefined || typeof value.descending !== 'boolean'
    ? EVERYTHING.sort
    : { column, descending: value.descending };
}
