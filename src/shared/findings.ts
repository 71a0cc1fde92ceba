import { z } from 'zod';
import type { Access } from './authorities.ts';
import { checked } from './checked.ts';
import { DISMISSAL_REASON, FINDING_PAGE, RULE_IDS } from './finding-rules.ts';
import { t } from './language/t.ts';
import type { Call } from './rpc.ts';
import { nameProblem } from './text.ts';
import { id, time } from './time.ts';

/** Findings: what should be mended in the tenant that is open, rule by rule, and what was dismissed. */

const rule = z.enum(RULE_IDS);
const count = z.number().int();

export const finding = z.object({
  /** Of the key or account; `FINDING_SUBJECTS` for what is neither. */
  id,
  /** Of the key or account; what else it is, by its name in `FINDING_SUBJECTS`. */
  name: z.string(),
  /** Of a key. */
  hint: z.string().nullable(),
  /** Of a key; `null`: the tenant. */
  owner: z.object({ accountId: id, username: z.string() }).nullable(),
  /** What the rule saw: since when, how many or how much, and in its own words; each rule says which. */
  at: time.nullable(),
  count: count.nullable(),
  text: z.string().nullable(),
});
export type Finding = z.infer<typeof finding>;

export const findingSummary = z.object({
  /** When it was looked. */
  at: time,
  /** Rules with findings that are not dismissed; those that are switched off are not looked at. */
  rules: z.array(
    z.object({
      rule,
      count,
      /** Its first findings. */
      first: z.array(finding),
    }),
  ),
  off: z.array(rule),
  /** Dismissals that are in force. */
  dismissed: count,
});
export type FindingSummary = z.infer<typeof findingSummary>;

const dismissal = z.object({
  id,
  rule,
  subjectId: id,
  name: z.string(),
  reason: z.string(),
  until: time,
  by: z.string(),
  at: time,
});
export type Dismissal = z.infer<typeof dismissal>;

export const findings = {
  /** Looks at the whole tenant, in a thread of its own. */
  summary: { input: z.undefined(), output: findingSummary, authority: 'view' },
  /** The findings of one rule, in the order in which their subjects were made. */
  items: {
    input: z.strictObject({
      rule,
      /** The id of the finding before; `null`: from the first. */
      after: id.nullable(),
      limit: z.number().int().min(1).max(FINDING_PAGE),
    }),
    output: z.object({
      items: z.array(finding),
      /** The `after` of the next page; `null`: this was the last one. */
      end: id.nullable(),
    }),
    authority: 'view',
  },
  /** Those in force, the newest first, before the one with the id `before`. */
  dismissed: {
    input: z.strictObject({ before: id.nullable() }),
    output: z.object({ dismissals: z.array(dismissal), more: z.boolean() }),
    authority: 'view',
  },
  /** Puts one finding aside until a moment. Dismissing it again replaces reason and date. */
  dismiss: {
    input: z.strictObject({
      rule,
      subjectId: id,
      reason: checked((text) => nameProblem(t('Reason'), text, DISMISSAL_REASON)),
      until: time,
    }),
    output: dismissal,
    authority: 'manage-settings',
  },
  /** Ends a dismissal before its date. */
  restore: { input: z.strictObject({ id }), output: z.object({}), authority: 'manage-settings' },
  /** A rule of which the tenant wants to hear nothing. */
  switchOff: { input: z.strictObject({ rule }), output: z.object({}), authority: 'manage-settings' },
  switchOn: { input: z.strictObject({ rule }), output: z.object({}), authority: 'manage-settings' },
} as const satisfies Record<string, Call<Access>>;
