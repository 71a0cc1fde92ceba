import { z } from 'zod';

/** Times are whole milliseconds since the epoch, UTC, within what a JavaScript date can hold. */
export const time = z.number().int().min(0).max(8.64e15);

/** What the store numbers its rows with. */
export const id = z.number().int().positive();
