import type { ReportFormat, ReportKindName } from '../../shared/report-words.ts';
import type { Unsigned } from '../../shared/reports.ts';

/** What **Export report** says. */

export const ABOUT: Readonly<Record<ReportKindName, string>> = {
  findings: 'What should be mended now, rule by rule, and what was dismissed.',
  inventory: 'Every key, account, role, group and API set, as they are now.',
  activity: 'Who did what, when and to what, between two days.',
  'access-review': 'Who could reach what at the end of a day, rebuilt from the activity log.',
};

export const FORMAT_NAMES: Readonly<Record<ReportFormat, string>> = {
  pdf: 'PDF',
  html: 'HTML',
  csv: 'CSV',
  json: 'JSON',
};

export const ABOUT_FORMAT: Readonly<Record<ReportFormat, string>> = {
  pdf: 'Pages to print and to file.',
  html: 'One page for any browser, without scripts. It prints as well.',
  csv: 'For spreadsheets. No cell of it can be a formula.',
  json: 'For programs.',
};

export const WHY_UNSIGNED: Readonly<Record<Unsigned, string>> = {
  'no keychain': 'The keychain of this computer does not answer. Unlock it and export the report again.',
  'in doubt': 'The activity log does not go on from what was signed. Verify the log.',
};
