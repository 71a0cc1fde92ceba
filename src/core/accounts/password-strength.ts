import { Worker } from 'node:worker_threads';
import { t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';
import { passphraseProblem, passwordProblem } from '../../shared/text.ts';
import { adviceInWords } from './password-advice.ts';
import type { StrengthRequest, StrengthResponse } from './password-strength-worker.ts';
import { workerPlace } from '../worker-place.ts';

export interface PasswordStrength {
  /** zxcvbn's: 0 is guessed at once, 4 withstands an offline attack. */
  readonly score: number;
  readonly advice: string;
}

/** A new password must reach this: below it, it is among those that everybody tries first. */
const LOWEST_SCORE = 2;
/** The worker and its word lists are let go after this long without a question. Milliseconds. */
const IDLE = 30_000;

const WORKER = workerPlace('password-strength-worker', import.meta.url);

interface Waiting {
  readonly resolve: (strength: PasswordStrength) => void;
  readonly reject: (error: unknown) => void;
}

let worker: Worker | null = null;
let idle: NodeJS.Timeout | undefined;
let lastId = 0;
const waiting = new Map<number, Waiting>();

/** How hard a password is to guess, and what would make it better. */
export function passwordStrength(password: string): Promise<PasswordStrength> {
  return new Promise((resolve, reject) => {
    clearTimeout(idle);
    worker ??= start();
    worker.ref();
    lastId += 1;
    waiting.set(lastId, { resolve, reject });
    worker.postMessage({ id: lastId, password } satisfies StrengthRequest);
  });
}

/** Refuses a new password that is too short, too long or too common. */
export async function requireGoodPassword(password: string, field: string): Promise<void> {
  const problem = passwordProblem(password);
  if (problem !== null) throw new AppError('INVALID_INPUT', problem, { field });
  const advice = await adviceAgainst(password);
  if (advice === null) return;
  throw tooCommon(t('This password is too easy to guess. {advice}', { advice }), field);
}

/** The same of a passphrase. */
export async function requireGoodPassphrase(passphrase: string): Promise<void> {
  const problem = passphraseProblem(passphrase);
  if (problem !== null) throw new AppError('INVALID_INPUT', problem, { field: 'passphrase' });
  const advice = await adviceAgainst(passphrase);
  if (advice === null) return;
  throw tooCommon(t('This passphrase is too easy to guess. {advice}', { advice }), 'passphrase');
}

/** What would make it better; `null`: it is good enough. */
async function adviceAgainst(password: string): Promise<string | null> {
  const { score, advice } = await passwordStrength(password);
  return score >= LOWEST_SCORE ? null : advice;
}

const tooCommon = (message: string, field: string): AppError =>
  new AppError('PASSWORD_TOO_COMMON', message.trim(), { field });

function start(): Worker {
  const started = new Worker(WORKER);
  started.on('message', ({ id, score, advice }: StrengthResponse) => {
    waiting.get(id)?.resolve({ score, advice: adviceInWords(advice) });
    waiting.delete(id);
    if (waiting.size > 0) return;
    // A measuring that nobody waits for must not keep a process alive.
    started.unref();
    idle = setTimeout(() => {
      worker = null;
      void started.terminate();
    }, IDLE).unref();
  });
  started.on('error', (error) => {
    worker = null;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  return started;
}
