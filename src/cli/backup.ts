import { requireGoodPassphrase } from '../core/accounts/password-strength.ts';
import { writeBackup } from '../core/backup/back-up.ts';
import { jobsHere } from '../core/backup/job.ts';
import { openStore } from '../core/db/open.ts';
import { BACKUP_OPTIONS, backupFileOf } from './backup-file.ts';
import { helping, parseOptions } from './options.ts';
import { commandFrame, watched } from './store-work.ts';
import type { ExitCode, Surroundings, Verb } from './verb.ts';

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
export const backup: Verb = helping({ summary: 'Copy the store to a file, verified', help, run });

async function run(args: readonly string[], around: Surroundings): Promise<ExitCode> {
  const given = parseOptions(args, OPTIONS);
  const { values } = given;
  const { file, storePath, passphrase } = await backupFileOf('backup', given, around);
  if (passphrase !== null) await requireGoodPassphrase(passphrase);
  const store = await openStore({ path: storePath, mode: 'write', now: around.now });
  try {
    const deps = { db: store.db, storePath, run: jobsHere({ nativeBinding: undefined }), now: around.now };
    const wish = { target: file, passphrase, replace: values.force, scheduled: false };
    const made = await watched(around, (watch) => writeBackup(deps, commandFrame(around.now()), wish, watch));
    const { path, size, sha256, entries, keys, logFault, noted } = made;
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
    if (!noted) {
      around.err(
        'latchkey: The store was busy or full when it was to note this: there the last backup is still the one before.\n',
      );
    }
    return logFault ? 1 : 0;
  } finally {
    await store.close();
  }
}

const OPTIONS = { ...BACKUP_OPTIONS, force: { type: 'boolean', default: false } } as const;
