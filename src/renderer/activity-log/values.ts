import { t } from '../../shared/language/t.ts';
import { record } from '../activity/changes.ts';
import type { LogEntry } from '../../shared/activity-log.ts';
import { formatExact, formatNumber } from '../ui/format.ts';
import { fieldName, fieldText } from './field-names.ts';

export interface Change {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** What an entry says was so before and is so now, field by field. */
export function changesOf({ details }: Pick<LogEntry, 'details'>): readonly Change[] {
  const before = record(details['before']);
  const after = record(details['after']);
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...fields].map((field) => ({
    field: fieldName(field),
    before: field in before ? valueText(field, before[field]) : '—',
    after: field in after ? valueText(field, after[field]) : '—',
  }));
}

/** What programs read: ids of what is named beside them, and all that a new tenant begins with. */
const FOR_PROGRAMS: ReadonlySet<string> = new Set(['ids', 'starter']);

/** The rest of what it says. */
export const restOf = ({ details }: Pick<LogEntry, 'details'>): readonly Fact[] =>
  Object.entries(details)
    .filter(([name]) => name !== 'before' && name !== 'after' && !FOR_PROGRAMS.has(name))
    .map(([name, value]) => ({ name: fieldName(name), value: valueText(name, value) }));

function valueText(field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return t('none');
  if (typeof value === 'boolean') return value ? t('yes') : t('no');
  if (typeof value === 'number') return field.endsWith('At') ? formatExact(value) : formatNumber(value);
  if (typeof value === 'string') return fieldText(field, value);
  if (Array.isArray(value)) {
    if (value.length === 0) return t('none');
    return value.map((each: unknown) => valueText(field, each)).join(', ');
  }
  return JSON.stringify(value);
}
