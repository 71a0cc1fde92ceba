import { lstatSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';
import { fileIdentity } from './file-identity.ts';

/** Everything that SQLite keeps beside a file. */
export const BESIDE = ['-wal', '-shm', '-journal'] as const;

/** The file of a store and those beside it, by the name that it is given and by that which links lead to. */
const namesOf = (storePath: string): ReadonlySet<string> =>
  new Set(
    [resolve(storePath), real(storePath)].flatMap((file) => ['', ...BESIDE].map((ending) => file + ending)),
  );

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

/** Whether a path is that of the store, by whatever name, or of a file that SQLite keeps beside it. */
export function isOfStore(path: string, storePath: string): boolean {
  const names = namesOf(storePath);
  if (names.has(resolve(path))) return true;
  const identity = fileIdentity(path);
  return identity !== '' && [...names].some((name) => fileIdentity(name) === identity);
}

/**
 * Refuses to put a file in the place of the store: who has that open would write on into a file without a name.
 * @throws AppError of that code
 */
export function requireNotStore(
  target: string,
  storePath: string,
  code: 'BACKUP_IS_STORE' | 'SAVE_FAILED',
): void {
  if (!isOfStore(target, storePath)) return;
  throw new AppError(
    code,
    t('{target} is the store itself, or a part of it. Choose another name.', { target }),
  );
}

/**
 * The same as `isOfStore` for who meets many files and opens what is none of the store's: that drops no lock which this process has on it.
 * @see checkFile
 */
export class StoreFiles {
  readonly #path: string;
  #names: ReadonlySet<string> = new Set();
  #identities: ReadonlyMap<bigint, bigint> = new Map();

  constructor(storePath: string) {
    this.#path = storePath;
  }

  /** Looks again which they are: the log comes and goes, and a restore puts another file there. */
  look(): void {
    this.#names = namesOf(this.#path);
    const identities = new Map<bigint, bigint>();
    for (const name of this.#names) {
      const state = stateOf(name);
      if (state) identities.set(state.ino, state.dev);
    }
    this.#identities = identities;
  }

  /** @param path as the file system has it; a link is not followed */
  has(path: string | Buffer): boolean {
    if (this.#names.has(path.toString())) return true;
    const state = stateOf(path);
    return state !== undefined && this.#identities.get(state.ino) === state.dev;
  }
}

function stateOf(path: string | Buffer) {
  try {
    return lstatSync(path, { bigint: true, throwIfNoEntry: false });
  } catch {
    // A folder that cannot be looked into: then it cannot be opened either.
    return undefined;
  }
}
