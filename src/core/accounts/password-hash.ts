import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** A password as it is stored; the parameters stand beside it so that they can be raised later. */
export interface PasswordHash {
  readonly cost: number;
  readonly block_size: number;
  readonly parallelization: number;
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

export interface PasswordHasher {
  readonly hash: (password: string) => Promise<PasswordHash>;
  /** With `null` for an account that does not exist: takes as long, and is never true. */
  readonly matches: (password: string, stored: PasswordHash | null) => Promise<boolean>;
}

/** 128 MiB and 0.4–0.8 s for each guess. */
const PARAMETERS = { cost: 2 ** 17, block_size: 8, parallelization: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** Node's default of 32 MiB refuses the parameters above. */
const MAX_MEMORY = 256 * 1024 * 1024;

/**
 * scrypt on libuv's threads, one at a time: several at once would take 128 MiB each and all of the pool.
 * @param parameters cheaper ones are for tests that are not about passwords
 */
export function createPasswordHasher(parameters: typeof PARAMETERS = PARAMETERS): PasswordHasher {
  let last: Promise<unknown> = Promise.resolve();
  const derive = (password: string, stored: Omit<PasswordHash, 'hash'>): Promise<Buffer> => {
    const result = last.then(() => runScrypt(password, stored));
    last = result.catch(() => undefined);
    return result;
  };
  return {
    hash: async (password) => {
      const fresh = { ...parameters, salt: randomBytes(SALT_BYTES) };
      return { ...fresh, hash: await derive(password, fresh) };
    },
    matches: async (password, stored) => {
      const against = stored ?? {
        ...parameters,
        salt: randomBytes(SALT_BYTES),
        hash: randomBytes(HASH_BYTES),
      };
      const derived = await derive(password, against);
      return timingSafeEqual(derived, against.hash) && stored !== null;
    },
  };
}

const runScrypt = (password: string, stored: Omit<PasswordHash, 'hash'>): Promise<Buffer> =>
  deriveKey(password, stored, HASH_BYTES);

/** scrypt of a text that a person types, on one of libuv's threads. */
export function deriveKey(
  password: string,
  stored: Omit<PasswordHash, 'hash'>,
  bytes: number,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = {
      N: stored.cost,
      r: stored.block_size,
      p: stored.parallelization,
      maxmem: MAX_MEMORY,
    };
    // NFKC, so that the same password typed on another keyboard is the same password.
    scrypt(password.normalize('NFKC'), stored.salt, bytes, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
