import { type Message, msg, t } from '../../shared/language/t.ts';
import type { Sentence, Thing, Told } from './entry.ts';
import { KEY_SENTENCES } from './key-sentences.ts';
import { OTHER_SENTENCES } from './other-sentences.ts';
import { PEOPLE_SENTENCES } from './people-sentences.ts';
import { MADE, whyInWords, wishInWords } from './wishes.ts';

/** On whose page an entry is told: a key's own page says "this key", every other one names what it was. */
export type Here = 'key' | null;

const SENTENCES: Readonly<Record<string, Sentence>> = {
  ...KEY_SENTENCES,
  ...PEOPLE_SENTENCES,
  ...OTHER_SENTENCES,
};

/** What one of each subject is called. */
const ONE: Readonly<Record<string, Message>> = {
  keys: msg('key'),
  accounts: msg('account'),
  roles: msg('role'),
  'authorization-groups': msg('authorization group'),
  'api-sets': msg('API set'),
  permissions: msg('permission'),
  'data-access': msg('data access group'),
  tenants: msg('tenant'),
};

/** One of them that has no name. */
const A_THING: Readonly<Record<string, Message>> = { keys: msg('a key'), ...MADE };

function thingOf({ action, target }: Told, here: Here): Thing {
  const [subject = ''] = action.split('.');
  if (here === 'key' && subject === 'keys') return { first: t('this key'), again: t('it') };
  const one = t(ONE[subject] ?? msg('thing'));
  const name =
    target == null ? t(A_THING[subject] ?? msg('a thing')) : t('the {one} “{target}”', { one, target });
  return { first: name, again: name };
}

/** Whether something that was done has a sentence of its own. */
export const hasSentence = (action: string): boolean => Object.hasOwn(SENTENCES, action);

/** What happened, after the name of who did it: "rotated it; the old secret stopped working at once". */
export function activityInWords(entry: Told, now: number, here: Here = null): string {
  const thing = thingOf(entry, here);
  if (entry.outcome === 'refused') {
    return t('tried to {wishInWords} and was refused{whyInWords}', {
      wishInWords: wishInWords(entry.action, thing),
      whyInWords: whyInWords(entry.details['code']),
    });
  }
  const sentence = hasSentence(entry.action) ? SENTENCES[entry.action] : undefined;
  return sentence?.(entry, thing, now) ?? t('did “{action}”', { action: entry.action });
}
