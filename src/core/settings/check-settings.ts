import type { z } from 'zod';
import { t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';

/** The contract has checked the same at the door; the core is also called by others. @throws AppError `INVALID_INPUT` */
export function checkSettings<T>(schema: z.ZodType<T>, input: T): T {
  const { success, data, error } = schema.safeParse(input);
  if (success) return data;
  const [issue] = error.issues;
  const field = issue?.path.join('.') ?? '';
  throw new AppError('INVALID_INPUT', issue?.message ?? t('The input is not valid.'), field ? { field } : {});
}
