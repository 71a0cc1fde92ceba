import type { FindingSubject } from '../../../shared/finding-rules.ts';

/** What is no key and no account. */
const SUBJECT_WORDS: Readonly<Record<FindingSubject, string>> = {
  clock: 'The clock of this computer',
  log: 'Activity log',
  idleLockMinutes: 'Idle lock (minutes)',
  clipboardSeconds: 'Clipboard (seconds)',
  lockoutFailures: 'Failed sign-ins',
  lockoutMinutes: 'Pause after failed sign-ins (minutes)',
  endpointAddress: 'Verification endpoint',
  validityDays: 'Validity of new keys (days)',
  expiringSoonDays: 'Expiring soon (days)',
};

const SUBJECTS: ReadonlyMap<string, string> = new Map(Object.entries(SUBJECT_WORDS));

/** @param isRow it is a key or an account, which have names of their own */
export const subjectWords = (name: string, isRow: boolean): string =>
  isRow ? name : (SUBJECTS.get(name) ?? name);
