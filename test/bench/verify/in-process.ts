import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { VerificationRequest } from '../../../src/core/verification/request.ts';
import { Verifier } from '../../../src/core/verification/verifier.ts';
import { addressOf } from './known-keys.ts';

const ROUNDS = 5;

/** Microseconds an answer, medians of rounds in which they take turns. */
export interface InProcess {
  readonly baseline: number;
  readonly verify: number;
  /** By a verifier that has not seen the secret since the store changed. */
  readonly first: number;
}

/** Whole verifications beside what is the least: SHA-256 and one prepared SELECT by the primary key. */
export function measureInProcess(sqlite: Database, secrets: readonly string[], now: number): InProcess {
  const find = sqlite.prepare('SELECT * FROM secrets WHERE hash = ?');
  const requests = secrets.map((key, index): VerificationRequest => ({
    key,
    address: addressOf(index),
    operation: { method: 'GET', target: '/v1/orders/7?full=1' },
    permissions: [],
  }));
  const verifier = new Verifier(sqlite);
  const ask = (asked: Verifier) => {
    for (const request of requests) {
      const { code } = asked.verify(request, now);
      if (code !== 'VALID') throw new Error(`A known key is ${code}.`);
    }
  };
  const passes = {
    baseline: () => {
      for (const { key } of requests) {
        if (!find.get(createHash('sha256').update(key).digest()))
          throw new Error('A known key is not there.');
      }
    },
    verify: () => ask(verifier),
    first: () => ask(new Verifier(sqlite)),
  };
  const times: Record<keyof typeof passes, number[]> = { baseline: [], verify: [], first: [] };
  // The first of each is not counted: it fills the caches.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const name of ['baseline', 'verify', 'first'] as const) {
      const start = performance.now();
      passes[name]();
      if (round > 0) times[name].push(((performance.now() - start) * 1000) / requests.length);
    }
  }
  return { baseline: median(times.baseline), verify: median(times.verify), first: median(times.first) };
}

export const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
