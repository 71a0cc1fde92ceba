import { signedEpoch } from '../core/audit/integrity/log-signer.ts';
import { discard } from '../core/backup/files.ts';
import type { Inspected } from '../core/backup/inspect.ts';
import { jobsHere } from '../core/backup/job.ts';
import { restoreOrder } from '../core/backup/restore-order.ts';
import { BACKUP_OPTIONS, backupFileOf } from './backup-file.ts';
import { helping, parseOptions } from './options.ts';
import { makeStoreFolder } from './store-folder.ts';
import { commandFrame, watched } from './store-work.ts';
import type { ExitCode, Surroundings, Verb } from './verb.ts';

const help = `Usage: latchkey restore [OPTION …] FILE

Checks a backup from end to end, says what it would change, and with --yes puts it
in the store's place. What is there now is kept beside it. Programs that have the
store open answer from the restored one at once; people are signed out.

  --yes          restores; without it nothing is changed
  --dry-run      changes nothing, even with --yes
  --passphrase-file F
                 the file with the passphrase of an encrypted backup, or - for
                 standard input
  --json         JSON instead of text
  --store PATH   the store to replace (default: the desktop program's)
  --help         this text

Exit status: 0 it is restored, or would be; 1 it needs --yes; 2 it cannot be.
`;

/** `latchkey restore`: puts a backup in the store's place. */
export const restore: Verb = helping({ summary: 'Put a backup in the place of the store', help, run });

async function run(args: readonly string[], around: Surroundings): Promise<ExitCode> {
  const given = parseOptions(args, OPTIONS);
  const { values } = given;
  const { file, storePath, passphrase } = await backupFileOf('restore', given, around);
  // On a new computer it is not there yet. One that somebody names may be a slip of the pen.
  const takeAway = values.store === undefined ? makeStoreFolder(storePath) : () => {};
  try {
    return await lookAndRestore({ file, storePath, passphrase }, values, around);
  } finally {
    takeAway();
  }
}

async function lookAndRestore(
  { file, storePath, passphrase }: Awaited<ReturnType<typeof backupFileOf>>,
  values: ReturnType<typeof parseOptions<typeof OPTIONS>>['values'],
  around: Surroundings,
): Promise<ExitCode> {
  const jobs = jobsHere({ nativeBinding: undefined });
  return watched(around, async (watch) => {
    const found = await jobs('inspect', { path: file, storePath, passphrase }, watch);
    const isDry = values['dry-run'] || !values.yes;
    if (!values.json) around.out(inText(found));
    if (isDry) {
      discard(found.draft);
      if (values.json) around.out(`${JSON.stringify({ restored: false, ...told(found) })}\n`);
      else around.out('\nNothing was changed.\n');
      if (values['dry-run']) return 0;
      around.err('latchkey: Say --yes to restore it.\n');
      return 1;
    }
    const answer = await around.askKeychain({ path: null, logId: found.logId });
    const lastSigned = answer.ok ? signedEpoch(answer.anchor) : 0;
    const asked = { storePath, frame: commandFrame(around.now()), signedEpoch: lastSigned };
    const done = await jobs('restore', restoreOrder(found, asked), watch);
    if (values.json) around.out(`${JSON.stringify({ restored: true, kept: done.kept, ...told(found) })}\n`);
    else {
      around.out('\nRestored.');
      around.out(done.kept === null ? '\n' : ` What was there is kept as ${done.kept}\n`);
      around.out(
        'The desktop program asks a super user whether the log is right before it signs it again.\n',
      );
    }
    if (!answer.ok) around.err(signatureUnknown(answer.unavailable.reason));
    return 0;
  });
}

/** The store that was there may itself be an older one, of before a restore that was signed. */
const signatureUnknown = (reason: string): string =>
  `latchkey: Which signature was the last is not known. ${reason} If the desktop program then calls the log doubtful without asking about this restore, restore the backup once more there.\n`;

const OPTIONS = {
  ...BACKUP_OPTIONS,
  'dry-run': { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
} as const;

const told = ({
  path,
  size,
  encrypted,
  madeAt,
  tenants,
  keys,
  accounts,
  newest,
  version,
  logFault,
  difference,
}: Inspected) => ({
  backup: { path, size, encrypted, madeAt, tenants, keys, accounts, newest, version, logFault },
  difference,
});

const day = (time: number | null | undefined): string =>
  time === null || time === undefined ? 'not known' : new Date(time).toISOString();

const LISTED = 12;
/** What is said of each difference, the loudest first. */
const SAID = [
  ['revokedSince', 'keys revoked since would WORK AGAIN'],
  ['removedSince', 'keys removed since would WORK AGAIN'],
  ['rotatedSince', 'keys rotated since would take their OLD SECRET again, and refuse the new one'],
  ['leftSince', 'accounts disabled or deleted since would be ACTIVE again'],
  ['passwordsSince', 'accounts would have their OLD PASSWORD again'],
  ['madeSince', 'keys made since would be gone'],
  ['reinstatedSince', 'keys reinstated since would be refused again'],
  ['joinedSince', 'accounts made since would be gone'],
] as const;

function inText(found: Inspected): string {
  const { path, encrypted, madeAt, tenants, keys, accounts, newest, logFault, difference, present } = found;
  const lines = [
    `${path}${encrypted ? ' (encrypted)' : ''}: a sound backup`,
    `  Made     ${day(madeAt)}`,
    `  Newest   ${newest === null ? 'no entry' : `entry ${newest.seq}, ${day(newest.time)}`}`,
    `  Keys     ${keys}`,
    `  Accounts ${accounts}`,
    ...tenants.map(({ name, keys: own }) => `  Tenant   ${name}, ${own} keys`),
  ];
  if (logFault) lines.push(`  WRONG    entry ${logFault.seq} of its log was ${logFault.what}`);
  lines.push('');
  if (difference === null) {
    lines.push(
      present.state === 'sound'
        ? 'The store there now is ANOTHER one: all of it would be replaced.'
        : 'There is no store that could be compared.',
    );
    return `${lines.join('\n')}\n`;
  }
  const changes = SAID.flatMap(([name, sentence]) => {
    const { count, names } = difference[name];
    if (count === 0) return [];
    const listed = names.slice(0, LISTED).join(', ');
    return [`${count} ${sentence}: ${listed}${count > LISTED ? ', …' : ''}`];
  });
  lines.push(...(changes.length > 0 ? changes : ['No key and no account would change.']));
  return `${lines.join('\n')}\n`;
}
