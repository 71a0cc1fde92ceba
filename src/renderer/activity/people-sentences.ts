import { counted } from '../ui/counted.ts';
import { changedInWords, number, record, texts } from './changes.ts';
import type { Sentence } from './entry.ts';

const created: Sentence = ({ details }, { first }) => {
  const roles = texts(record(details['after'])['roles']);
  const having = roles.length === 1 ? 'with the role' : 'with the roles';
  return roles.length === 0 ? `created ${first}` : `created ${first} ${having} ${roles.join(', ')}`;
};

const removed: Sentence = ({ details }, { first }) => {
  const keys = record(details['keys']);
  const [revoked, reassigned] = [number(keys['revoked']) ?? 0, number(keys['reassigned']) ?? 0];
  if (revoked > 0) return `deleted ${first} and revoked ${counted(revoked, 'key')} of it permanently`;
  if (reassigned > 0)
    return `deleted ${first} and gave ${counted(reassigned, 'key')} of it to another account`;
  return `deleted ${first}`;
};

const movedBetweenGroups: Sentence = ({ details }, { first }) => {
  const before = texts(record(details['before'])['dataAccessGroups']);
  const after = texts(record(details['after'])['dataAccessGroups']);
  const into = after.filter((name) => !before.includes(name));
  const outOf = before.filter((name) => !after.includes(name));
  const group = (names: readonly string[]) =>
    `the data access ${names.length === 1 ? 'group' : 'groups'} ${names.map((name) => `“${name}”`).join(', ')}`;
  const parts = [
    ...(into.length > 0 ? [`put ${first} into ${group(into)}`] : []),
    ...(outOf.length > 0 ? [`took ${first} out of ${group(outOf)}`] : []),
  ];
  return parts.length === 0 ? `saved the data access of ${first} without a change` : parts.join(' and ');
};

const LOCKS: Readonly<Record<string, string>> = {
  idle: 'was idle, so Latchkey locked',
  suspend: 'suspended the computer, so Latchkey locked',
  'screen locked': 'locked the screen, and Latchkey with it',
};

/** What is done to accounts, and how people come and go. */
export const PEOPLE_SENTENCES: Readonly<Record<string, Sentence>> = {
  'accounts.create': created,
  'accounts.edit': ({ details }, { first }) => changedInWords(first, details),
  'accounts.set-password': (_, { first }) => `set a new password for ${first}`,
  'accounts.disable': (_, { first }) => `disabled ${first}`,
  'accounts.enable': (_, { first }) => `enabled ${first}`,
  'accounts.remove': removed,
  'accounts.data-access': movedBetweenGroups,
  'session.sign-in': ({ details }) =>
    details['by'] === 'set-up' ? 'set Latchkey up and signed in' : 'signed in',
  'session.resume': () => 'came in without a password, on a remembered device',
  'session.recover': () => 'signed in with a recovery code and set a new password',
  'session.lock': ({ details }) => LOCKS[String(details['why'])] ?? 'locked Latchkey',
  'session.unlock': () => 'unlocked Latchkey',
  'session.sign-out': () => 'signed out',
  'session.forget-device': ({ details }) =>
    details['why'] === 'renewed' ? 'renewed a remembered device' : 'forgot a remembered device',
  'session.change-password': () => 'changed their own password',
  'session.new-recovery-codes': () => 'made new recovery codes',
};
