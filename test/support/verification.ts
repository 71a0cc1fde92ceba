import type { Store } from '../../src/core/db/open.ts';
import { keyAlone, type VerificationRequest } from '../../src/core/verification/request.ts';
import { type Verification, Verifier } from '../../src/core/verification/verifier.ts';

/** Verifies a key, or a whole request, as a program that has just been started would. */
export const verifyKey = (
  { sqlite }: Pick<Store, 'sqlite'>,
  presented: string | VerificationRequest,
  now: number,
): Verification =>
  new Verifier(sqlite).verify(typeof presented === 'string' ? keyAlone(presented) : presented, now);
