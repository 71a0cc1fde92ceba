import { comparable } from '../../shared/text.ts';

/**
 * What a name looks like, so that names which look the same have the same skeleton. After the idea of Unicode's UTS #39,
 * by a table of our own instead of its 6,000 rows. It covers: what NFKC folds (full-width and mathematical letters,
 * ligatures, circled letters); Greek, Cyrillic, Armenian and a few Latin letters that look like a letter from a to z;
 * dashes, quotes and spaces of all kinds; and within words of letters 0 for o, 1 and | for l, a capital I for l, and
 * “rn” for m, “vv” for w. It does not cover: scripts other than those, letters with marks against the same without
 * (é and e differ to the eye), and pictures.
 */

/** Look-alikes by what they look like. Capitals where only the capital does. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  a: 'аαɑΑА',
  b: 'ЬВΒƄ',
  c: 'сϲⅽСϹ',
  d: 'ԁⅾɗ',
  e: 'еҽєεЕΕ',
  f: 'ƒϝғ',
  g: 'ɡցԍ',
  h: 'һհнНΗ',
  i: 'іıιɩІΙ',
  j: 'јϳЈ',
  k: 'κкқКΚ',
  l: 'ӏⅼǀ∣',
  m: 'мМΜⅿ',
  n: 'ոռпηΝ',
  o: 'оοօσОΟՕଠ',
  p: 'рρРΡ',
  q: 'ԛգ',
  r: 'гᴦꭇ',
  s: 'ѕꜱЅ',
  t: 'тτТΤ',
  u: 'υսцʋ',
  v: 'νѵⅴ',
  w: 'ѡԝաω',
  x: 'хχⅹХΧ',
  y: 'уүγУΥ',
  z: 'ᴢΖ',
  '-': '‐‑‒–—―−﹘⁃',
  "'": '’‘ʼ‛′`´ʹ',
  '"': '“”„‟″',
  ' ': '\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000',
  '/': '⁄∕',
  '.': '․',
  ',': '‚',
  ':': '∶꞉ː',
};

const BY_LETTER: ReadonlyMap<string, string> = new Map(
  Object.entries(LOOK_ALIKES).flatMap(([plain, alike]) =>
    Array.from(alike, (letter): [string, string] => [letter, plain]),
  ),
);

const NOT_ASCII = /[^\x20-\x7e]/;
/**
 * True for names that could look like another one; nearly all others are passed over at once. There may be a million, so
 * it goes along the name once: something that is not ASCII, a digit or bar beside a letter, a capital I after a small
 * letter, “rn” and “vv”.
 */
function isSuspicious(name: string): boolean {
  let before = 0;
  for (let at = 0; at < name.length; at += 1) {
    const code = name.charCodeAt(at);
    if (code > 0x7e || code < 0x20) return true;
    const small = code | 0x20;
    if (isLetter(small) ? standsForLetter(before) : standsForLetter(code) && isLetter(before | 0x20))
      return true;
    if (code === CAPITAL_I && before >= 0x61 && before <= 0x7a) return true;
    if ((small === N && (before | 0x20) === R) || (small === V && (before | 0x20) === V)) return true;
    before = code;
  }
  return false;
}

const [CAPITAL_I, N, R, V] = [0x49, 0x6e, 0x72, 0x76];
const isLetter = (small: number): boolean => small >= 0x61 && small <= 0x7a;
/** 0, 1 and |. */
const standsForLetter = (code: number): boolean => code === 0x30 || code === 0x31 || code === 0x7c;

function plain(name: string): string {
  if (!NOT_ASCII.test(name)) return name;
  let text = '';
  for (const letter of name.normalize('NFKC')) text += BY_LETTER.get(letter) ?? letter;
  return text;
}

const STANDS_FOR: Readonly<Record<string, string>> = { 0: 'o', 1: 'l', '|': 'l' };

/** In words, what stands for a letter; in numbers (“Key 10”) a digit is a digit. */
const undisguised = (text: string): string =>
  text
    .replaceAll(/(?<=[a-z])[01|]+(?![0-9])|(?<![0-9])[01|]+(?=[a-z])/g, (run) =>
      Array.from(run, (letter) => STANDS_FOR[letter] ?? letter).join(''),
    )
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');

/**
 * The skeletons of a name that are not the name itself, in the form in which names are compared; none for a name that
 * looks like nothing else. Two, because a capital I looks like an l, and folded like an i.
 */
export function skeletonsOf(name: string): readonly string[] {
  if (!isSuspicious(name)) return [];
  const same = comparable(name);
  const text = plain(name);
  const skeletons = new Set(
    [text, text.replaceAll(/(?<=[a-z])I+/g, (run) => 'l'.repeat(run.length))].map((one) =>
      undisguised(comparable(one)),
    ),
  );
  skeletons.delete(same);
  return [...skeletons];
}
