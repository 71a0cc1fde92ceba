import type { AppError } from '../../shared/rpc.ts';
import { UNDO_WINDOW } from '../../shared/overlap.ts';
import {
  alreadyRevoked,
  keyRemoved,
  keyRevoked,
  notRemoved,
  notRevoked,
  permanentlyRevoked,
  undoTooLate,
} from './key-errors.ts';
import type { KeyRecord } from './key-store.ts';

/** What can happen to a key after it was generated. */
export type LifeAction =
  | 'edit'
  | 'rotate'
  | 'finish-rotation'
  | 'revoke-until-reinstated'
  | 'revoke-permanently'
  | 'reinstate'
  | 'remove'
  | 'restore';

/**
 * Why a key in its present state cannot take an action, or `null` when it can. The whole life of a key is in this table;
 * names, limits and expiries are asked where the action is done.
 */
export function refusalOf(
  action: LifeAction,
  key: Pick<KeyRecord, 'name' | 'revocation' | 'deletedAt'>,
  now: number,
): AppError | null {
  const { name, revocation, deletedAt } = key;
  if (action === 'restore') {
    if (deletedAt === null) return notRemoved(name);
    return now - deletedAt > UNDO_WINDOW ? undoTooLate(name) : null;
  }
  if (deletedAt !== null) return keyRemoved(name);
  switch (action) {
    case 'remove':
      return null;
    case 'edit':
      return revocation === 'permanent' ? permanentlyRevoked(name) : null;
    case 'rotate':
    case 'finish-rotation':
      if (revocation === null) return null;
      return revocation === 'permanent' ? permanentlyRevoked(name) : keyRevoked(name);
    case 'revoke-until-reinstated':
      return revocation === null ? null : alreadyRevoked(name);
    case 'revoke-permanently':
      // Making a revocation permanent is a change of its own.
      return revocation === 'permanent' ? alreadyRevoked(name) : null;
    case 'reinstate':
      if (revocation === null) return notRevoked(name);
      return revocation === 'permanent' ? permanentlyRevoked(name) : null;
  }
}

/** True when a key counts towards the tenant's limit. */
export const isCounted = (key: Pick<KeyRecord, 'owner' | 'revocation' | 'deletedAt'>): boolean =>
  key.owner === null && key.revocation !== 'permanent' && key.deletedAt === null;
