import { quote } from './language/quote.ts';
import { t } from './language/t.ts';

/**
 * Rules for text that people type and others will read: what is refused, and how names are compared.
 * Written without Node or DOM, so that the form and the core say the same thing.
 */

/**
 * Control characters, bidirectional overrides and isolates, and everything invisible that hides in names. Joiners and
 * variation selectors are welcome, because scripts and emoji need them, and are passed over when names are compared.
 */
const FORBIDDEN =
  /(?!\u200c|\u200d|\p{Variation_Selector})[\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029]/u;
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;
const LONE_SURROGATE = /\p{Cs}/u;

/** Limits of product.md, in characters as people count them: code points. */
export const KEY_NAME = { min: 2, max: 200 } as const;
export const DESCRIPTION_MAX = 1000;
export const USERNAME = { min: 2, max: 200 } as const;
export const ORGANISATION_NAME = { min: 2, max: 200 } as const;
export const GRANT_NAME = { min: 2, max: 100 } as const;
export const SHORT_TEXT_MAX = 200;
export const PASSWORD = { min: 12, max: 256 } as const;

/** The number of code points, so that one emoji is one character. */
export const codePoints = (text: string): number => [...text].length;

/** Says what is wrong with a one-line name and how to mend it, or `null` when nothing is. Surrounding space is ignored. */
export function nameProblem(
  label: string,
  text: string,
  { min, max }: { min: number; max: number },
): string | null {
  const name = text.trim();
  const length = codePoints(name);
  if (name.replace(IGNORABLE, '').trim() === '') return t('{label} is required.', { label });
  if (length < min) return t('{label} must have at least {min} characters.', { label, min });
  if (length > max)
    return t('{label} must have at most {max} characters; this one has {length}.', { label, max, length });
  if (LONE_SURROGATE.test(name))
    return t('{label} contains half of a character. Delete it and type it again.', { label });
  if (FORBIDDEN.test(name)) {
    return t('{label} contains a control or invisible character. Delete it or type the name again.', {
      label,
    });
  }
  return null;
}

/** The same for text of several lines, where line feeds and tabs are welcome and nothing is required. */
export function descriptionProblem(text: string): string | null {
  const length = codePoints(text.trim());
  if (length > DESCRIPTION_MAX) {
    return t('Description must have at most {most} characters; this one has {length}.', {
      most: DESCRIPTION_MAX,
      length,
    });
  }
  if (LONE_SURROGATE.test(text))
    return t('Description contains half of a character. Delete it and type it again.');
  if (FORBIDDEN.test(text.replace(/[\n\r\t]/g, ''))) {
    return t('Description contains a control or invisible character. Delete it.');
  }
  return null;
}

/** The same for a description of one line. */
export function shortTextProblem(label: string, text: string): string | null {
  return text.trim() === '' ? null : nameProblem(label, text, { min: 1, max: SHORT_TEXT_MAX });
}

/** Resource and action of a permission are written together as `resource:action`, in tokens and in headers. */
export function permissionPartProblem(label: string, text: string): string | null {
  const part = text.trim();
  if (part === '') return t('{label} is required.', { label });
  if (/^[a-z][a-z0-9._-]{0,49}$/.test(part)) return null;
  return t(
    '{label} must begin with a small letter and have at most 50 characters: a to z, 0 to 9, “.”, “_” and “-”, for example “invoices”.',
    { label },
  );
}

/** A data scope: one word of the tenant's own systems, e.g. a legal entity's code. */
export function scopeProblem(text: string): string | null {
  return nameProblem(t('A scope'), text, { min: 1, max: SHORT_TEXT_MAX });
}

/** What every key of a tenant begins with. */
export function keyPrefixProblem(text: string): string | null {
  if (/^[a-z][a-z0-9]{1,9}$/.test(text)) return null;
  return t('Key prefix must have 2 to 10 characters, a to z and 0 to 9, and begin with a letter.');
}

/** Says what is wrong with a new password's length, or `null`. Any character may be used. */
export function passwordProblem(password: string): string | null {
  const length = codePoints(password.normalize('NFKC'));
  if (length < PASSWORD.min) return t('Password must have at least {min} characters.', { min: PASSWORD.min });
  if (length > PASSWORD.max) return t('Password must have at most {max} characters.', { max: PASSWORD.max });
  return null;
}

/** The same for a new passphrase, which must be as good. */
export function passphraseProblem(passphrase: string): string | null {
  const length = codePoints(passphrase.normalize('NFKC'));
  if (length < PASSWORD.min)
    return t('Passphrase must have at least {min} characters.', { min: PASSWORD.min });
  if (length > PASSWORD.max)
    return t('Passphrase must have at most {max} characters.', { max: PASSWORD.max });
  return null;
}

/** Text of others inside a sentence: short, on one line, nothing invisible. */
export function quoted(text: string): string {
  const start = Array.from(text.slice(0, 200));
  const shown = start
    .slice(0, 60)
    .join('')
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\ufffd');
  return quote(`${shown}${start.length > 60 ? '…' : ''}`);
}

/**
 * The form in which two names are compared: NFKC, without case and without what cannot be seen.
 * Folded twice, because folding can denormalise.
 */
export function comparable(name: string): string {
  const visible = name.replace(IGNORABLE, '').trim();
  return visible.normalize('NFKC').toLowerCase().toUpperCase().toLowerCase().normalize('NFKC');
}

/** What would move the cursor of a terminal, or make a text read as another one. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** What others have written, as a terminal may show it: a store that somebody has changed holds any text. */
export const visible = (text: string): string => text.replace(INVISIBLE, '\ufffd');
