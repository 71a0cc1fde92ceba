import { t } from '../../../shared/language/t.ts';
import { codePoints, nameProblem } from '../../../shared/text.ts';
import { hashKey, keyHint, parseKey } from '../key-format.ts';
import { readHash } from './cells.ts';
import type { Column } from './columns.ts';
import type { ImportRow } from './row.ts';
import { holdsKey } from './shown.ts';

/** What a list shows of a key that came as a hash without a hint. */
const NO_HINT = '(imported)';
/** As long as the hint of the longest prefix. A key is longer. */
const HINT_MAX = 20;

type Report = (column: Column, message: string) => void;

/** The secret of a row, which is written as a plain key or as its SHA-256; `null` when it is neither, which is reported. */
export function readSecret(cell: (column: Column) => string, report: Report): ImportRow['secret'] {
  const key = cell('key');
  const sha256 = cell('sha256');
  const hint = readHint(cell('hint'), report);
  if (key !== '' && sha256 !== '') {
    report('key', t('There is a key and a SHA-256. Leave one of the two cells empty.'));
    return null;
  }
  if (key !== '') {
    if (parseKey(key) !== null) return { hash: hashKey(key), hint: keyHint(key), from: 'key' };
    report('key', whyNoKey(key));
    return null;
  }
  if (sha256 === '') {
    report('sha256', t('There is neither a key nor a SHA-256. Write one of them.'));
    return null;
  }
  const hash = readHash(sha256);
  if (hash !== null) return { hash, hint: hint === '' ? NO_HINT : hint, from: 'sha256' };
  report('sha256', t('This is no SHA-256. Write its 64 hexadecimal digits, or its 32 bytes in base64.'));
  return null;
}

/** Never repeats what was written. */
function whyNoKey(text: string): string {
  const why = /…|\.\.\./.test(text)
    ? t('This is a hint, not a whole key.')
    : /^[a-z][a-z0-9]{1,9}_[0-9A-Za-z]{38}$/.test(text)
      ? t('This key is damaged: its last six characters are not its checksum.')
      : t(
          "This is no key in Latchkey’s format, '<prefix>_<32 characters><6 of checksum>', and would be refused as malformed before anybody looked it up.",
        );
  return t('{why} Write the whole key, or generate a new one and hand it out instead.', { why });
}

function readHint(text: string, report: Report): string {
  if (text === '') return '';
  if (holdsKey(text) || codePoints(text) > HINT_MAX) {
    report(
      'hint',
      t('A hint has at most {most} characters, for example lk_3fT9…x0Qa. Shorten it.', { most: HINT_MAX }),
    );
    return '';
  }
  const problem = nameProblem(t('Hint'), text, { min: 1, max: HINT_MAX });
  if (problem !== null) report('hint', problem);
  return text;
}
