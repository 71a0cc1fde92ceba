import { createPasswordHasher, type PasswordHasher } from '../../src/core/accounts/password-hash.ts';

/** scrypt for tests that are not about passwords: a millisecond instead of half a second. */
export const cheapHasher = (): PasswordHasher =>
  createPasswordHasher({ cost: 2 ** 10, block_size: 8, parallelization: 1 });

export interface CountingHasher extends PasswordHasher {
  /** How often scrypt was asked for, right or wrong. */
  runs: number;
}

/** Counts the runs of a hasher, for tests about what an attempt costs. */
export function counting(hasher: PasswordHasher): CountingHasher {
  const counted: CountingHasher = {
    runs: 0,
    hash: (password) => {
      counted.runs += 1;
      return hasher.hash(password);
    },
    matches: (password, stored) => {
      counted.runs += 1;
      return hasher.matches(password, stored);
    },
  };
  return counted;
}
