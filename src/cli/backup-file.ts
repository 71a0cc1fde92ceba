import { resolve } from 'node:path';
import { storePathOf } from './options.ts';
import { readPassphrase } from './passphrase.ts';
import { type Surroundings, UsageError } from './verb.ts';

/** What every verb about a backup takes besides its FILE. */
export const BACKUP_OPTIONS = {
  store: { type: 'string' },
  'passphrase-file': { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

interface Given {
  readonly values: { readonly store?: string | undefined; readonly 'passphrase-file'?: string | undefined };
  readonly positionals: readonly string[];
}

/** The one FILE of a verb, the store, and the passphrase; `null`: none was named. @throws UsageError, AppError */
export async function backupFileOf(verb: string, { values, positionals }: Given, around: Surroundings) {
  const [file, ...more] = positionals;
  if (file === undefined || file === '' || more.length > 0) throw new UsageError(`${verb} takes one FILE.`);
  const storePath = storePathOf(values.store, around);
  const passphrase = await readPassphrase(values['passphrase-file'], around);
  return { file: resolve(file), storePath, passphrase };
}
