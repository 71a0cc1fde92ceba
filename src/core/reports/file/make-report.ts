import type { ReportFormat } from '../../../shared/report-words.ts';
import { dateOf } from '../ask-report.ts';
import { collectWithPosition } from '../collect.ts';
import { writeReport } from '../formats/write-report.ts';
import type { LogPosition } from '../position.ts';
import type { Reading } from '../reading.ts';
import type { ReportRequest, ReportWatch } from '../request.ts';

/** What is known of a report before its first byte. */
export interface ReportHead {
  readonly rows: number;
  /** The moment that it is about, epoch milliseconds. */
  readonly date: number;
  /** Where the log stood then. */
  readonly position: LogPosition;
}

export interface MadeReport {
  readonly head: ReportHead;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Collects a report and gives it as the bytes of a file. For a thread of its own, or a process. */
export async function makeReport(
  reading: Reading,
  request: ReportRequest,
  format: ReportFormat,
  watch?: ReportWatch,
): Promise<MadeReport> {
  const { document, position } = await collectWithPosition(reading, request, watch);
  const date = dateOf(request);
  return {
    head: {
      rows: document.sections.reduce((sum, { rows }) => sum + rows.length, 0),
      date,
      position,
    },
    bytes: writeReport(document, format, date),
  };
}
