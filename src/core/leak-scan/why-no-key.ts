import { msg, t } from '../../shared/language/t.ts';
import { isKeyPrefix } from '../keys/key-format.ts';

const SHAPE = msg('A key has a prefix such as “lk”, an underscore, and 38 letters and digits.');
const AFTER = 38;

/** Why a text is no key and contains none, without repeating any of it. */
export function whyNoKey(given: string): string {
  const text = given.trim();
  if (text === '') return t('There is nothing here. Paste a key.');
  if (/\s/.test(text))
    return t('There is no whole key in this text. {shape} It may be cut in two by a space or a line end.', {
      shape: t(SHAPE),
    });
  const underscore = text.indexOf('_');
  if (underscore === -1) return t('This has no underscore. {shape}', { shape: t(SHAPE) });
  const prefix = text.slice(0, underscore);
  const rest = text.slice(underscore + 1);
  const told = [...rest].length;
  if (!/^[0-9A-Za-z]*$/.test(rest)) {
    return t(
      'After the underscore there is something other than the letters A to Z, a to z and digits. {shape}',
      { shape: t(SHAPE) },
    );
  }
  if (told < AFTER)
    return t(
      'This is cut off: after the underscore there are {told} characters, and a key has {after} there.',
      { told, after: AFTER },
    );
  if (told > AFTER)
    return t(
      'This is too long: after the underscore there are {told} characters, and a key has {after} there.',
      { told, after: AFTER },
    );
  if (!isKeyPrefix(prefix)) {
    return t(
      'What stands before the underscore is no prefix of a key: that has 2 to 10 small letters and digits and begins with a letter.',
    );
  }
  return t(
    'This has the shape of a key, but its last six characters do not fit the others: something in it was changed, or Latchkey did not make it.',
  );
}
