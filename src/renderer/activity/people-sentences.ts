import { quote } from '../../shared/language/quote.ts';
import { type Message, msg, t } from '../../shared/language/t.ts';
import { counted } from '../ui/counted.ts';
import { changedInWords, number, record, texts } from './changes.ts';
import type { Sentence } from './entry.ts';

const created: Sentence = ({ details }, { first }) => {
  const roles = texts(record(details['after'])['roles']);
  return roles.length === 0
    ? t('created {first}', { first })
    : t(
        '{count, plural, one {created {first} with the role {roles}} other {created {first} with the roles {roles}}}',
        { count: roles.length, first, roles: roles.join(', ') },
      );
};

const removed: Sentence = ({ details }, { first }) => {
  const keys = record(details['keys']);
  const [revoked, reassigned] = [number(keys['revoked']) ?? 0, number(keys['reassigned']) ?? 0];
  if (revoked > 0)
    return t('deleted {first} and revoked {keys} of it permanently', {
      first,
      keys: counted(revoked, 'key'),
    });
  if (reassigned > 0)
    return t('deleted {first} and gave {keys} of it to another account', {
      first,
      keys: counted(reassigned, 'key'),
    });
  return t('deleted {first}', { first });
};

const movedBetweenGroups: Sentence = ({ details }, { first }) => {
  const before = texts(record(details['before'])['dataAccessGroups']);
  const after = texts(record(details['after'])['dataAccessGroups']);
  const into = after.filter((name) => !before.includes(name));
  const outOf = before.filter((name) => !after.includes(name));
  const group = (names: readonly string[]) =>
    t('{count, plural, one {the data access group {names}} other {the data access groups {names}}}', {
      count: names.length,
      names: names.map(quote).join(', '),
    });
  const parts = [
    ...(into.length > 0 ? [t('put {first} into {group}', { first, group: group(into) })] : []),
    ...(outOf.length > 0 ? [t('took {first} out of {group}', { first, group: group(outOf) })] : []),
  ];
  return parts.length === 0
    ? t('saved the data access of {first} without a change', { first })
    : parts.join(t(' and '));
};

const LOCKS: Readonly<Record<string, Message>> = {
  idle: msg('was idle, so Latchkey locked'),
  suspend: msg('suspended the computer, so Latchkey locked'),
  'screen locked': msg('locked the screen, and Latchkey with it'),
};

/** What is done to accounts, and how people come and go. */
export const PEOPLE_SENTENCES: Readonly<Record<string, Sentence>> = {
  'accounts.create': created,
  'accounts.edit': ({ details }, { first }) => changedInWords(first, details),
  'accounts.set-password': (_, { first }) => t('set a new password for {first}', { first }),
  'accounts.disable': (_, { first }) => t('disabled {first}', { first }),
  'accounts.enable': (_, { first }) => t('enabled {first}', { first }),
  'accounts.remove': removed,
  'accounts.data-access': movedBetweenGroups,
  'session.sign-in': ({ details }) =>
    details['by'] === 'set-up' ? t('set Latchkey up and signed in') : t('signed in'),
  'session.resume': () => t('came in without a password, on a remembered device'),
  'session.recover': () => t('signed in with a recovery code and set a new password'),
  'session.lock': ({ details }) => t(LOCKS[String(details['why'])] ?? msg('locked Latchkey')),
  'session.unlock': () => t('unlocked Latchkey'),
  'session.sign-out': () => t('signed out'),
  'session.forget-device': ({ details }) =>
    details['why'] === 'renewed' ? t('renewed a remembered device') : t('forgot a remembered device'),
  'session.change-password': () => t('changed their own password'),
  'session.new-recovery-codes': () => t('made new recovery codes'),
};
