import { RULE_IDS, ruleOf } from '../../shared/finding-rules.ts';
import { type Message, msg, t } from '../../shared/language/t.ts';
import { REPORT_KINDS, REPORT_NAMES } from '../../shared/report-words.ts';
import { counted } from '../ui/counted.ts';
import { formatNumber } from '../ui/format.ts';
import { changedInWords, type Details, number, record, text, texts } from './changes.ts';
import type { Sentence } from './entry.ts';

const created: Sentence = (_, { first }) => t('created {first}', { first });
const edited: Sentence = ({ details }, { first }) => changedInWords(first, details);
const deleted: Sentence = (_, { first }) => t('deleted {first}', { first });

/** Names of accounts as far as they fit a sentence. */
const names = (value: unknown): string => {
  const all = texts(value);
  return all.length > 4 ? counted(all.length, 'account') : all.join(', ');
};

const at = (details: Details): string => {
  const address = text(details['address']);
  return address === null ? '' : t(' at {address}', { address });
};

const noticesPutAway: Sentence = ({ details }) => {
  const keys = Array.isArray(details['keys']) ? details['keys'].map(record) : [];
  const [first] = keys;
  if (first === undefined) return t('put away notices that had gone by themselves');
  const name = text(first['name']);
  return keys.length === 1 && name !== null
    ? t('put away the notice that the key “{name}” expires soon', { name })
    : t('put away the notices that {keys, plural, one {# key expires} other {# keys expire}} soon', {
        keys: keys.length,
      });
};

/** The finding “No IP allowlist” of the key “ERP”. */
const finding = ({ details, target }: Parameters<Sentence>[0]): string => {
  const rule = ruleTitle(details);
  return target == null
    ? t('the finding “{rule}”', { rule })
    : t('the finding “{rule}” of “{target}”', { rule, target });
};
const ruleTitle = (details: Details): string => {
  const rule = text(details['rule']) ?? '';
  const known = RULE_IDS.find((id) => id === rule);
  return known === undefined ? rule : t(ruleOf(known).title);
};

const scanStarted: Sentence = ({ details }) => {
  const [first, ...others] = texts(details['paths']);
  const chosen = number(details['chosen']) ?? 1;
  if (first === undefined) return t('started a leak scan');
  return others.length === 0
    ? t('started a leak scan of {first}', { first })
    : t('started a leak scan of {places}, {first} first', { places: counted(chosen, 'place'), first });
};

const SCAN_ENDS: Readonly<Record<string, Message>> = {
  finished: msg('finished a leak scan'),
  stopped: msg('stopped a leak scan'),
  failed: msg('had a leak scan fail'),
};

const scanEnded: Sentence = ({ details }) => {
  const found = record(details['found']);
  const [own, foreign] = [
    number(found['tenant']) ?? 0,
    (number(found['other-tenant']) ?? 0) + (number(found['unknown']) ?? 0),
  ];
  const how = SCAN_ENDS[text(details['how']) ?? ''] ?? msg('ended a leak scan');
  const files = counted(number(details['files']) ?? 0, 'file');
  return t('{how}: {files}, {places} with keys of the tenant, {foreign} with others', {
    how: t(how),
    files,
    places: counted(own, 'place'),
    foreign: formatNumber(foreign),
  });
};

const FAULTS: Readonly<Record<string, Message>> = {
  modified: msg('modified'),
  deleted: msg('deleted'),
  inserted: msg('inserted'),
  reordered: msg('reordered'),
  truncated: msg('truncated'),
  'rolled back': msg('rolled back'),
  forked: msg('forked'),
};
const faultWord = (what: string | null): string => t(FAULTS[what ?? ''] ?? msg('wrong'));
const file = (details: Details): string => {
  const name = text(details['file']);
  return name === null ? '' : `, ${name}`;
};

const storeChecked: Sentence = ({ details }) => {
  const faults = number(details['faults']) ?? 0;
  const isSound = faults === 0 && details['logFault'] == null;
  return isSound
    ? t('checked the integrity of the store: nothing wrong')
    : t('checked the integrity of the store: something is wrong');
};

