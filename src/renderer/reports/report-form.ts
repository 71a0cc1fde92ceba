import { t } from '../../shared/language/t.ts';
import type { ReportFormat, ReportKindName } from '../../shared/report-words.ts';
import type { ReportWish } from '../../shared/reports.ts';
import { dayPattern, readDay, writeDay } from '../keys/generate/expiry-date.ts';
import { DAY } from '../../shared/duration.ts';
import type { ReportStart } from './report-dialog.ts';

export type Question = 'everything' | 'permission' | 'operation' | 'data-scope';

/** What stands in the form. Days as people here write them. */
export interface ReportValues extends Record<string, string> {
  readonly asOf: string;
  readonly from: string;
  readonly to: string;
  readonly permission: string;
  readonly method: string;
  readonly target: string;
  readonly scope: string;
}

/** What is chosen beside it. */
export interface ReportChoice {
  readonly kind: ReportKindName;
  readonly format: ReportFormat;
  readonly question: Question;
}

/** Today, of UTC as all days of reports are. */
export const utcDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

export function valuesAtStart({ from = '', to = '' }: ReportStart, now: number): ReportValues {
  return {
    asOf: writeDay(utcDay(now)),
    from: writeDay(from === '' ? utcDay(now - 29 * DAY) : from),
    to: writeDay(to === '' ? utcDay(now) : to),
    permission: '',
    method: 'GET',
    target: '',
    scope: '',
  };
}

function dayProblem(label: string, text: string): string | null {
  if (text.trim() === '') return t('{label} is required: choose a day.', { label });
  return readDay(text) === null
    ? t('This is not a date. Type it as {dayPattern}.', { dayPattern: dayPattern() })
    : null;
}

const required = (label: string, text: string): string | null =>
  text.trim() === '' ? t('{label} is required.', { label }) : null;

/** What is wrong with the fields that count for the choice, by their names. */
export function problemsOf(values: ReportValues, { kind, question }: ReportChoice): Record<string, string> {
  const problems: Record<string, string | null> =
    kind === 'activity'
      ? { from: dayProblem(t('From'), values.from), to: dayProblem(t('To'), values.to) }
      : kind === 'access-review'
        ? { asOf: dayProblem(t('As of'), values.asOf), ...questionProblems(values, question) }
        : {};
  return Object.fromEntries(
    Object.entries(problems).flatMap(([field, problem]) => (problem === null ? [] : [[field, problem]])),
  );
}

function questionProblems(values: ReportValues, question: Question): Record<string, string | null> {
  switch (question) {
    case 'everything':
      return {};
    case 'permission':
      return { permission: required(t('Permission'), values.permission) };
    case 'operation':
      return {
        target: values.target.trim().startsWith('/')
          ? null
          : t('A path begins with a slash, for example /v1/orders/7.'),
      };
    case 'data-scope':
      return { scope: required(t('Data scope'), values.scope) };
  }
}

/** What is asked for, once nothing is wrong. @param today of UTC: what is of today is asked up to now */
export function wishOf(values: ReportValues, { kind, question }: ReportChoice, today: string): ReportWish {
  if (kind === 'activity')
    return { kind, from: readDay(values.from) ?? today, to: readDay(values.to) ?? today };
  if (kind !== 'access-review') return { kind, asOf: null };
  const day = readDay(values.asOf) ?? today;
  return { kind, asOf: day === today ? null : day, question: reachOf(values, question) };
}

function reachOf(
  values: ReportValues,
  question: Question,
): (ReportWish & { kind: 'access-review' })['question'] {
  switch (question) {
    case 'everything':
      return null;
    case 'permission':
      return { by: question, permission: values.permission.trim() };
    case 'operation':
      return { by: question, method: values.method, target: values.target.trim() };
    case 'data-scope':
      return { by: question, scope: values.scope.trim() };
  }
}

/** The contract's names of fields where the form's differ. */
export const FIELD_NAMES: Readonly<Record<string, string>> = {
  'report.asOf': 'asOf',
  'report.from': 'from',
  'report.to': 'to',
  'report.question.permission': 'permission',
  'report.question.method': 'method',
  'report.question.target': 'target',
  'report.question.scope': 'scope',
};
