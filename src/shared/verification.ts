import { z } from 'zod';
import type { Access } from './authorities.ts';
import { checked } from './checked.ts';
import { msg, t } from './language/t.ts';
import {
  addressProblem,
  methodProblem,
  pathProblem,
  permissionsProblem,
  REQUEST_TARGET_MAX,
} from './request-text.ts';
import type { Call } from './rpc.ts';
import { id, time } from './time.ts';

const NO_TIME = msg('This time cannot be asked about. Choose one between the years 1970 and 275760.');

/** What the client of a simulated request presents. */
const presented = z.discriminatedUnion('by', [
  /** A secret of a key of the tenant, which stays unknown: its current one, or the one before the last rotation. */
  z.strictObject({ by: z.literal('key'), id, secret: z.enum(['current', 'previous']) }),
  /** A text as it came; empty: no key was presented. It goes no further than its hash. */
  z.strictObject({
    by: z.literal('text'),
    text: z.string().max(1_000, { error: () => t('This is far too long for a key.') }),
  }),
]);

/** As text it is read by the window, which knows the person's time zone. */
const moment = z
  .number({ error: () => t(NO_TIME) })
  .refine((value) => time.safeParse(value).success, { error: () => t(NO_TIME) });

export const explainInput = z.strictObject({
  presented,
  /** Of the client; empty: not known. */
  address: checked(addressProblem, 200),
  /** `null`: now. */
  time: moment.nullable(),
  /** `null`: not known. */
  operation: z
    .strictObject({ method: checked(methodProblem, 100), path: checked(pathProblem, REQUEST_TARGET_MAX) })
    .nullable(),
  /** That the operation needs, as `invoices:read`. */
  permissions: z.array(z.string()).superRefine((needed, context) => {
    const message = permissionsProblem(needed);
    if (message !== null) context.addIssue({ code: 'custom', message });
  }),
});
export type ExplainInput = z.infer<typeof explainInput>;

/** What verification answers to a request that nobody made. */
export const simulation = z.object({
  code: z.string(),
  /** Of HTTP, as the endpoint answers. */
  status: z.number().int(),
  message: z.string(),
  /** The moment for which it was asked. */
  time,
  /** In the order in which they are tried. */
  steps: z.array(
    z.object({
      code: z.string(),
      /** `not simulated`: nobody can know it beforehand. */
      result: z.enum(['passed', 'refused', 'not reached', 'not simulated']),
      /** In words; times as ISO 8601, UTC. */
      reason: z.string(),
    }),
  ),
  /** `null`: what was presented is no secret of the tenant. */
  key: z
    .object({
      id,
      name: z.string(),
      hint: z.string(),
      /** `null`: the tenant itself. */
      owner: z.string().nullable(),
      expiresAt: time.nullable(),
      removed: z.boolean(),
    })
    .nullable(),
  /** What a valid key hands on; a refused one hands on nothing. */
  grants: z
    .object({
      roles: z.array(z.string()),
      permissions: z.array(z.string()),
      /** `null`: a key of the tenant, which data access control does not limit. */
      dataScopes: z.array(z.string()).nullable(),
    })
    .nullable(),
});
export type Simulation = z.infer<typeof simulation>;

export const verification = {
  /** Every step of a verification as the endpoint would decide it. Counts as no use and no refusal. */
  explain: { input: explainInput, output: simulation, authority: 'view' },
} as const satisfies Record<string, Call<Access>>;
