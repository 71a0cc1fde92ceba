import type { FindingSubject, Remedy } from '../../../shared/finding-rules.ts';

/** As the buttons of **Findings** say it. */
export const REMEDY_WORDS: Readonly<Record<Remedy, string>> = {
  rotate: 'Rotate',
  'finish-rotation': 'Finish rotation',
  revoke: 'Revoke',
  remove: 'Remove',
  'set-allowlist': 'Set allowlist',
  'limit-permissions': 'Limit permissions',
  'choose-api-sets': 'Choose API sets',
  rename: 'Rename',
  'view-details': 'View details',
  'add-to-group': 'Add to group',
  'open-settings': 'Open settings',
  'open-log': 'Verify log',
};

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
