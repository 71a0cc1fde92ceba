import { z } from 'zod';

/** Longer than anything that a person types; what is longer is refused before a rule reads it. */
const LONGEST = 20_000;

/** A string schema over one of our own rules: the rule's sentence becomes the error's message. */
export function checked(problem: (text: string) => string | null): z.ZodString {
  return z
    .string({ error: 'This must be text.' })
    .max(LONGEST, { error: 'This text is far too long.', abort: true })
    .superRefine((text, context) => {
      const message = problem(text);
      if (message !== null) context.addIssue({ code: 'custom', message });
    });
}
