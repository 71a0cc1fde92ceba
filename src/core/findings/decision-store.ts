import type { Dismissal } from '../../shared/findings.ts';
import { RULE_IDS, ruleOf, type RuleId } from '../../shared/finding-rules.ts';
import type { ReadDb, Row, WriteDb } from '../db/schema.ts';
import { findName, findUsername } from '../db/named-store.ts';
import { nameOfSubject } from './subjects.ts';

/** SQL of what was decided about findings: dismissals, and rules that are switched off. */

/** As they are stored; some may be of a newer program. */
export async function rulesOff(db: ReadDb, tenantId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('finding_rules_off')
    .select('rule')
    .where('tenant_id', '=', tenantId)
    .execute();
  return rows.map(({ rule }) => rule);
}

/** Returns whether that was not so before. */
export async function putRuleOff(db: WriteDb, tenantId: number, rule: RuleId): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('finding_rules_off')
    .values({ tenant_id: tenantId, rule })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Returns whether it was off. */
export async function putRuleOn(db: WriteDb, tenantId: number, rule: RuleId): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('finding_rules_off')
    .where('tenant_id', '=', tenantId)
    .where('rule', '=', rule)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}

/** What is dismissed at a moment, by the rule. */
export async function dismissedSubjects(
  db: ReadDb,
  tenantId: number,
  now: number,
): Promise<{ readonly count: number; readonly of: (rule: RuleId) => ReadonlySet<number> }> {
  const rows = await inForce(db, tenantId, now).select(['rule', 'subject_id']).execute();
  const byRule = new Map<string, Set<number>>();
  for (const { rule, subject_id } of rows) {
    const subjects = byRule.get(rule);
    if (subjects) subjects.add(subject_id);
    else byRule.set(rule, new Set([subject_id]));
  }
  const none: ReadonlySet<number> = new Set();
  return {
    count: rows.filter(({ rule }) => isRule(rule)).length,
    of: (rule) => byRule.get(rule) ?? none,
  };
}

/** Dismissals in force, the newest first, before the one with the id `before`. */
export async function readDismissals(
  db: ReadDb,
  tenantId: number,
  now: number,
  before: number | null,
  limit: number,
): Promise<Dismissal[]> {
  let query = withUsername(db, tenantId)
    .where('finding_dismissals.until', '>', now)
    .where('finding_dismissals.rule', 'in', RULE_IDS)
    .orderBy('finding_dismissals.id', 'desc')
    .limit(limit);
  if (before !== null) query = query.where('finding_dismissals.id', '<', before);
  const rows = await query.execute();
  return Promise.all(rows.map((row) => toDismissal(db, row)));
}

/** One of the tenant's by its id, in force or not. */
export async function findDismissal(
  db: ReadDb,
  tenantId: number,
  id: number,
): Promise<Dismissal | undefined> {
  const row = await withUsername(db, tenantId)
    .where('finding_dismissals.id', '=', id)
    .where('finding_dismissals.rule', 'in', RULE_IDS)
    .executeTakeFirst();
  return row && toDismissal(db, row);
}

/** The one about a subject, in force or not. */
export async function dismissalOf(db: ReadDb, tenantId: number, rule: RuleId, subjectId: number) {
  return db
    .selectFrom('finding_dismissals')
    .select(['id', 'reason', 'until'])
    .where('tenant_id', '=', tenantId)
    .where('rule', '=', rule)
    .where('subject_id', '=', subjectId)
    .executeTakeFirst();
}

/** Writes a dismissal, in the place of one that there was; its id. */
export async function putDismissal(
  db: WriteDb,
  dismissal: Omit<Row<'finding_dismissals'>, 'id'>,
): Promise<number> {
  await deleteDismissal(db, dismissal.tenant_id, dismissal.rule, dismissal.subject_id);
  const { id } = await db
    .insertInto('finding_dismissals')
    .values(dismissal)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function deleteDismissal(
  db: WriteDb,
  tenantId: number,
  rule: string,
  subjectId: number,
): Promise<void> {
  await db
    .deleteFrom('finding_dismissals')
    .where('tenant_id', '=', tenantId)
    .where('rule', '=', rule)
    .where('subject_id', '=', subjectId)
    .execute();
}

/** What a rule's subject is called; `undefined` when the tenant has none of that id. */
export async function subjectName(
  db: ReadDb,
  tenantId: number,
  rule: RuleId,
  subjectId: number,
): Promise<string | undefined> {
  const { about } = ruleOf(rule);
  if (about === 'key') return findName(db, 'keys', tenantId, subjectId);
  if (about === 'account') return findUsername(db, tenantId, subjectId);
  return nameOfSubject(about, subjectId);
}

const isRule = (rule: string): rule is RuleId => (RULE_IDS as readonly string[]).includes(rule);

const inForce = (db: ReadDb, tenantId: number, now: number) =>
  db.selectFrom('finding_dismissals').where('tenant_id', '=', tenantId).where('until', '>', now);

const withUsername = (db: ReadDb, tenantId: number) =>
  db
    .selectFrom('finding_dismissals')
    .innerJoin('accounts', 'accounts.id', 'finding_dismissals.dismissed_by')
    .selectAll('finding_dismissals')
    .select('accounts.username')
    .where('finding_dismissals.tenant_id', '=', tenantId);

async function toDismissal(
  db: ReadDb,
  row: Row<'finding_dismissals'> & { readonly username: string },
): Promise<Dismissal> {
  const rule = row.rule as RuleId;
  return {
    id: row.id,
    rule,
    subjectId: row.subject_id,
    name: (await subjectName(db, row.tenant_id, rule, row.subject_id)) ?? '',
    reason: row.reason,
    until: row.until,
    by: row.username,
    at: row.dismissed_at,
  };
}
