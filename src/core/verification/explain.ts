import type { Refusal, VerificationCode } from './codes.ts';
import { CHECKS } from './decide.ts';
import { reasonFor } from './reasons.ts';
import type { Verification } from './verifier.ts';

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

/** Every step of a verification with its result and the reason: the same checks that `Verifier` runs. */
export function explain({ code, subject }: Verification): Explanation {
  const found: readonly (readonly [Refusal, boolean])[] = [
    ['MISSING', code === 'MISSING'],
    ['MALFORMED', code === 'MALFORMED'],
    ['NOT_FOUND', subject === undefined],
  ];
  const rest = CHECKS.map((check) => [check.code, subject !== undefined && check.refuses(subject)] as const);
  let refused: Refusal | null = null;
  const steps = [...found, ...rest].map(([step, refuses]): Step => {
    const result = refused !== null ? 'not reached' : refuses ? 'refused' : 'passed';
    if (result === 'refused') refused = step;
    return { code: step, result, reason: reasonFor(step, result, subject) };
  });
  return { code: refused ?? 'VALID', steps };
}
