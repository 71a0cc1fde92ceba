import type { LogVerdict } from '../../shared/activity-log.ts';
import { counted } from '../ui/counted.ts';
import { formatNumber } from '../ui/format.ts';

type Fault = NonNullable<LogVerdict['fault']>;

const WHAT: Readonly<Record<Fault['what'], (entry: string) => string>> = {
  modified: (entry) => `${entry} was changed after it was written.`,
  deleted: (entry) => `${entry} was taken out.`,
  inserted: (entry) => `${entry} was put in.`,
  reordered: (entry) => `${entry} is not at its place.`,
  truncated: (entry) => `${entry} and all behind it were cut off.`,
  'rolled back': (entry) =>
    `${entry} and all behind it are missing, though this computer has signed them: an older copy of the store was put back.`,
  forked: (entry) => `${entry} or one behind it was written anew: this is not the log that was signed.`,
  altered: (entry) =>
    `${entry} and all behind it cannot be trusted: the tables of the store do not keep the log as Latchkey made them.`,
};

/** What is wrong with the log. */
export const faultInWords = ({ seq, what }: Fault): string => WHAT[what](`Entry ${formatNumber(seq)}`);

/** What to do when the log is not what was written. */
export const WHAT_TO_DO =
  'Somebody has changed the file past Latchkey, or an older copy was put in its place. Export the log and keep a copy of the store as evidence, compare with an earlier export or fingerprint, and restore a backup that is sound. Until then nothing is signed.';

/** What was looked at, and what it was compared with. */
export function verdictInWords({ entries, anchor, signedUpTo }: LogVerdict): string {
  const looked = `${counted(entries, 'entry was', 'entries were')} looked at, and each is as it was written.`;
  if (anchor === 'agrees') {
    return `${looked} The log agrees with what this computer has signed${signedUpTo === null ? '' : ` up to entry ${formatNumber(signedUpTo)}`}.`;
  }
  if (anchor === 'unreadable') {
    return `${looked} But the keychain’s copy of the last signature cannot be read: somebody may have changed it.`;
  }
  return `${looked} This computer’s keychain holds no signature of it yet, so a log that was put back or written anew as a whole could not be told.`;
}
