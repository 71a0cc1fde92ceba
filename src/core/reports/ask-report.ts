import { t } from '../../shared/language/t.ts';
import { type ReportWish, spanOf } from '../../shared/reports.ts';
import { AppError } from '../../shared/rpc.ts';
import { checkQuestion } from './access-review/question.ts';
import type { ReportQuestion } from './request.ts';

/**
 * What a wish in days asks for in moments. Days are of UTC and meant to their end; what is of today is asked up to now.
 * @param now epoch milliseconds
 * @throws AppError `INVALID_INPUT` for the future, and for what nobody can reach as it is written
 */
export function questionOf(wish: ReportWish, now: number): ReportQuestion {
  if (wish.kind === 'activity') {
    const from = begun(wish.from, now, 'from');
    const to = begun(wish.to, now, 'to');
    if (to.end <= from.start) {
      throw invalid('to', t('The last day is before the first. Choose a later one.'));
    }
    return { kind: wish.kind, from: from.start, to: Math.min(to.end, now) };
  }
  // What is written down from now on, the export itself for one, is no part of it.
  const asOf = Math.min(wish.asOf === null ? now : begun(wish.asOf, now, 'asOf').end, now) - 1;
  return wish.kind === 'access-review'
    ? { kind: wish.kind, asOf, question: wish.question && checkQuestion(wish.question) }
    : { kind: wish.kind, asOf };
}

function begun(text: string, now: number, field: string): { readonly start: number; readonly end: number } {
  const span = spanOf(text);
  if (span === null) throw invalid(field, t('This is not a day. Type it as 2026-03-31.'));
  if (span.start < now) return span;
  throw invalid(field, t('This day has not begun yet (UTC). Choose today or an earlier day.'));
}

const invalid = (field: string, message: string): AppError =>
  new AppError('INVALID_INPUT', message, { field });

/** The moment that a report is about: the last one, where it is about several. */
export const dateOf = (question: ReportQuestion): number =>
  question.kind === 'activity' ? question.to - 1 : question.asOf;

/** What its file is called, without a folder. */
export function fileNameOf(question: ReportQuestion, format: string): string {
  const day = (time: number) => new Date(time).toISOString().slice(0, 10);
  const name = question.kind.replace('-', ' ');
  const days =
    question.kind === 'activity' ? `${day(question.from)} to ${day(question.to - 1)}` : day(question.asOf);
  return `Latchkey ${name} ${days}.${format}`;
}
