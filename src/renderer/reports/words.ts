import { type Message, msg } from '../../shared/language/t.ts';
import type { ReportFormat, ReportKindName } from '../../shared/report-words.ts';
import type { Unsigned } from '../../shared/reports.ts';

/** What **Export report** says. */

export const ABOUT: Readonly<Record<ReportKindName, Message>> = {
  findings: msg('What should be mended now, rule by rule, and what was dismissed.'),
  inventory: msg('Every key, account, role, group and API set, as they are now.'),
  activity: msg('Who did what, when and to what, between two days.'),
  'access-review': msg('Who could reach what at the end of a day, rebuilt from the activity log.'),
};

export const FORMAT_NAMES: Readonly<Record<ReportFormat, string>> = {
  pdf: 'PDF',
  html: 'HTML',
  csv: 'CSV',
  json: 'JSON',
};

export const ABOUT_FORMAT: Readonly<Record<ReportFormat, Message>> = {
  pdf: msg('Pages to print and to file.'),
  html: msg('One page for any browser, without scripts. It prints as well.'),
  csv: msg('For spreadsheets. No cell of it can be a formula.'),
  json: msg('For programs.'),
};

export const WHY_UNSIGNED: Readonly<Record<Unsigned, Message>> = {
  'no keychain': msg('The keychain of this computer does not answer. Unlock it and export the report again.'),
  'in doubt': msg('The activity log does not go on from what was signed. Verify the log.'),
};
