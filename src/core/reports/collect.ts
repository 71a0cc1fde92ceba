import { AppError } from '../../shared/rpc.ts';
import { collectAccessReview } from './access-review/review.ts';
import type { ReportDocument } from './document.ts';
import { collectInventory } from './inventory/inventory.ts';
import type { Reading } from './reading.ts';
import { type ReportRequest, type ReportWatch, UNWATCHED } from './request.ts';

/**
 * What a report says. All of it is one read of the store, and it asks no clock: the same store and request give the same
 * document. Takes seconds in a large store, so it is for a thread of its own (see `file/report-thread.ts`).
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
    case 'activity':
      throw new AppError('NOT_FOUND', `The report ${request.kind} is still being built.`);
  }
}
