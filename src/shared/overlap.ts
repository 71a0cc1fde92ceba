import { DAY, HOUR, MINUTE } from './duration.ts';

/** How long an old secret may go on working after a rotation, in milliseconds. */
export const OVERLAPS = {
  none: 0,
  '15-minutes': 15 * MINUTE,
  '1-hour': HOUR,
  '24-hours': 24 * HOUR,
  '7-days': 7 * DAY,
} as const;
export type Overlap = keyof typeof OVERLAPS;

/** How long after its removal a key can be brought back. Milliseconds; the screen offers it for 10 s of them. */
export const UNDO_WINDOW = MINUTE;
