import { type Message, msg, t } from '../../../shared/language/t.ts';

/** What a person can ask for many keys; bringing removed ones back is only an undo. */
export type AskedAction = 'revoke' | 'reinstate' | 'remove';

interface Words {
  /** After "12 keys will be". */
  readonly done: Message;
}

/** What is asked before it is done; an undo is not. */
interface AskedWords extends Words {
  /** With how many keys. */
  readonly button: Message;
  readonly effect: Message;
}

const WORDS: Readonly<Record<AskedAction, AskedWords> & Record<'restore', Words>> = {
  revoke: {
    button: msg('Revoke {keys}'),
    done: msg('revoked until reinstated'),
    effect: msg('Any applications using them will lose access immediately.'),
  },
  reinstate: {
    button: msg('Reinstate {keys}'),
    done: msg('reinstated'),
    effect: msg('Applications that still have them get access again at once.'),
  },
  remove: {
    button: msg('Remove {keys}'),
    done: msg('removed'),
    effect: msg('All applications and integrations that use them will cease to function.'),
  },
  restore: { done: msg('brought back') },
};

export const wordsOf = (action: AskedAction): AskedWords => WORDS[action];

/** "12 of 14 keys will be revoked until reinstated." */
export function willText(action: AskedAction | 'restore', changes: number, selected: number): string {
  const done = t(WORDS[action].done);
  return changes === selected
    ? t('{keys, plural, one {# key will be {done}.} other {# keys will be {done}.}}', { keys: changes, done })
    : t('{changes, number} of {keys, plural, one {# key} other {# keys}} will be {done}.', {
        changes,
        keys: selected,
        done,
      });
}

/** "12 keys were removed." */
export const doneText = (action: AskedAction | 'restore', done: number): string =>
  done === 0
    ? t('No key was {done}.', { done: t(WORDS[action].done) })
    : t('{keys, plural, one {# key was {done}.} other {# keys were {done}.}}', {
        keys: done,
        done: t(WORDS[action].done),
      });
