import { counted } from '../../ui/counted.ts';
import { formatNumber } from '../../ui/format.ts';

/** What a person can ask for many keys; bringing removed ones back is only an undo. */
export type AskedAction = 'revoke' | 'reinstate' | 'remove';

interface Words {
  readonly button: string;
  /** After "12 keys will be". */
  readonly done: string;
  readonly effect: string;
}

const WORDS: Readonly<Record<AskedAction | 'restore', Words>> = {
  revoke: {
    button: 'Revoke',
    done: 'revoked until reinstated',
    effect: 'Any applications using them will lose access immediately.',
  },
  reinstate: {
    button: 'Reinstate',
    done: 'reinstated',
    effect: 'Applications that still have them get access again at once.',
  },
  remove: {
    button: 'Remove',
    done: 'removed',
    effect: 'All applications and integrations that use them will cease to function.',
  },
  restore: { button: 'Restore', done: 'brought back', effect: '' },
};

export const wordsOf = (action: AskedAction | 'restore'): Words => WORDS[action];

/** "12 of 14 keys will be revoked until reinstated." */
export function willText(action: AskedAction | 'restore', changes: number, selected: number): string {
  const keys =
    changes === selected
      ? counted(changes, 'key')
      : `${formatNumber(changes)} of ${counted(selected, 'key')}`;
  return `${keys} will be ${WORDS[action].done}.`;
}

/** "12 keys were removed." */
export const doneText = (action: AskedAction | 'restore', done: number): string =>
  done === 0
    ? `No key was ${WORDS[action].done}.`
    : `${counted(done, 'key')} ${done === 1 ? 'was' : 'were'} ${WORDS[action].done}.`;
