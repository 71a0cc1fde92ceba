import { english, msg } from '../../../shared/language/t.ts';
import {
  FINDING_RULES,
  ruleOf,
  type RuleId,
  SEVERITIES,
  SEVERITY_NAMES,
  type Severity,
} from '../../../shared/finding-rules.ts';
import type { Dismissal, Finding } from '../../../shared/findings.ts';
import { REMEDY_NAMES } from '../../../shared/remedies.ts';
import { readDismissals } from '../../findings/decision-store.ts';
import { examine, findingsOf } from '../../findings/examine.ts';
import { requireTenant } from '../../tenants/tenant-rules.ts';
import { LISTED_FINDINGS, MOST_ROWS, requireRoom } from '../bounds.ts';
import { column, moment } from '../cells.ts';
import type { Cell, ReportDocument, ReportSection } from '../document.ts';
import { asOfFacts, positionAt } from '../position.ts';
import type { Reading } from '../reading.ts';
import type { ReportWatch, RequestOf } from '../request.ts';
import { subjectWords } from './words.ts';

/** About the computer that looks, just then, and so of no use in a report that must come out the same elsewhere. */
const NOT_REPORTED: ReadonlySet<RuleId> = new Set(['clock-set-back']);

/** What should be mended, as the rules judge the store at a moment; dismissed findings apart. */
export async function collectFindings(
  reading: Reading,
  { tenantId, asOf }: RequestOf<'findings'>,
  { onProgress }: ReportWatch,
): Promise<ReportDocument> {
  const tenant = await requireTenant(reading.db, tenantId);
  const position = positionAt(reading.sqlite, asOf);
  const summary = await examine(reading, tenantId, asOf, position.seq);
  const found = summary.rules.filter(({ rule }) => !NOT_REPORTED.has(rule));
  const total = found.reduce((sum, { count }) => sum + count, 0);
  const listed = new Map<RuleId, readonly Finding[]>();
  for (const [at, { rule }] of found.entries()) {
    onProgress(at + 1, found.length + 1);
    const page = { after: null, limit: LISTED_FINDINGS };
    listed.set(rule, (await findingsOf(reading, tenantId, asOf, rule, page, position.seq)).items);
  }
  const dismissed = await readDismissals(reading.db, tenantId, asOf, null, MOST_ROWS + 1);
  requireRoom(dismissed.length, msg('Bring dismissed findings back, or look at them under Findings.'));
  const rules = SEVERITIES.flatMap((severity) =>
    found.filter(({ rule }) => ruleOf(rule).severity === severity),
  );
  return {
    kind: 'findings',
    title: 'Findings',
    tenant: tenant.name,
    facts: [
      ...asOfFacts(asOf, position),
      { id: 'findings', label: 'Findings', value: total },
      ...SEVERITIES.map((severity) => ({
        id: severity,
        label: `${english(SEVERITY_NAMES[severity])} severity`,
        value: found.reduce(
          (sum, { rule, count }) => sum + (ruleOf(rule).severity === severity ? count : 0),
          0,
        ),
      })),
      { id: 'dismissed', label: 'Dismissed', value: dismissed.length },
      {
        id: 'off',
        label: 'Rules that are switched off',
        value: summary.off.map((rule) => english(FINDING_RULES[rule].title)),
      },
    ],
    sections: [
      rulesSection(rules, listed),
      ...SEVERITIES.map((severity) => severitySection(severity, rules, listed)),
      dismissedSection(dismissed),
    ],
  };
}

type Found = readonly { readonly rule: RuleId; readonly count: number }[];
type Listed = ReadonlyMap<RuleId, readonly Finding[]>;

const rulesSection = (rules: Found, listed: Listed): ReportSection => ({
  id: 'rules',
  heading: 'What was found',
  note: `Why each matters, and what to do. Of one rule at most ${LISTED_FINDINGS.toLocaleString('en')} findings are listed below, the oldest subjects first; all are counted here.`,
  columns: [
    column('severity', 'Severity', 1.5),
    column('rule', 'Rule', 3),
    column('ruleId', 'Rule id', 2),
    column('count', 'Findings', 1),
    column('listed', 'Listed', 1),
    column('reason', 'Why, and what to do', 8),
    column('remedies', 'Remedies', 2.5),
  ],
  rows: rules.map(({ rule, count }): readonly Cell[] => {
    const { severity, title, reason, remedies } = ruleOf(rule);
    const words = remedies.map((remedy) => english(REMEDY_NAMES[remedy]));
    const found = listed.get(rule)?.length ?? 0;
    return [english(SEVERITY_NAMES[severity]), english(title), rule, count, found, english(reason), words];
  }),
});

function severitySection(severity: Severity, rules: Found, listed: Listed): ReportSection {
  const rows = rules
    .filter(({ rule }) => ruleOf(rule).severity === severity)
    .flatMap(({ rule }) => (listed.get(rule) ?? []).map((finding) => findingCells(rule, finding)));
  return {
    id: severity,
    heading: `${english(SEVERITY_NAMES[severity])} severity`,
    ...(rows.length === 0 && { note: `There are no findings of ${severity} severity.` }),
    columns: [
      column('rule', 'Rule', 3),
      column('about', 'About', 1.5),
      column('id', 'Id', 1),
      column('name', 'Name', 4),
      column('hint', 'Key', 3),
      column('owner', 'Owner', 2.5),
      column('at', 'Since or until', 2),
      column('count', 'Count', 1),
      column('text', 'Seen', 3),
      column('remedy', 'Remedy', 2),
    ],
    rows,
  };
}

/** The first remedy is the best. */
function findingCells(rule: RuleId, { id, name, hint, owner, at, count, text }: Finding): readonly Cell[] {
  const { title, about, remedies } = ruleOf(rule);
  const isRow = about === 'key' || about === 'account';
  const [remedy] = remedies;
  return [
    english(title),
    about,
    isRow ? id : null,
    subjectWords(name, isRow),
    hint,
    owner?.username ?? null,
    moment(at),
    count,
    text,
    remedy === undefined ? null : english(REMEDY_NAMES[remedy]),
  ];
}

const dismissedSection = (dismissed: readonly Dismissal[]): ReportSection => ({
  id: 'dismissed',
  heading: 'Dismissed',
  note: 'Put aside until their dates, the newest first; whether they would be found now was not asked.',
  columns: [
    column('rule', 'Rule', 3),
    column('about', 'About', 1.5),
    column('id', 'Id', 1),
    column('name', 'Name', 4),
    column('reason', 'Reason', 5),
    column('by', 'Dismissed by', 2.5),
    column('at', 'Dismissed', 2),
    column('until', 'Until', 2),
  ],
  rows: dismissed.map(({ rule, subjectId, name, reason, until, by, at }): readonly Cell[] => {
    const { title, about } = ruleOf(rule);
    const isRow = about === 'key' || about === 'account';
    const words = subjectWords(name, isRow);
    return [english(title), about, isRow ? subjectId : null, words, reason, by, moment(at), moment(until)];
  }),
});
