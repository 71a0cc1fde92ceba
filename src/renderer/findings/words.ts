import type { RuleId, Severity } from '../../shared/finding-rules.ts';
import type { Finding } from '../../shared/findings.ts';
import { counted } from '../ui/counted.ts';
import { formatClock, formatDay, formatExact, formatNumber, formatRelative } from '../ui/format.ts';

/** What findings say to people. */

export const SEVERITY_NAMES: Readonly<Record<Severity, string>> = {
  high: 'High',
  medium: 'Medium',
  low: 'Low',
};

/** What is no key and no account, by its name in `FINDING_SUBJECTS`. */
const SUBJECTS: Readonly<Record<string, string>> = {
  clock: 'The clock of this computer',
  log: 'Activity log',
  idleLockMinutes: 'Idle lock',
  clipboardSeconds: 'Clipboard',
  lockoutFailures: 'Failed sign-ins',
  lockoutMinutes: 'Pause after failed sign-ins',
  endpointAddress: 'Verification endpoint',
  validityDays: 'Validity of new keys',
  expiringSoonDays: 'Expiring soon',
};

/** What a finding is about. @param isRow it is a key or an account, which have names of their own */
export const subjectText = (name: string, isRow: boolean): string =>
  isRow ? name : (SUBJECTS[name] ?? name);

const SETTINGS: Readonly<Record<string, (value: string) => string>> = {
  idleLockMinutes: (minutes) => `Locks only after ${minutes} minutes`,
  clipboardSeconds: (seconds) => `Keeps a copied key for ${seconds} seconds`,
  lockoutFailures: (failures) => `Allows ${failures} failed attempts`,
  lockoutMinutes: (minutes) => `Lasts only ${minutes} min`,
  endpointAddress: (address) => `Answers others at ${address}, without encryption`,
  validityDays: (days) => `Lasts ${days} days unless somebody says otherwise`,
  expiringSoonDays: (days) => `Tells only ${days} days before a key expires`,
};

/** What the rule saw, in a few words; empty when the rule's title says all. */
export function factText(rule: RuleId, finding: Finding, now: number): string {
  const { name, at, count, text, owner } = finding;
  const ago = at === null ? '' : formatRelative(at, now);
  switch (rule) {
    case 'broad-permissions':
      return text === 'all' ? 'May do everything' : 'May change every kind of thing';
    case 'disabled-creator':
      return `Known to ${text}, who was shut out ${ago}`;
    case 'tombstone-tried': {
      const from = text === null ? '' : ` from ${text}`;
      return `${counted(count ?? 0, 'request')}, the last ${ago}${from}`;
    }
    case 'clock-set-back':
      return at === null ? '' : `The newest entry of the log is of ${formatExact(at)}`;
    case 'wide-allowlist':
      return `Admits ${text}`;
    case 'no-expiry':
    case 'never-used':
      return `Made ${ago}`;
    case 'old-secret':
      return `The secret was made ${ago}`;
    case 'expires-soon':
      return `Expires ${ago}`;
    case 'expired':
      return `Expired ${ago}`;
    case 'two-secrets':
      return at === null ? '' : `The old one works until ${formatDay(at)}, ${formatClock(at)}`;
    case 'unused':
      return `Last used ${ago}`;
    case 'many-refusals':
      return `${counted(count ?? 0, 'refusal')}, mostly ${text}`;
    case 'owner-disabled':
      return `Owned by ${owner?.username ?? ''}`;
    case 'owner-left':
      return `Owned by ${owner?.username ?? ''}, deleted ${ago}`;
    case 'confusable-name':
      return `Looks like “${text}”`;
    case 'no-data-group':
      return counted(count ?? 0, 'key');
    case 'weak-settings':
      return SETTINGS[name]?.(text ?? formatNumber(count ?? 0)) ?? '';
    case 'log-not-verified':
      return at === null ? 'Never verified' : `Verified ${ago}`;
    case 'unsigned-log':
      return `${counted(count ?? 0, 'entry', 'entries')} without a signature`;
    case 'no-allowlist':
    case 'all-api-sets':
      return owner === null ? '' : `Owned by ${owner.username}`;
  }
}

/** "3 keys", as the head of a rule counts. */
export function countText(about: 'key' | 'account' | 'setting' | 'log' | 'clock', count: number): string {
  if (about === 'log' || about === 'clock') return '';
  return counted(count, about);
}
