import { z } from 'zod';
import { time } from './time.ts';

/** One line of what happened to something, as its own page shows it. */
export const activityEntry = z.object({
  seq: z.number().int(),
  time,
  actor: z.string().nullable(),
  action: z.string(),
  target: z.string().nullable(),
  outcome: z.enum(['done', 'refused']),
  details: z.record(z.string(), z.json()),
});
export type ActivityEntry = z.infer<typeof activityEntry>;