const verified: Sentence = ({ details }) => {
  const entries = counted(number(details['entries']) ?? 0, 'entry', 'entries');
  const fault = record(details['fault']);
  const seq = number(fault['seq']);
  if (seq === null) return t('verified the activity log: {entries}, nothing wrong', { entries });
  return t('verified the activity log: entry {seq} was {what}', {
    seq: formatNumber(seq),
    what: faultWord(text(fault['what'])),
  });
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
  'data-access.add-members': ({ details }, { first }) =>
    t('put {names} into {first}', { names: names(details['added']), first }),
  'data-access.remove-members': ({ details }, { first }) =>
    t('took {names} out of {first}', { names: names(details['removed']), first }),
  'tenants.create': created,
  'tenants.edit': edited,
  'tenants.archive': (_, { first }) => t('archived {first}', { first }),
  'tenants.restore': (_, { first }) => t('restored {first}', { first }),
  'tenants.open': (_, { first }) => t('went into {first}', { first }),
  'settings.edit-tenant': ({ details }) => changedInWords(t('the settings of the tenant'), details),
  'settings.edit-security': ({ details }) => changedInWords(t('the security settings'), details),
  'settings.edit-notices': ({ details }) => changedInWords(t('their own notices'), details),
  'notices.put-away': noticesPutAway,
  'findings.dismiss': (entry) => {
    const reason = text(record(entry.details['after'])['reason']);
    return reason === null
      ? t('dismissed {finding}', { finding: finding(entry) })
      : t('dismissed {finding}: “{reason}”', { finding: finding(entry), reason });
  },
  'findings.restore': (entry) => t('brought {finding} back', { finding: finding(entry) }),
  'findings.switch-off': ({ details }) =>
    t('switched the rule “{ruleTitle}” off', { ruleTitle: ruleTitle(details) }),
  'findings.switch-on': ({ details }) =>
    t('switched the rule “{ruleTitle}” on', { ruleTitle: ruleTitle(details) }),
  'leak-scan.start': scanStarted,
  'leak-scan.end': scanEnded,
  'leak-scan.export': ({ details }) =>
    t('exported {places} that a leak scan found', {
      places: counted(number(details['places']) ?? 0, 'place'),
    }),
  'leak-scan.write-baseline': ({ details }) =>
    t('wrote a baseline of {places} that a leak scan found', {
      places: counted(number(details['places']) ?? 0, 'place'),
    }),
  'endpoint.edit': ({ details }) => changedInWords(t('the settings of the verification endpoint'), details),
  'reports.export': ({ details }) => {
    const name = REPORT_KINDS.find((kind) => kind === details['report']);
    const format = text(details['format'])?.toUpperCase() ?? t('File');
    return name === undefined
      ? t('exported a report as {format}', { format })
      : t('exported the report “{name}” as {format}', { name: t(REPORT_NAMES[name]), format });
  },
  'store.backup': ({ details }) => {
    const made =
      details['encrypted'] === true
        ? t('made an encrypted backup{file}', { file: file(details) })
        : t('made a backup{file}', { file: file(details) });
    return details['scheduled'] === true ? t('{made} by the schedule', { made }) : made;
  },
  'store.backup-failed': ({ details }) =>
    t('could not make the scheduled backup: {message}', {
      message: text(details['message']) ?? t('it failed'),
    }),
  'store.restore': ({ details }) => t('restored a backup{file}', { file: file(details) }),
  'store.check': storeChecked,
  'store.edit-schedule': ({ details }) => changedInWords(t('the scheduled backups'), details),
  'store.accept-log': () => t('accepted the restored log, which is signed from here on'),
  'endpoint.start': ({ details }) => t('started the verification endpoint{at}', { at: at(details) }),
  'audit.verify': verified,
  'audit.export': () => t('exported the activity log'),
  'audit.unreadable': () => t('cannot read this entry: somebody has changed it'),
  'endpoint.stop': ({ details }) => t('stopped the verification endpoint{at}', { at: at(details) }),
};
