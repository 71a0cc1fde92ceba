import { auditLog } from './audit-log.ts';
import { auditVerify } from './audit-verify.ts';
import { type ExitCode, type Surroundings, UsageError, type Verb } from './verb.ts';

const help = `Usage: latchkey audit log [OPTION …]
       latchkey audit verify [OPTION …] [FILE]

log prints the activity log, the oldest entry first:
  --tenant NAME  of this tenant only
  --since TIME   at this time or later: 2026-03-01 or 2026-03-01T12:00Z
  --until TIME   before this time
  --action NAME  of these actions only: keys, or keys.rotate
  --json         JSON Lines: each entry exactly as it is stored

verify looks at every entry and how they hang together: of the store, or of FILE,
a log that Latchkey has exported, for which no store is needed:
  --key KEY      the verifier key that was kept elsewhere; without it a FILE is
                 checked with the key that it names itself
  --checkpoint FILE
                 an earlier checkpoint or export: finds a log that was put back
                 or written anew since then
  --json         JSON instead of text

  --store PATH   the store to ask (default: the desktop program's)
  --help         this text

Exit status of log: 0. Of verify: 0 nothing is wrong, 1 something is, 2 it could
not be answered.
`;

/** `latchkey audit`: the activity log, and whether it is what was written. */
export const audit: Verb = { summary: 'Print or verify the activity log', help, run };

async function run([what, ...args]: readonly string[], around: Surroundings): Promise<ExitCode> {
  if (what === '--help' || what === '-h' || args.includes('--help') || args.includes('-h')) {
    around.out(help);
    return 0;
  }
  if (what === 'log') return auditLog(args, around);
  if (what === 'verify') return auditVerify(args, around);
  throw new UsageError('Say what to do with the log: log or verify.');
}
