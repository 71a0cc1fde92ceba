import type { Sentence, Thing, Told } from './entry.ts';
import { KEY_SENTENCES } from './key-sentences.ts';
import { OTHER_SENTENCES } from './other-sentences.ts';
import { PEOPLE_SENTENCES } from './people-sentences.ts';
import { whyInWords, wishInWords } from './wishes.ts';

/** On whose page an entry is told: a key's own page says "this key", every other one names what it was. */
export type Here = 'key' | null;

const SENTENCES: Readonly<Record<string, Sentence>> = {
  ...KEY_SENTENCES,
  ...PEOPLE_SENTENCES,
  ...OTHER_SENTENCES,
};

/** What one of each subject is called. */
const ONE: Readonly<Record<string, string>> = {
  keys: 'key',
  accounts: 'account',
  roles: 'role',
  'authorization-groups': 'authorization group',
  'api-sets': 'API set',
  permissions: 'permission',
  'data-access': 'data access group',
  tenants: 'tenant',
};

function thingOf({ action, target }: Told, here: Here): Thing {
  const [subject = ''] = action.split('.');
  if (here === 'key' && subject === 'keys') return { first: 'this key', again: 'it' };
  const one = ONE[subject] ?? 'thing';
  const name = target == null ? `${/^[aeiou]/i.test(one) ? 'an' : 'a'} ${one}` : `the ${one} “${target}”`;
  return { first: name, again: name };
}

/** Whether something that was done has a sentence of its own. */
export const hasSentence = (action: string): boolean => Object.hasOwn(SENTENCES, action);

/** What happened, after the name of who did it: "rotated it; the old secret stopped working at once". */
export function activityInWords(entry: Told, now: number, here: Here = null): string {
  const thing = thingOf(entry, here);
  if (entry.outcome === 'refused') {
    return `tried to ${wishInWords(entry.action, thing)} and was refused${whyInWords(entry.details['code'])}`;
  }
  const sentence = hasSentence(entry.action) ? SENTENCES[entry.action] : undefined;
  return sentence?.(entry, thing, now) ?? `did “${entry.action}”`;
}
