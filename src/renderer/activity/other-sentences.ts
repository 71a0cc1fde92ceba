import { FINDING_RULES } from '../../shared/finding-rules.ts';
import { REPORT_KINDS, REPORT_NAMES } from '../../shared/report-words.ts';
import { counted } from '../ui/counted.ts';
import { formatNumber } from '../ui/format.ts';
import { changedInWords, type Details, number, record, text, texts } from './changes.ts';
import type { Sentence } from './entry.ts';

const created: Sentence = (_, { first }) => `created ${first}`;
const edited: Sentence = ({ details }, { first }) => changedInWords(first, details);
const deleted: Sentence = (_, { first }) => `deleted ${first}`;

/** Names of accounts as far as they fit a sentence. */
const names = (value: unknown): string => {
  const all = texts(value);
  return all.length > 4 ? counted(all.length, 'account') : all.join(', ');
};

const at = (details: Details): string => {
  const address = text(details['address']);
  return address === null ? '' : ` at ${address}`;
};

const noticesPutAway: Sentence = ({ details }) => {
  const keys = Array.isArray(details['keys']) ? details['keys'].map(record) : [];
  const [first] = keys;
  if (first === undefined) return 'put away notices that had gone by themselves';
  const name = text(first['name']);
  return keys.length === 1 && name !== null
    ? `put away the notice that the key “${name}” expires soon`
    : `put away the notices that ${counted(keys.length, 'key expires', 'keys expire')} soon`;
};

/** The finding “No IP allowlist” of the key “ERP”. */
const finding = ({ details, target }: Parameters<Sentence>[0]): string => {
  const of = target == null ? '' : ` of “${target}”`;
  return `the finding “${ruleTitle(details)}”${of}`;
};
const ruleTitle = (details: Details): string => {
  const rule = text(details['rule']) ?? '';
  return new Map<string, { title: string }>(Object.entries(FINDING_RULES)).get(rule)?.title ?? rule;
};

const scanStarted: Sentence = ({ details }) => {
  const [first, ...others] = texts(details['paths']);
  const chosen = number(details['chosen']) ?? 1;
  if (first === undefined) return 'started a leak scan';
  return others.length === 0
    ? `started a leak scan of ${first}`
    : `started a leak scan of ${counted(chosen, 'place')}, ${first} first`;
};

const SCAN_ENDS: Readonly<Record<string, string>> = {
  finished: 'finished a leak scan',
  stopped: 'stopped a leak scan',
  failed: 'had a leak scan fail',
};

const scanEnded: Sentence = ({ details }) => {
  const found = record(details['found']);
  const [own, foreign] = [
    number(found['tenant']) ?? 0,
    (number(found['other-tenant']) ?? 0) + (number(found['unknown']) ?? 0),
  ];
  const how = SCAN_ENDS[text(details['how']) ?? ''] ?? 'ended a leak scan';
  const files = counted(number(details['files']) ?? 0, 'file');
  return `${how}: ${files}, ${counted(own, 'place')} with keys of the tenant, ${formatNumber(foreign)} with others`;
};

const verified: Sentence = ({ details }) => {
  const entries = counted(number(details['entries']) ?? 0, 'entry', 'entries');
  const fault = record(details['fault']);
  const seq = number(fault['seq']);
  if (seq === null) return `verified the activity log: ${entries}, nothing wrong`;
  return `verified the activity log: entry ${formatNumber(seq)} was ${text(fault['what']) ?? 'wrong'}`;
};

/** What is done to everything but keys and people. */
export const OTHER_SENTENCES: Readonly<Record<string, Sentence>> = {
  'roles.create': created,
  'roles.edit': edited,
  'roles.remove': deleted,
  'authorization-groups.create': created,
  'authorization-groups.edit': edited,
  'authorization-groups.remove': deleted,
  'api-sets.create': created,
  'api-sets.edit': edited,
  'api-sets.remove': deleted,
  'permissions.create': created,
  'permissions.edit': edited,
  'permissions.remove': deleted,
  'data-access.create': created,
  'data-access.edit': edited,
  'data-access.remove': deleted,
  'data-access.add-members': ({ details }, { first }) => `put ${names(details['added'])} into ${first}`,
  'data-access.remove-members': ({ details }, { first }) =>
    `took ${names(details['removed'])} out of ${first}`,
  'tenants.create': created,
  'tenants.edit': edited,
  'tenants.archive': (_, { first }) => `archived ${first}`,
  'tenants.restore': (_, { first }) => `restored ${first}`,
  'tenants.open': (_, { first }) => `went into ${first}`,
  'settings.edit-tenant': ({ details }) => changedInWords('the settings of the tenant', details),
  'settings.edit-security': ({ details }) => changedInWords('the security settings', details),
  'settings.edit-notices': ({ details }) => changedInWords('their own notices', details),
  'notices.put-away': noticesPutAway,
  'findings.dismiss': (entry) => {
    const reason = text(record(entry.details['after'])['reason']);
    return `dismissed ${finding(entry)}${reason === null ? '' : `: “${reason}”`}`;
  },
  'findings.restore': (entry) => `brought ${finding(entry)} back`,
  'findings.switch-off': ({ details }) => `switched the rule “${ruleTitle(details)}” off`,
  'findings.switch-on': ({ details }) => `switched the rule “${ruleTitle(details)}” on`,
  'leak-scan.start': scanStarted,
  'leak-scan.end': scanEnded,
  'leak-scan.export': ({ details }) =>
    `exported ${counted(number(details['places']) ?? 0, 'place')} that a leak scan found`,
  'leak-scan.write-baseline': ({ details }) =>
    `wrote a baseline of ${counted(number(details['places']) ?? 0, 'place')} that a leak scan found`,
  'endpoint.edit': ({ details }) => changedInWords('the settings of the verification endpoint', details),
  'endpoint.start': ({ details }) => `started the verification endpoint${at(details)}`,
  'reports.export': ({ details }) => {
    const name = REPORT_KINDS.find((kind) => kind === details['report']);
    const format = text(details['format'])?.toUpperCase() ?? 'a file';
    return `exported ${name === undefined ? 'a report' : `the report “${REPORT_NAMES[name]}”`} as ${format}`;
  },
  'audit.verify': verified,
  'audit.export': () => 'exported the activity log',
  'audit.unreadable': () => 'cannot read this entry: somebody has changed it',
  'endpoint.stop': ({ details }) => `stopped the verification endpoint${at(details)}`,
};
