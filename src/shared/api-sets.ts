import { z } from 'zod';
import { operationsProblem } from './api-pattern.ts';
import type { Access } from './authorities.ts';
import { checked } from './checked.ts';
import { users } from './grants.ts';
import { t } from './language/t.ts';
import type { Call } from './rpc.ts';
import { GRANT_NAME, nameProblem, shortTextProblem } from './text.ts';
import { id } from './time.ts';

/** A named group of API operations, to which keys can be limited. */
export const apiSet = z.object({
  id,
  /** Goes up with every change; an edit names the one that the person has seen. */
  revision: z.number().int(),
  name: z.string(),
  description: z.string(),
  /** Canonical, one `METHOD /path/pattern` a line; the language stands in docs/api-patterns.md. */
  operations: z.string(),
  /** Keys that are not removed. */
  keys: z.number().int(),
});
export type ApiSet = z.infer<typeof apiSet>;

/** Says what is wrong with the operations of a set: without one it would lock out every key that is limited to it. */
export const operationsRule = (text: string): string | null =>
  text.trim() === ''
    ? t('Operations is required. Write at least one, for example GET /v1/orders.')
    : operationsProblem(text);

const input = {
  name: checked((text) => nameProblem(t('Name'), text, GRANT_NAME)),
  description: checked((text) => shortTextProblem(t('Description'), text)),
  operations: checked(operationsRule, 300_000),
};
const which = z.strictObject({ id });

export const apiSets = {
  list: { input: z.undefined(), output: z.array(apiSet), authority: 'view' },
  create: { input: z.strictObject(input), output: apiSet, authority: 'manage-access-control' },
  /** Refused as `CHANGED_MEANWHILE` when somebody else has changed it since. */
  edit: {
    input: z.strictObject({ id, revision: z.number().int(), ...input }),
    output: apiSet,
    authority: 'manage-access-control',
  },
  /** Refused as `IN_USE` while a key is limited to it. */
  remove: { input: which, output: z.object({}), authority: 'manage-access-control' },
  users: { input: which, output: users, authority: 'view' },
} as const satisfies Record<string, Call<Access>>;
