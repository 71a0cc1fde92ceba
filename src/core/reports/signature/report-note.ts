import { openNote, readVerifierKey } from '../../audit/integrity/checkpoint.ts';

/** What is signed of a report: a C2SP signed note in a file of its own beside it, `NAME.sig`. See docs/reports.md. */
export interface ReportNote {
  /** Hex, of the file's bytes. */
  readonly sha256: string;
  readonly kind: string;
  readonly format: string;
  /** As of when: epoch milliseconds. */
  readonly date: number;
  /** The log at that moment: its newest entry, 0 for none, and that entry's hash in hex. */
  readonly entries: number;
  readonly head: string | null;
  /** Whose signature it is. */
  readonly verifierKey: string;
}

export const SIGNATURE_SUFFIX = '.sig';

/** The longest that a signature's file may be, so that no other file is read for one. Bytes. */
export const LONGEST_SIGNATURE = 16 * 1024;

/** Begins as no checkpoint can, so that neither is ever taken for the other. */
const FIRST_LINE = 'latchkey-report v1';

/** The text that is signed. Nothing of now is in it: the same report has the same signature. */
export const reportNoteText = ({
  sha256,
  kind,
  format,
  date,
  entries,
  head,
  verifierKey,
}: ReportNote): string =>
  [
    FIRST_LINE,
    `sha256 ${sha256}`,
    `kind ${kind}`,
    `format ${format}`,
    `date ${new Date(date).toISOString()}`,
    `log entries ${entries}`,
    `log head ${head ?? 'none'}`,
    `key ${verifierKey}`,
    '',
  ].join('\n');

const LINES =
  /^latchkey-report v1\nsha256 ([0-9a-f]{64})\nkind ([a-z-]{1,40})\nformat ([a-z]{1,10})\ndate (\S{24})\nlog entries (\d{1,15})\nlog head ([0-9a-f]{64}|none)\nkey (\S+)\n$/;

/**
 * Opens the signature of a report.
 * @param key one that was kept elsewhere; without it the note is checked with the key that it names itself
 */
export function openReportNote(
  note: string,
  key?: string,
): ReportNote | 'unreadable' | 'not signed by this key' {
  const read = readText(note.slice(0, note.lastIndexOf('\n\n') + 1));
  if (!read || !readVerifierKey(read.verifierKey)) return 'unreadable';
  const opened = openNote(note, key ?? read.verifierKey);
  if (typeof opened === 'string') return opened;
  return read;
}

function readText(text: string): ReportNote | null {
  const [, sha256, kind, format, date = '', entries, head, verifierKey] = LINES.exec(text) ?? [];
  if (sha256 === undefined || kind === undefined || format === undefined || verifierKey === undefined)
    return null;
  const note: ReportNote = {
    sha256,
    kind,
    format,
    date: Date.parse(date),
    entries: Number(entries),
    head: head === undefined || head === 'none' ? null : head,
    verifierKey,
  };
  // Whoever signed it may have written what only looks like a date or a number.
  return !Number.isNaN(note.date) && reportNoteText(note) === text ? note : null;
}

/** Whether a file says that it is the signature of a report. */
export const isReportNote = (text: string): boolean => text.startsWith(`${FIRST_LINE}\n`);
