import { t } from '../../shared/language/t.ts';
import { hintOf, wholeKeyIn } from '../keys/list/whole-key.ts';

/** What counts of a text that was pasted: the whole key in it, or all of it. */
export const presentedIn = (text: string): string => wholeKeyIn(text) ?? text.trim();

/** Of what has not the shape of a key nothing is shown: it may be most of one. */
export const labelOf = (text: string): string =>
  wholeKeyIn(text) === text
    ? hintOf(text)
    : t('{textCount} characters, not the shape of a key', { textCount: text.length });
