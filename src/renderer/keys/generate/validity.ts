import { DAY } from '../../../shared/duration.ts';
import { t } from '../../../shared/language/t.ts';

/** A century: a typing error is more likely beyond. */
const LONGEST = 36_500;

/** What is wrong with a number of validity days as it stands in the field, or `null`. */
export function validityProblem(days: number | string): string | null {
  const number = typeof days === 'number' ? days : Number(days.trim() === '' ? Number.NaN : days);
  return Number.isInteger(number) && number >= 1 && number <= LONGEST
    ? null
    : t('Type a whole number of days, from 1 to 36,500.');
}

/** N × 24 hours after now, whatever clocks do meanwhile. Epoch milliseconds. */
export const validUntil = (days: number | string, now: number): number => now + Number(days) * DAY;
