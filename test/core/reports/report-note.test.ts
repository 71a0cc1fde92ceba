import { describe, expect, it } from 'vitest';
import { openCheckpoint, Signer } from '../../../src/core/audit/integrity/checkpoint.ts';
import {
  openReportNote,
  type ReportNote,
  reportNoteText,
} from '../../../src/core/reports/signature/report-note.ts';

const signer = new Signer('latchkey/abc', Buffer.alloc(32, 7));
const other = new Signer('latchkey/abc', Buffer.alloc(32, 8));
const about: ReportNote = {
  sha256: 'ab'.repeat(32),
  kind: 'access-review',
  format: 'pdf',
  date: Date.UTC(2026, 3, 1) - 1,
  entries: 1_234,
  head: 'cd'.repeat(32),
  verifierKey: signer.verifierKey,
};
const note = signer.signNote(reportNoteText(about));

describe('the signature of a report', () => {
  it('is the same each time, and says what was signed', () => {
    expect(signer.signNote(reportNoteText(about))).toBe(note);
    expect(openReportNote(note)).toEqual(about);
    expect(openReportNote(note, signer.verifierKey)).toEqual(about);
    const empty = { ...about, entries: 0, head: null };
    expect(openReportNote(signer.signNote(reportNoteText(empty)))).toEqual(empty);
  });

  it('is never taken for a checkpoint, nor a checkpoint for it', () => {
    expect(openCheckpoint(note, signer.verifierKey)).toBe('unreadable');
    const checkpoint = signer.sign({
      origin: 'latchkey/abc',
      size: 1,
      root: Buffer.alloc(32),
      epoch: 1,
      head: 'ab'.repeat(32),
    });
    expect(openReportNote(checkpoint, signer.verifierKey)).toBe('unreadable');
  });

  it('is of one key', () => {
    expect(openReportNote(note, other.verifierKey)).toBe('not signed by this key');
    const forged = other.signNote(reportNoteText(about));
    expect(openReportNote(forged)).toBe('not signed by this key');
  });

  it('opens with no byte changed', () => {
    const bytes = Buffer.from(note);
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const opened = openReportNote(changed.toString());
      // The last character of base64 may hold bits that stand for nothing.
      if (typeof opened !== 'string') expect(opened).toEqual(about);
      else expect(['unreadable', 'not signed by this key']).toContain(opened);
      if (at < note.indexOf('\n\n')) expect(typeof opened).toBe('string');
    }
  });

  it('is by no key whose name would act on a terminal', () => {
    const hostile = new Signer('latchkey/\u001b[2Jabc', Buffer.alloc(32, 9));
    const text = reportNoteText({ ...about, verifierKey: hostile.verifierKey });
    expect(openReportNote(hostile.signNote(text))).toBe('unreadable');
  });
});
