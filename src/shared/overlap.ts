const MINUTE = 60_000;

/** How long an old secret may go on working after a rotation, in milliseconds. */
export const OVERLAPS = {
  none: 0,
  '15-minutes': 15 * MINUTE,
  '1-hour': 60 * MINUTE,
  '24-hours': 24 * 60 * MINUTE,
  '7-days': 7 * 24 * 60 * MINUTE,
} as const;
export type Overlap = keyof typeof OVERLAPS;

/** How long after its removal a key can be brought back. Milliseconds; the screen offers it for 10 s of them. */
export const UNDO_WINDOW = 60_000;
