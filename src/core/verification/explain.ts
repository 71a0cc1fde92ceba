import type { Refusal, VerificationCode } from './codes.ts';
import { CHECKS, type Subject } from './decide.ts';
import { type Decided, reasonFor, reasonForLimits } from './reasons.ts';
import type { Verification } from './verifier.ts';

/** One step of a verification, in the order in which they are tried. */
export interface Step {
  readonly code: Refusal | 'RATE_LIMITED';
  /** `not reached`: an earlier step has refused already. `not simulated`: nobody can know it beforehand. */
  readonly result: 'passed' | 'refused' | 'not reached' | 'not simulated';
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
    const result: Decided = refused !== null ? 'not reached' : refuses ? 'refused' : 'passed';
    if (result === 'refused') refused = step;
    return { code: step, result, reason: reasonFor(step, result, subject) };
  });
  return { code: refused ?? 'VALID', steps: [...steps, ...limitSteps(refused === null, subject)] };
}

/** Limits come last, and how many requests an endpoint has counted is known to that endpoint alone. */
function limitSteps(reached: boolean, subject: Subject | undefined): readonly Step[] {
  const limits = subject?.policy.limits ?? [];
  if (limits.length === 0) return [];
  const result = reached ? 'not simulated' : 'not reached';
  return [{ code: 'RATE_LIMITED', result, reason: reasonForLimits(limits, reached) }];
}
