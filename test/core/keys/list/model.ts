import type { KeyView } from '../../../../src/shared/key-view.ts';
import { expiryState } from '../../../../src/shared/expiry.ts';
import { comparable } from '../../../../src/shared/text.ts';

/** The list as one would write it with all keys in memory: what the store must agree with. */

export interface ModelKey {
  readonly id: number;
  readonly tenantId: number;
  readonly name: string;
  readonly description: string;
  readonly hint: string;
  readonly owner: { readonly id: number; readonly username: string } | null;
  readonly group: { readonly id: number; readonly name: string } | null;
  readonly revocation: 'until-reinstated' | 'permanent' | null;
  readonly expiresAt: number | null;
  readonly lastUsedAt: number | null;
  readonly createdAt: number;
  readonly rotatedAt: number | null;
  readonly removed: boolean;
  readonly roleIds: readonly number[];
  readonly apiSetIds: readonly number[];
}

export const EXPIRING_SOON_DAYS = 14;

/** The ids of the keys that a view shows, in its order. */
export function listed(keys: readonly ModelKey[], tenantId: number, view: KeyView, now: number): number[] {
  const order = (one: ModelKey, other: ModelKey) => {
    for (const [index, value] of place(one, view).entries()) {
      const difference = compare(value, place(other, view)[index] ?? null);
      if (difference !== 0) return view.sort.descending ? -difference : difference;
    }
    return 0;
  };
  return keys
    .filter((key) => key.tenantId === tenantId && !key.removed && isShown(key, view, now))
    .sort(order)
    .map(({ id }) => id);
}

function isShown(key: ModelKey, view: KeyView, now: number): boolean {
  const { owner, search } = view;
  return (
    (view.status === 'all' || (view.status === 'active') === (key.revocation === null)) &&
    (view.expiration === 'all' || expiryState(key.expiresAt, now, EXPIRING_SOON_DAYS) === view.expiration) &&
    (owner === 'all' || (owner === 'tenant' ? key.owner === null : key.owner?.id === owner.accountId)) &&
    (view.authorizationGroupId === null || key.group?.id === view.authorizationGroupId) &&
    (view.roleId === null || key.roleIds.includes(view.roleId)) &&
    (view.apiSetId === null || key.apiSetIds.includes(view.apiSetId)) &&
    isInSlice(key, view.slice) &&
    isFound(key, search)
  );
}

function isInSlice(key: ModelKey, slice: KeyView['slice']): boolean {
  if (slice === null) return true;
  if (slice.by === 'never-used') return key.lastUsedAt === null;
  const moment = slice.by === 'expiry' ? key.expiresAt : (key.rotatedAt ?? key.createdAt);
  return moment !== null && moment > (slice.after ?? -1) && moment <= (slice.until ?? Infinity);
}

function isFound(key: ModelKey, search: string): boolean {
  const text = comparable(search);
  if (text === '') return true;
  // Half a character is in no text, though JavaScript finds it in the half of an emoji.
  if (!text.isWellFormed()) return false;
  if (/^#\d{1,15}$/.test(text)) return key.id === Number(text.slice(1));
  if (/^\d{1,15}$/.test(text) && key.id === Number(text)) return true;
  if ([...text].length < 3) return comparable(key.name).startsWith(text);
  return [key.name, key.description, key.owner?.username ?? '', key.hint].some((field) =>
    comparable(field).includes(text),
  );
}

/** What a key is sorted by, first thing first. */
function place(key: ModelKey, { sort }: KeyView): (string | number | null)[] {
  const { id } = key;
  switch (sort.column) {
    case 'created':
      return [id];
    case 'name':
      return [comparable(key.name), id];
    case 'key':
      return [key.hint, id];
    case 'status':
      return [key.revocation === null ? 0 : 1, id];
    case 'expires':
      return [key.expiresAt ?? Number.MAX_SAFE_INTEGER, id];
    case 'last-used':
      return [key.lastUsedAt ?? -1, id];
    case 'owner':
      return key.owner ? [comparable(key.owner.username), key.owner.id, id] : ['', 0, id];
    case 'authorization-group':
      return key.group ? [comparable(key.group.name), key.group.id, id] : ['', 0, id];
  }
}

function compare(one: string | number | null, other: string | number | null): number {
  if (typeof one === 'string' && typeof other === 'string')
    return Buffer.compare(Buffer.from(one), Buffer.from(other));
  return Number(one) - Number(other);
}
