import { type Message, msg, t } from '../../shared/language/t.ts';

/** What the keys are called on this computer. */
export const IS_MAC = navigator.userAgent.includes('Macintosh');
export const MODIFIER = IS_MAC ? '⌘' : 'Ctrl';

const KEY_NAMES: Readonly<Record<string, Message>> = {
  Ctrl: msg('Ctrl'),
  Shift: msg('Shift'),
  Enter: msg('Enter'),
  Delete: msg('Delete'),
  Space: msg('Space'),
};

/** What stands on a key: German keyboards have “Strg” where others have “Ctrl”. */
export function keyName(key: string): string {
  const name = KEY_NAMES[key];
  return name === undefined ? key : t(name);
}

/** `Ctrl+N`, or `⌘N` as Macs write it. */
export const accelerator = (key: string): string => (IS_MAC ? `⌘${key}` : `${keyName('Ctrl')}+${key}`);
