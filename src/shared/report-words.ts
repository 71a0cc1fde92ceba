import { type Message, msg } from './language/t.ts';

/** What reports there are, in the words of screens, command line and files. */

export const REPORT_KINDS = ['findings', 'inventory', 'activity', 'access-review'] as const;
export type ReportKindName = (typeof REPORT_KINDS)[number];

export const REPORT_NAMES: Readonly<Record<ReportKindName, Message>> = {
  findings: msg('Findings'),
  inventory: msg('Inventory'),
  activity: msg('Activity'),
  'access-review': msg('Access review'),
};

export const REPORT_FORMATS = ['pdf', 'html', 'csv', 'json'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** Pages are for people: no more rows than this stand in one, and it says how many are left out. */
export const PAGE_ROWS = 50_000;
