import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { AppError } from '../../shared/rpc.ts';
import { passwordProblem } from '../../shared/text.ts';

export interface PasswordStrength {
  /** zxcvbn's: 0 is guessed at once, 4 withstands an offline attack. */
  readonly score: number;
  readonly advice: string;
}

/** A new password must reach this: below it, it is among those that everybody tries first. */
const LOWEST_SCORE = 2;
/** zxcvbn's time grows with the square of the length. */
const MEASURED_LENGTH = 128;

let loading: Promise<ZxcvbnFactory> | undefined;

/** How hard a password is to guess, and what would make it better. Loads zxcvbn's word lists on first use. */
export async function passwordStrength(password: string): Promise<PasswordStrength> {
  const zxcvbn = await (loading ??= load());
  const { score, feedback } = zxcvbn.check(password.normalize('NFKC').slice(0, MEASURED_LENGTH));
  const advice = [feedback.warning, ...feedback.suggestions].filter(Boolean).join(' ');
  return { score, advice };
}

/** Refuses a new password that is too short, too long or too common. */
export async function requireGoodPassword(password: string, field: string): Promise<void> {
  const problem = passwordProblem(password);
  if (problem !== null) throw new AppError('INVALID_INPUT', problem, { field });
  const { score, advice } = await passwordStrength(password);
  if (score >= LOWEST_SCORE) return;
  throw new AppError('PASSWORD_TOO_COMMON', `This password is too easy to guess. ${advice}`.trim(), {
    field,
  });
}

async function load(): Promise<ZxcvbnFactory> {
  const [core, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  return new core.ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    translations: english.translations,
  });
}
