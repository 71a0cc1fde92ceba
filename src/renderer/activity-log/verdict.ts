import type { LogVerdict } from '../../shared/activity-log.ts';
import { msg, t } from '../../shared/language/t.ts';
import { formatNumber } from '../ui/format.ts';

type Fault = NonNullable<LogVerdict['fault']>;

const WHAT: Readonly<Record<Fault['what'], (entry: string) => string>> = {
  modified: (entry) => t('{entry} was changed after it was written.', { entry }),
  deleted: (entry) => t('{entry} was taken out.', { entry }),
  inserted: (entry) => t('{entry} was put in.', { entry }),
  reordered: (entry) => t('{entry} is not at its place.', { entry }),
  truncated: (entry) => t('{entry} and all behind it were cut off.', { entry }),
  'rolled back': (entry) =>
    t(
      '{entry} and all behind it are missing, though this computer has signed them: an older copy of the store was put back.',
      { entry },
    ),
  altered: (entry) =>
    t(
      '{entry} and all behind it cannot be trusted: the tables of the store do not keep the log as Latchkey made them.',
      { entry },
    ),
  forked: (entry) =>
    t('{entry} or one behind it was written anew: this is not the log that was signed.', { entry }),
};

/** What is wrong with the log. */
export const faultInWords = ({ seq, what }: Fault): string =>
  WHAT[what](t('Entry {seq}', { seq: formatNumber(seq) }));

/** What to do when the log is not what was written. */
export const WHAT_TO_DO = msg(
  'Somebody has changed the file past Latchkey, or an older copy was put in its place. Export the log and keep a copy of the store as evidence, compare with an earlier export or fingerprint, and restore a backup that is sound. Until then nothing is signed.',
);

/** What was looked at, and what it was compared with. */
export function verdictInWords({ entries, anchor, signedUpTo }: LogVerdict): string {
  const looked = t(
    '{entries, plural, one {# entry was looked at, and each is as it was written.} other {# entries were looked at, and each is as it was written.}}',
    { entries },
  );
  if (anchor === 'agrees') {
    return t('{looked} The log agrees with what this computer has signed{upTo}.', {
      looked,
      upTo:
        signedUpTo === null ? '' : t(' up to entry {signedUpTo}', { signedUpTo: formatNumber(signedUpTo) }),
    });
  }
  if (anchor === 'unreadable') {
    return t(
      '{looked} But the keychain’s copy of the last signature cannot be read: somebody may have changed it.',
      { looked },
    );
  }
  return t(
    '{looked} This computer’s keychain holds no signature of it yet, so a log that was put back or written anew as a whole could not be told.',
    { looked },
  );
}
