import type { ReportFormat } from '../../shared/report-words.ts';
import { type Actor, frameOf, requireAuthority } from '../actor.ts';
import { change } from '../audit/change.ts';
import type { Json } from '../audit/canonical-json.ts';
import type { AnyDb } from '../db/schema.ts';
import type { ReportKind } from './document.ts';
import type { ReportQuestion } from './request.ts';

/** Who may take a report out of the program: what they may see anyway, and export. */
export function requireMayReport(actor: Actor, kind: ReportKind): void {
  requireAuthority(actor, 'export');
  requireAuthority(actor, kind === 'activity' ? 'view-activity' : 'view');
}

/** Writes down that a report leaves the program in a file. */
export function noteReport(
  { db, now }: { readonly db: AnyDb; readonly now: () => number },
  actor: Actor,
  question: ReportQuestion,
  { format, rows }: { readonly format: ReportFormat; readonly rows: number },
): Promise<void> {
  requireMayReport(actor, question.kind);
  const details = { report: question.kind, format, ...datesOf(question), rows };
  return change(db, frameOf(actor, now()), () =>
    Promise.resolve({ result: undefined, entries: [{ action: 'reports.export', details }] }),
  );
}

function datesOf(question: ReportQuestion): { readonly [name: string]: Json } {
  const iso = (time: number) => new Date(time).toISOString();
  if (question.kind === 'activity') return { from: iso(question.from), to: iso(question.to) };
  if (question.kind !== 'access-review' || question.question == null) return { asOf: iso(question.asOf) };
  return { asOf: iso(question.asOf), question: { ...question.question } };
}
