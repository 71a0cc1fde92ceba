import { z } from 'zod';
import { t } from './language/t.ts';
import { type Range, rangeProblem } from './setting-limits.ts';

/** Longer than anything that a person types; what is longer is refused before a rule reads it. */
const LONGEST = 20_000;

/**
 * A string schema over one of our own rules: the rule's sentence becomes the error's message.
 * @param longest in UTF-16 units, for what is a list rather than a text
 */
export function checked(problem: (text: string) => string | null, longest = LONGEST): z.ZodString {
  return z
    .string({ error: () => t('This must be text.') })
    .max(longest, { error: () => t('This text is far too long.'), abort: true })
    .superRefine((text, context) => {
      const message = problem(text);
      if (message !== null) context.addIssue({ code: 'custom', message });
    });
}

/** A number schema over a range of settings, with its sentences. */
export function whole(range: Range): z.ZodNumber {
  return z
    .number({ error: () => t('{label} must be a whole number.', { label: t(range.label) }) })
    .superRefine((value, context) => {
      const message = rangeProblem(range, value);
      if (message !== null) context.addIssue({ code: 'custom', message });
    });
}
