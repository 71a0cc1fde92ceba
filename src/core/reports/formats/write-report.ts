import type { ReportFormat } from '../../../shared/report-words.ts';
import { breathe } from '../../breathe.ts';
import type { ReportDocument } from '../document.ts';
import { csvReport } from './csv.ts';
import { htmlReport } from './html.ts';
import { jsonReport } from './json.ts';

/** A piece of a file has about so many characters, so that writing it costs little. */
const PIECE = 64 * 1024;

/**
 * A report as the bytes of a file, piece by piece. The same document and moment give the same bytes.
 * @param at what the report says is its date, epoch milliseconds
 */
export async function* writeReport(
  document: ReportDocument,
  format: ReportFormat,
  at: number,
): AsyncGenerator<Uint8Array> {
  if (format === 'pdf') {
    // Library and font are large: who writes no PDF does not load them.
    const { pdfReport } = await import('./pdf/pdf.ts');
    yield* pdfReport(document, at);
    return;
  }
  let waiting = '';
  for (const text of TEXTS[format](document)) {
    waiting += text;
    if (waiting.length < PIECE) continue;
    yield Buffer.from(waiting);
    waiting = '';
    await breathe();
  }
  yield Buffer.from(waiting);
}

const TEXTS: Readonly<Record<Exclude<ReportFormat, 'pdf'>, (document: ReportDocument) => Iterable<string>>> =
  { csv: csvReport, json: jsonReport, html: htmlReport };
