import { parseKey } from '../keys/key-format.ts';
import type { Refusal, VerificationCode } from './codes.ts';
import { CHECKS, type Subject } from './decide.ts';
import { reasonFor } from './reasons.ts';
import type { VerificationRequest } from './request.ts';

/** One step of a verification, in the order in which they are tried. */
export interface Step {
  readonly code: Refusal;
  /** `not reached`: an earlier step has refused already. */
  readonly result: 'passed' | 'refused' | 'not reached';
  /** Why, in words; for a step that was not reached, what it would look at. */
  readonly reason: string;
}

export interface Explanation {
  readonly code: VerificationCode;
  readonly steps: readonly Step[];
}

/**
 * Every step of a verification with its result and the reason: the same checks that `Verifier` runs.
 * @param subject what was found, `undefined` when the secret is none of the store
 */
export function explain(
  request: Pick<VerificationRequest, 'key'>,
  subject: Subject | undefined,
): Explanation {
  const found: readonly (readonly [Refusal, boolean])[] = [
    ['MISSING', request.key === ''],
    ['MALFORMED', parseKey(request.key) === null],
    ['NOT_FOUND', subject === undefined],
  ];
  const rest = CHECKS.map(({ code, refuses }) => [code, subject !== undefined && refuses(subject)] as const);
  let refused: Refusal | null = null;
  const steps = [...found, ...rest].map(([code, refuses]): Step => {
    const result = refused !== null ? 'not reached' : refuses ? 'refused' : 'passed';
    if (result === 'refused') refused = code;
    return { code, result, reason: reasonFor(code, result, subject) };
  });
  return { code: refused ?? 'VALID', steps };
}
