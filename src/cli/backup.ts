import { resolve } from 'node:path';
import { requireGoodPassphrase } from '../core/accounts/password-strength.ts';
import { writeBackup } from '../core/backup/back-up.ts';
import { jobsHere } from '../core/backup/job.ts';
import { openStore } from '../core/db/open.ts';
import { parseOptions, storePathOf } from './options.ts';
import { readPassphrase } from './passphrase.ts';
import { commandFrame, watched } from './store-work.ts';
import { type ExitCode, type Surroundings, UsageError, type Verb } from './verb.ts';

const help = `Usage: latchkey backup [OPTION …] FILE

Copies the store to FILE as it is at one moment, while it is in use, and verifies
the copy before it says that it is made. Readable to you alone.

  --passphrase-file F
                 encrypts it with the passphrase in the file F, or from standard
                 input for -; never from an argument, because other users can
                 see arguments
  --force        replaces a file that is there
  --json         JSON instead of text
  --store PATH   the store to copy (default: the desktop program's)
  --help         this text

Exit status: 0 it is made, 1 it is made but something is wrong with the activity
log of the store, 2 it is not made.
`;

/** `latchkey backup`: a verified copy of the store. */
export const backup: Verb = { summary: 'Copy the store to a file, verified', help, run };

async function run(args: readonly string[], around: Surroundings): Promise<ExitCode> {
  if (args.includes('--help') || args.includes('-h')) {
    around.out(help);
    return 0;
  }
  const { values, positionals } = parseOptions(args, OPTIONS);
  const [file] = positionals;
  if (file === undefined || file === '' || positionals.length > 1)
    throw new UsageError('backup takes one FILE.');
  const storePath = storePathOf(values.store, around);
  const passphrase = await readPassphrase(values['passphrase-file'], around);
  if (passphrase !== null) await requireGoodPassphrase(passphrase);
  const store = await openStore({ path: storePath, mode: 'write', now: around.now });
  try {
    const deps = { db: store.db, storePath, run: jobsHere({ nativeBinding: undefined }), now: around.now };
    const wish = { target: resolve(file), passphrase, replace: values.force, scheduled: false };
    const made = await watched(around, (watch) => writeBackup(deps, commandFrame(around.now()), wish, watch));
    const { path, size, sha256, entries, keys, logFault } = made;
    if (values.json) {
      around.out(
        `${JSON.stringify({ path, size, sha256, entries, keys, encrypted: passphrase !== null, logFault })}\n`,
      );
    } else {
      around.out(
        `Made and verified ${path}\n  Size     ${size} bytes\n  SHA-256  ${sha256}\n  Keys     ${keys}\n  Log      ${entries} entries\n`,
      );
      if (logFault)
        around.err(
          `latchkey: Entry ${logFault.seq} of the log was ${logFault.what}, in the store as in the copy. Run latchkey audit verify.\n`,
        );
    }
    return logFault ? 1 : 0;
  } finally {
    await store.close();
  }
}

const OPTIONS = {
  store: { type: 'string' },
  'passphrase-file': { type: 'string' },
  force: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;
