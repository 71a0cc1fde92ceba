import { createHash } from 'node:crypto';
import type { Actor } from '../core/actor.ts';
import { dateOf, fileNameOf, questionOf } from '../core/reports/ask-report.ts';
import { threadedReport } from '../core/reports/file/report-thread.ts';
import type { ReportHead } from '../core/reports/file/make-report.ts';
import { noteReport, requireMayReport } from '../core/reports/report-log.ts';
import { isReportNote, reportNoteText, SIGNATURE_SUFFIX } from '../core/reports/signature/report-note.ts';
import type { AnyDb } from '../core/db/schema.ts';
import { t } from '../shared/language/t.ts';
import type { ReportFormat } from '../shared/report-words.ts';
import type { ReportWish, SavedReport, Unsigned } from '../shared/reports.ts';
import { AppError } from '../shared/rpc.ts';
import type { Watch } from './batches.ts';
import type { Log } from './log-work.ts';
import type { Ports } from './ports.ts';

interface Deps {
  readonly db: AnyDb;
  readonly log: Pick<Log, 'keeper' | 'files'>;
  readonly ports: Pick<Ports, 'saveFile' | 'now'>;
  /** Asked when the place is known, before the first byte, and before the file comes to its place. */
  readonly allowed: () => Promise<void>;
}

interface Asked {
  readonly report: ReportWish;
  readonly format: ReportFormat;
}

/**
 * Asks for a place, makes the report in a thread and writes it there, with its signature beside it.
 * @throws AppError `CANCELLED`, `SAVE_FAILED`, and what collecting a report throws
 */
export async function exportReport(
  { db, log, ports, allowed }: Deps,
  actor: Actor,
  { report, format }: Asked,
  watch: Watch,
): Promise<SavedReport | null> {
  requireMayReport(actor, report.kind);
  const question = questionOf(report, ports.now());
  const sum = createHash('sha256');
  const so: Export = { head: null, sha256: '', signed: 'no keychain' };

  async function* content(): AsyncGenerator<Uint8Array> {
    const made = await threadedReport(
      { ...log.files, request: { ...question, tenantId: actor.tenantId }, format },
      watch,
    );
    try {
      so.head = made.head;
      await allowed();
      // Before its first byte: no file leaves without its entry.
      await noteReport({ db, now: ports.now }, actor, question, { format, rows: made.head.rows });
      for await (const piece of made.bytes) {
        sum.update(piece);
        yield piece;
      }
    } finally {
      await made.end();
    }
  }

  async function sign(): Promise<string | null> {
    watch.signal.throwIfAborted();
    so.sha256 = sum.digest('hex');
    const { seq, hash } = so.head?.position ?? { seq: 0, hash: null };
    const signed = await log.keeper.signNote((verifierKey) =>
      reportNoteText({
        sha256: so.sha256,
        kind: question.kind,
        format,
        date: dateOf(question),
        entries: seq,
        head: hash,
        verifierKey,
      }),
    );
    // The keychain may have taken its time; what is not in its place yet can still be left out.
    await allowed();
    watch.signal.throwIfAborted();
    if (typeof signed === 'string') {
      so.signed = signed === 'does not extend' ? 'in doubt' : 'no keychain';
      return null;
    }
    so.signed = { verifierKey: signed.verifierKey };
    return signed.note;
  }

  const path = await ports
    .saveFile(fileNameOf(question, format), content(), allowed, {
      suffix: SIGNATURE_SUFFIX,
      isEarlier: isReportNote,
      text: sign,
    })
    .catch((error: unknown) => {
      throw watch.signal.aborted
        ? new AppError('CANCELLED', t('The report was stopped. No file was written.'))
        : error;
    });
  const { head, sha256, signed } = so;
  if (path === null || head === null) return null;
  const signature =
    typeof signed === 'string'
      ? { unsigned: signed }
      : { path: `${path}${SIGNATURE_SUFFIX}`, verifierKey: signed.verifierKey };
  return { path, rows: head.rows, sha256, signature };
}

/** What comes to be known while the file is written. */
interface Export {
  head: ReportHead | null;
  sha256: string;
  signed: Unsigned | { readonly verifierKey: string };
}
