import { collectAccessReview } from './access-review/review.ts';
import { collectActivity } from './activity/activity.ts';
import type { ReportDocument } from './document.ts';
import { collectFindings } from './findings/findings.ts';
import { collectInventory } from './inventory/inventory.ts';
import type { Reading } from './reading.ts';
import { type ReportRequest, type ReportWatch, UNWATCHED } from './request.ts';

/**
 * What a report says. All of it is one read of the store, and it asks no clock: the same store and request give the same
 * document. Takes seconds in a large store, so it is for a thread of its own.
 * @param reading a connection that nobody else uses meanwhile
 * @throws AppError `NOT_FOUND`, `REPORT_TOO_LARGE`, `INVALID_INPUT`
 */
export async function collectReport(
  reading: Reading,
  request: ReportRequest,
  watch: ReportWatch = UNWATCHED,
): Promise<ReportDocument> {
  const { sqlite } = reading;
  sqlite.exec('BEGIN');
  try {
    return await collect(reading, request, watch);
  } finally {
    sqlite.exec('COMMIT');
  }
}

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
