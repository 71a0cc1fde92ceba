import type { RuleId } from '../../shared/finding-rules.ts';
import type { Finding } from '../../shared/findings.ts';
import { type Message, msg, t } from '../../shared/language/t.ts';
import { counted } from '../ui/counted.ts';
import { formatClock, formatDay, formatExact, formatNumber, formatRelative } from '../ui/format.ts';

/** What findings say to people. */

/** What is no key and no account, by its name in `FINDING_SUBJECTS`. */
const SUBJECTS: Readonly<Record<string, Message>> = {
  clock: msg('The clock of this computer'),
  log: msg('Activity log'),
  idleLockMinutes: msg('Idle lock'),
  clipboardSeconds: msg('Clipboard'),
  lockoutFailures: msg('Failed sign-ins'),
  lockoutMinutes: msg('Pause after failed sign-ins'),
  endpointAddress: msg('Verification endpoint'),
  validityDays: msg('Validity of new keys'),
  expiringSoonDays: msg('Expiring soon'),
};

/** What a finding is about. @param isRow it is a key or an account, which have names of their own */
export const subjectText = (name: string, isRow: boolean): string =>
  isRow || SUBJECTS[name] === undefined ? name : t(SUBJECTS[name]);

const SETTINGS: Readonly<Record<string, (value: string) => string>> = {
  idleLockMinutes: (minutes) => t('Locks only after {minutes} minutes', { minutes }),
  clipboardSeconds: (seconds) => t('Keeps a copied key for {seconds} seconds', { seconds }),
  lockoutFailures: (failures) => t('Allows {failures} failed attempts', { failures }),
  lockoutMinutes: (minutes) => t('Lasts only {minutes} min', { minutes }),
  endpointAddress: (address) => t('Answers others at {address}, without encryption', { address }),
  validityDays: (days) => t('Lasts {days} days unless somebody says otherwise', { days }),
  expiringSoonDays: (days) => t('Tells only {days} days before a key expires', { days }),
};

/** What the rule saw, in a few words; empty when the rule's title says all. */
export function factText(rule: RuleId, finding: Finding, now: number): string {
  const { name, at, count, text, owner } = finding;
  const words = text ?? '';
  const ago = at === null ? '' : formatRelative(at, now);
  switch (rule) {
    case 'broad-permissions':
      return text === 'all' ? t('May do everything') : t('May change every kind of thing');
    case 'disabled-creator':
      return t('Known to {text}, who was shut out {ago}', { text: words, ago });
    case 'tombstone-tried': {
      const from = text === null ? '' : t(' from {text}', { text: words });
      return t('{requests}, the last {ago}{from}', { requests: counted(count ?? 0, 'request'), ago, from });
    }
    case 'clock-set-back':
      return at === null ? '' : t('The newest entry of the log is of {at}', { at: formatExact(at) });
    case 'wide-allowlist':
      return t('Admits {text}', { text: words });
    case 'no-expiry':
    case 'never-used':
      return t('Made {ago}', { ago });
    case 'old-secret':
      return t('The secret was made {ago}', { ago });
    case 'expires-soon':
      return t('Expires {ago}', { ago });
    case 'expired':
      return t('Expired {ago}', { ago });
    case 'two-secrets':
      return at === null
        ? ''
        : t('The old one works until {at}, {at2}', { at: formatDay(at), at2: formatClock(at) });
    case 'unused':
      return t('Last used {ago}', { ago });
    case 'many-refusals':
      return t('{refusals}, mostly {text}', { refusals: counted(count ?? 0, 'refusal'), text: words });
    case 'owner-disabled':
      return t('Owned by {username}', { username: owner?.username ?? '' });
    case 'owner-left':
      return t('Owned by {username}, deleted {ago}', { username: owner?.username ?? '', ago });
    case 'confusable-name':
      return t('Looks like “{text}”', { text: words });
    case 'no-data-group':
      return counted(count ?? 0, 'key');
    case 'weak-settings':
      return SETTINGS[name]?.(text ?? formatNumber(count ?? 0)) ?? '';
    case 'log-not-verified':
      return at === null ? t('Never verified') : t('Verified {ago}', { ago });
    case 'unsigned-log':
      return t('{entries} without a signature', { entries: counted(count ?? 0, 'entry', 'entries') });
    case 'no-allowlist':
    case 'all-api-sets':
      return owner === null ? '' : t('Owned by {username}', { username: owner.username });
  }
}

/** "3 keys", as the head of a rule counts. */
export function countText(about: 'key' | 'account' | 'setting' | 'log' | 'clock', count: number): string {
  if (about === 'log' || about === 'clock') return '';
  if (about === 'setting') return counted(count, 'setting');
  return about === 'account' ? counted(count, 'account') : counted(count, 'key');
}
