import { counted } from '../ui/counted.ts';
import { formatClock, formatDay } from '../ui/format.ts';
import { changedInWords, number, record, text } from './changes.ts';
import type { Sentence } from './entry.ts';

const rotated: Sentence = ({ time, details }, { again }, now) => {
  const end = number(details['oldSecretEndsAt']);
  const old =
    end === null || end <= time
      ? 'the old secret stopped working at once'
      : `the old secret ${end > now ? 'works' : 'worked'} until ${formatDay(end)}, ${formatClock(end)}`;
  const from = record(details['before'])['expiresAt'];
  const to = record(details['after'])['expiresAt'];
  if (from === to) return `rotated ${again}; ${old}`;
  const expiry = number(to);
  return `rotated ${again}; ${old}; it now ${expiry === null ? 'never expires' : `expires on ${formatDay(expiry)}`}`;
};

const revoked: Sentence = ({ details }, { again }) => {
  const permanent = record(details['after'])['revocation'] === 'permanent';
  const because = details['because'] === 'owner removed' ? ', because its owner was removed' : '';
  return `revoked ${again} ${permanent ? 'permanently' : 'until reinstated'}${because}`;
};

const reassigned: Sentence = ({ details }, { again }) => {
  const [from, to] = [
    text(record(details['before'])['owner']) ?? 'its owner',
    text(record(details['after'])['owner']) ?? 'another account',
  ];
  return `gave ${again} from ${from} to ${to}, because ${from} was removed`;
};

const BATCHES: Readonly<Record<string, (keys: string) => string>> = {
  revoke: (keys) => `revoked ${keys} at once, until reinstated`,
  reinstate: (keys) => `reinstated ${keys} at once`,
  remove: (keys) => `removed ${keys} at once`,
  restore: (keys) => `brought ${keys} back`,
};

const batch: Sentence = ({ details }) => {
  const keys = counted(number(details['changed']) ?? 0, 'key');
  return (BATCHES[String(details['action'])] ?? ((all: string) => `changed ${all} at once`))(keys);
};

/** What is done to keys. */
export const KEY_SENTENCES: Readonly<Record<string, Sentence>> = {
  'keys.generate': ({ details }, { first }) =>
    `${details['imported'] === true ? 'imported' : 'generated'} ${first}`,
  'keys.edit': ({ details }, { first, again }) => changedInWords(first === again ? first : null, details),
  'keys.rotate': rotated,
  'keys.finish-rotation': (_, { first, again }) =>
    `finished the rotation${first === again ? ` of ${first}` : ''}: the old secret works no longer`,
  'keys.revoke': revoked,
  'keys.reinstate': (_, { again }) => `reinstated ${again}`,
  'keys.remove': (_, { again }) => `removed ${again}`,
  'keys.restore': (_, { again }) => `brought ${again} back`,
  'keys.reassign': reassigned,
  'keys.batch': batch,
  'keys.import': ({ details }) => {
    const refused = number(details['refused']) ?? 0;
    const rest = refused === 0 ? '' : `; ${counted(refused, 'row')} had something wrong`;
    const from = text(details['file']) ?? 'a file';
    return `imported ${counted(number(details['imported']) ?? 0, 'key')} from ${from}${rest}`;
  },
  'keys.export': ({ details }) =>
    `exported ${counted(number(details['keys']) ?? 0, 'key')}${details['withSha256'] === true ? ' with their SHA-256' : ''}`,
};
