import { type Message, t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';

/** What a report may hold. A report that is too large is refused, never cut: whoever signs it signs that it is whole. */

/** Rows of all sections together. A document of so many takes about 300 MB while it is made. */
export const MOST_ROWS = 250_000;

/** Findings of one rule that are listed; how many there are is told beside them. */
export const LISTED_FINDINGS = 5_000;

/** Rows that are done between two tellings of progress. */
export const TOLD_EACH = 1_000;

/** @throws AppError `REPORT_TOO_LARGE` @param cure what to do instead, as a sentence */
export function requireRoom(rows: number, cure: Message): void {
  if (rows <= MOST_ROWS) return;
  throw new AppError(
    'REPORT_TOO_LARGE',
    t('This report would have more than {most, number} lines. {cure}', { most: MOST_ROWS, cure: t(cure) }),
  );
}
