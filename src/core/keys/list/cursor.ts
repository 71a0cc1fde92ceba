import { z } from 'zod';
import { t } from '../../../shared/language/t.ts';
import { AppError } from '../../../shared/rpc.ts';

/** Where a key stands in an order, as the order's SQL compares it: by these four, one after the other. */
export interface Position {
  /** Which stretch of the order, e.g. 1 for the keys that never expire. */
  readonly band: number;
  /** What the order is by; `null` where it is by id alone. */
  readonly value: string | number | null;
  /** The owner or group whose name `value` is. */
  readonly parent: number | null;
  readonly id: number;
}

const whole = z.number().int();
const shape = z.tuple([
  z.union([z.literal(0), z.literal(1)]),
  z.union([z.string(), whole, z.null()]),
  whole.nullable(),
  whole,
]);

/** A position as text that means nothing to anybody else. */
export const toCursor = ({ band, value, parent, id }: Position): string =>
  JSON.stringify([band, value, parent, id]);

/** @throws AppError `INVALID_INPUT` for what `toCursor` has not made */
export function parseCursor(cursor: string): Position {
  const parsed = shape.safeParse(parsedJson(cursor));
  if (!parsed.success) throw brokenCursor();
  const [band, value, parent, id] = parsed.data;
  return { band, value, parent, id };
}

export const brokenCursor = (): AppError =>
  new AppError('INVALID_INPUT', t('This is no place in the list. Load the list again.'), { field: 'after' });

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
