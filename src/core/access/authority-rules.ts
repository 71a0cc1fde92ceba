import { AUTHORITIES, type Authority } from '../../shared/authorities.ts';
import type { Actor } from '../actor.ts';
import { authorityNotHeld, lastHolder } from './access-errors.ts';

/**
 * Nobody gives or takes what they do not have: otherwise Manage Access Control would be a way to everything.
 * @throws AppError `AUTHORITY_NOT_HELD`
 */
export function requireHeld(actor: Actor, before: readonly Authority[], after: readonly Authority[]): void {
  const moved = AUTHORITIES.filter((each) => before.includes(each) !== after.includes(each));
  const foreign = moved.find((authority) => !actor.authorities.has(authority));
  if (foreign !== undefined) throw authorityNotHeld(foreign);
}

/**
 * What the last person takes from themselves, nobody could give back.
 * @throws AppError `LAST_HOLDER`
 */
export function requireStillHeld(before: ReadonlySet<Authority>, after: ReadonlySet<Authority>): void {
  const lost = lostAuthority(before, after);
  if (lost !== undefined) throw lastHolder(lost);
}

/** The first authority that somebody held and nobody holds any more. */
export const lostAuthority = (
  before: ReadonlySet<Authority>,
  after: ReadonlySet<Authority>,
): Authority | undefined => AUTHORITIES.find((authority) => before.has(authority) && !after.has(authority));
