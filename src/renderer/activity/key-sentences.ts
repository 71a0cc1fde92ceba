import { t } from '../../shared/language/t.ts';
import { counted } from '../ui/counted.ts';
import { formatClock, formatDay } from '../ui/format.ts';
import { changedInWords, number, record, text } from './changes.ts';
import type { Sentence } from './entry.ts';

const rotated: Sentence = ({ time, details }, { again }, now) => {
  const end = number(details['oldSecretEndsAt']);
  const old =
    end === null || end <= time
      ? t('the old secret stopped working at once')
      : end > now
        ? t('the old secret works until {day}, {time}', { day: formatDay(end), time: formatClock(end) })
        : t('the old secret worked until {day}, {time}', { day: formatDay(end), time: formatClock(end) });
  const from = record(details['before'])['expiresAt'];
  const to = record(details['after'])['expiresAt'];
  if (from === to) return t('rotated {again}; {old}', { again, old });
  const expiry = number(to);
  return expiry === null
    ? t('rotated {again}; {old}; it now never expires', { again, old })
    : t('rotated {again}; {old}; it now expires on {expiry}', { again, old, expiry: formatDay(expiry) });
};

const revoked: Sentence = ({ details }, { again }) => {
  const permanent = record(details['after'])['revocation'] === 'permanent';
  const because = details['because'] === 'owner removed' ? t(', because its owner was removed') : '';
  return permanent
    ? t('revoked {again} permanently{because}', { again, because })
    : t('revoked {again} until reinstated{because}', { again, because });
};

const reassigned: Sentence = ({ details }, { again }) => {
  const [from, to] = [
    text(record(details['before'])['owner']) ?? t('its owner'),
    text(record(details['after'])['owner']) ?? t('another account'),
  ];
  return t('gave {again} from {from} to {to}, because {from} was removed', { again, from, to });
};

const BATCHES: Readonly<Record<string, (keys: string) => string>> = {
  revoke: (keys) => t('revoked {keys} at once, until reinstated', { keys }),
  reinstate: (keys) => t('reinstated {keys} at once', { keys }),
  remove: (keys) => t('removed {keys} at once', { keys }),
  restore: (keys) => t('brought {keys} back', { keys }),
};

const batch: Sentence = ({ details }) => {
  const keys = counted(number(details['changed']) ?? 0, 'key');
  return (BATCHES[String(details['action'])] ?? ((all: string) => t('changed {all} at once', { all })))(keys);
};

/** What is done to keys. */
export const KEY_SENTENCES: Readonly<Record<string, Sentence>> = {
  'keys.generate': ({ details }, { first }) =>
    details['imported'] === true ? t('imported {first}', { first }) : t('generated {first}', { first }),
  'keys.edit': ({ details }, { first, again }) => changedInWords(first === again ? first : null, details),
  'keys.rotate': rotated,
  'keys.finish-rotation': (_, { first, again }) =>
    first === again
      ? t('finished the rotation of {first}: the old secret works no longer', { first })
      : t('finished the rotation: the old secret works no longer'),
  'keys.revoke': revoked,
  'keys.reinstate': (_, { again }) => t('reinstated {again}', { again }),
  'keys.remove': (_, { again }) => t('removed {again}', { again }),
  'keys.restore': (_, { again }) => t('brought {again} back', { again }),
  'keys.reassign': reassigned,
  'keys.batch': batch,
  'keys.import': ({ details }) => {
    const refused = number(details['refused']) ?? 0;
    const keys = counted(number(details['imported']) ?? 0, 'key');
    const from = text(details['file']) ?? t('a file');
    return refused === 0
      ? t('imported {keys} from {from}', { keys, from })
      : t('imported {keys} from {from}; {rows} had something wrong', {
          keys,
          from,
          rows: counted(refused, 'row'),
        });
  },
  'keys.export': ({ details }) => {
    const keys = counted(number(details['keys']) ?? 0, 'key');
    return details['withSha256'] === true
      ? t('exported {keys} with their SHA-256', { keys })
      : t('exported {keys}', { keys });
  },
};
