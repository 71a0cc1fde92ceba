import { msg } from '../../shared/language/t.ts';
import { collectAccessReview } from './access-review/review.ts';
import { collectActivity } from './activity/activity.ts';
import type { ReportDocument } from './document.ts';
import { dateOf } from './ask-report.ts';
import { requireRoom } from './bounds.ts';
import { collectFindings } from './findings/findings.ts';
import { collectInventory } from './inventory/inventory.ts';
import { type LogPosition, positionAt } from './position.ts';
import type { Reading } from './reading.ts';
import { type ReportRequest, type ReportWatch, UNWATCHED } from './request.ts';

/**
 * What a report says, and where the log stood at its date. All of it is one read of the store, and it asks no clock: the
 * same store and request give the same document. Takes seconds in a large store, so it is for a thread of its own.
 * @param reading a connection that nobody else uses meanwhile
 * @throws AppError `NOT_FOUND`, `REPORT_TOO_LARGE`, `INVALID_INPUT`
 */
export async function collectWithPosition(
  reading: Reading,
  request: ReportRequest,
  watch: ReportWatch = UNWATCHED,
): Promise<{ readonly document: ReportDocument; readonly position: LogPosition }> {
  const { sqlite } = reading;
  sqlite.exec('BEGIN');
  try {
    const document = await collect(reading, request, watch);
    // Each has looked before at what it has most of; of the rest there may be too much as well.
    const rows = document.sections.reduce((sum, section) => sum + section.rows.length, 0);
    requireRoom(rows, msg('Ask for less, or export keys and log by themselves.'));
    return { document, position: positionAt(sqlite, dateOf(request)) };
  } finally {
    sqlite.exec('COMMIT');
  }
}

/** What a report says. */
export const collectReport = async (
  reading: Reading,
  request: ReportRequest,
  watch?: ReportWatch,
): Promise<ReportDocument> => (await collectWithPosition(reading, request, watch)).document;

async function collect(
  reading: Reading,
  request: ReportRequest,
  watch: ReportWatch,
): Promise<ReportDocument> {
  switch (request.kind) {
    case 'inventory':
      return collectInventory(reading, request, watch);
    case 'access-review':
      return collectAccessReview(reading, request, watch);
    case 'findings':
      return collectFindings(reading, request, watch);
    case 'activity':
      return collectActivity(reading, request, watch);
  }
}
