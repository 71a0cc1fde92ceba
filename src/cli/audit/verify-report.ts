import { createHash } from 'node:crypto';
import { openPlainFile } from '../../core/plain-file.ts';
import {
  isReportNote,
  LONGEST_SIGNATURE,
  openReportNote,
  type ReportNote,
  SIGNATURE_SUFFIX,
} from '../../core/reports/signature/report-note.ts';
import { AppError } from '../../shared/rpc.ts';

/** What came of looking at a report and the signature beside it. */
export interface ReportVerdict {
  readonly ok: boolean;
  /** What was signed; `null`: that cannot be read, or is by another key. */
  readonly report: {
    readonly kind: string;
    readonly format: string;
    readonly date: string;
    readonly log: { readonly entries: number; readonly head: string | null };
  } | null;
  /** SHA-256 of the file, hex. */
  readonly fingerprint: string;
  readonly signature: 'good' | 'wrong' | 'unreadable';
  readonly changed: boolean;
  readonly verifierKey: string | null;
  readonly notProven: readonly string[];
}

const OWN_KEY = 'Whose key it is: compare it with the one that was kept elsewhere, or give that as --key.';
const LOG =
  'Whether the log was in order then: verify it, and write the report anew from it; its bytes are the same.';

/**
 * The signature of a report beside it, `NAME.sig`; `null`: there is none.
 * @param path of the report, or of its signature
 */
export async function signatureOf(path: string): Promise<{ report: string; note: string } | null> {
  const report = path.endsWith(SIGNATURE_SUFFIX) ? path.slice(0, -SIGNATURE_SUFFIX.length) : path;
  const file = await openPlainFile(`${report}${SIGNATURE_SUFFIX}`, null).catch(() => null);
  if (file === null) return null;
  try {
    const { size } = await file.stat();
    const note = size > LONGEST_SIGNATURE ? '' : (await file.readFile('utf8')).replaceAll('\r\n', '\n');
    return isReportNote(note) ? { report, note } : null;
  } finally {
    await file.close();
  }
}

/** Looks at a report with nothing but the file, its signature, and a key that was kept elsewhere, if there is one. */
export async function verifyReport(
  path: string,
  note: string,
  key: string | undefined,
): Promise<ReportVerdict> {
  const sum = createHash('sha256');
  const file = await openPlainFile(path, null);
  if (file === null) throw new AppError('FILE_UNREADABLE', `${path} is no file, so it is no report either.`);
  for await (const piece of file.createReadStream()) sum.update(piece as Buffer);
  const fingerprint = sum.digest('hex');
  const opened = openReportNote(note, key);
  if (typeof opened === 'string') {
    return {
      ok: false,
      report: null,
      fingerprint,
      signature: opened === 'unreadable' ? 'unreadable' : 'wrong',
      changed: false,
      verifierKey: key ?? null,
      notProven: [],
    };
  }
  const changed = opened.sha256 !== fingerprint;
  return {
    ok: !changed,
    report: about(opened),
    fingerprint,
    signature: 'good',
    changed,
    verifierKey: key ?? opened.verifierKey,
    notProven: changed ? [] : [...(key === undefined ? [OWN_KEY] : []), LOG],
  };
}

const about = ({ kind, format, date, entries, head }: ReportNote) => ({
  kind,
  format,
  date: new Date(date).toISOString(),
  log: { entries, head },
});

export function reportInText(verdict: ReportVerdict): string {
  const { ok, report, fingerprint, signature, changed, verifierKey, notProven } = verdict;
  const lines = [ok ? 'OK  The report is as it was signed.' : `WRONG  ${wrongInWords(verdict)}`];
  if (report !== null) {
    lines.push(
      `  Report       ${report.kind}, ${report.format}`,
      `  As of        ${report.date}`,
      `  Log          ${report.log.entries} entries, the newest ${report.log.head ?? 'none'}`,
    );
  }
  if (signature === 'good') lines.push(changed ? '  Signature    of another file' : '  Signature    good');
  lines.push(`  Fingerprint  ${fingerprint}`);
  if (verifierKey !== null) lines.push(`  Key          ${verifierKey}`);
  if (notProven.length > 0) lines.push('  Not shown by this:');
  for (const sentence of notProven) lines.push(`  - ${sentence}`);
  return `${lines.join('\n')}\n`;
}

function wrongInWords({ signature, changed }: ReportVerdict): string {
  if (changed) return 'The report is not the one that was signed: it was changed since.';
  return signature === 'unreadable'
    ? 'The signature was changed: it cannot be read.'
    : 'The signature is not by this key, or it was changed.';
}
