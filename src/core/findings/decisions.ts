import type { Dismissal } from '../../shared/findings.ts';
import { DAY } from '../../shared/duration.ts';
import { DISMISSED_AT_MOST, ruleOf, type RuleId } from '../../shared/finding-rules.ts';
import { t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';
import { type Actor, frameOf, requireAuthority } from '../actor.ts';
import { change } from '../audit/change.ts';
import type { NewEntry } from '../audit/entry.ts';
import type { AnyDb } from '../db/schema.ts';
import { keyNotFound } from '../keys/key-errors.ts';
import {
  deleteDismissal,
  dismissalOf,
  findDismissal,
  putDismissal,
  putRuleOff,
  putRuleOn,
  readDismissals,
  subjectName,
} from './decision-store.ts';

/** What the services of this folder work with. */
export interface FindingDeps {
  readonly db: AnyDb;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

const PAGE = 50;

/** Dismissals in force, the newest first. */
export async function listDismissed(
  { db, now }: FindingDeps,
  actor: Actor,
  before: number | null,
): Promise<{ dismissals: Dismissal[]; more: boolean }> {
  requireAuthority(actor, 'view');
  const found = await readDismissals(db, actor.tenantId, now(), before, PAGE + 1);
  return { dismissals: found.slice(0, PAGE), more: found.length > PAGE };
}

/**
 * Puts a finding aside until a moment. It is not asked whether it is there just now: it may come and go with every use.
 * @throws AppError `DATE_NOT_IN_FUTURE`, `DATE_TOO_FAR`, `KEY_NOT_FOUND`, `NOT_FOUND`
 */
export async function dismiss(
  { db, now }: FindingDeps,
  actor: Actor,
  input: {
    readonly rule: RuleId;
    readonly subjectId: number;
    readonly reason: string;
    readonly until: number;
  },
): Promise<Dismissal> {
  requireAuthority(actor, 'manage-settings');
  const { tenantId, accountId } = actor;
  const { rule, subjectId, until } = input;
  const reason = input.reason.trim();
  const time = now();
  if (until <= time) throw notInFuture();
  if (until > time + DISMISSED_AT_MOST * DAY) throw tooFar();
  return change(db, frameOf(actor, time), async (write) => {
    const name = await subjectName(write, tenantId, rule, subjectId);
    if (name === undefined) throw ruleOf(rule).about === 'key' ? keyNotFound() : subjectNotFound();
    const known = await dismissalOf(write, tenantId, rule, subjectId);
    const before = known && known.until > time ? { reason: known.reason, until: known.until } : null;
    const id = await putDismissal(write, {
      tenant_id: tenantId,
      rule,
      subject_id: subjectId,
      reason,
      until,
      dismissed_by: accountId,
      dismissed_at: time,
    });
    const result = await findDismissal(write, tenantId, id);
    if (!result) throw new Error('A dismissal was written and is not there.');
    const details = { rule, before, after: { reason, until } };
    return { result, entries: [entry('findings.dismiss', rule, subjectId, name, details)] };
  });
}

/** Ends a dismissal before its date. @throws AppError `NOT_FOUND` */
export async function restoreFinding({ db, now }: FindingDeps, actor: Actor, id: number): Promise<void> {
  requireAuthority(actor, 'manage-settings');
  await change(db, frameOf(actor, now()), async (write) => {
    const known = await findDismissal(write, actor.tenantId, id);
    if (!known) throw dismissalNotFound();
    const { rule, subjectId, name, reason, until } = known;
    await deleteDismissal(write, actor.tenantId, rule, subjectId);
    const details = { rule, before: { reason, until }, after: null };
    return { result: undefined, entries: [entry('findings.restore', rule, subjectId, name, details)] };
  });
}

/** Switches one of Latchkey's own rules off or on for the tenant. @throws AppError `RULE_ALREADY_OFF`, `RULE_ALREADY_ON` */
export async function switchRule(
  { db, now }: FindingDeps,
  actor: Actor,
  rule: RuleId,
  to: 'on' | 'off',
): Promise<void> {
  requireAuthority(actor, 'manage-settings');
  await change(db, frameOf(actor, now()), async (write) => {
    const put = to === 'off' ? putRuleOff : putRuleOn;
    if (!(await put(write, actor.tenantId, rule))) throw alreadySwitched(rule, to);
    const details = { rule, before: to === 'off' ? 'on' : 'off', after: to };
    return { result: undefined, entries: [{ action: `findings.switch-${to}`, details }] };
  });
}

/** What is no row of the store is no target of the log either. */
function entry(
  action: string,
  rule: RuleId,
  id: number,
  name: string,
  details: NonNullable<NewEntry['details']>,
): NewEntry {
  const { about } = ruleOf(rule);
  if (about === 'key' || about === 'account') return { action, target: { type: about, id, name }, details };
  return { action, details: { ...details, about: name } };
}

const notInFuture = () =>
  new AppError('DATE_NOT_IN_FUTURE', t('The date has passed. Choose tomorrow or a later day.'), {
    field: 'until',
  });
const tooFar = () =>
  new AppError(
    'DATE_TOO_FAR',
    t(
      'A finding can be dismissed for a year at most. Choose an earlier day; it can be dismissed again then.',
    ),
    { field: 'until' },
  );
const subjectNotFound = () =>
  new AppError(
    'NOT_FOUND',
    t('What this finding is about is not there any more. Look at the findings again.'),
  );
const dismissalNotFound = () =>
  new AppError('NOT_FOUND', t('This finding is not dismissed any more. Look at the findings again.'));
const alreadySwitched = (rule: RuleId, to: 'on' | 'off') =>
  new AppError(
    to === 'off' ? 'RULE_ALREADY_OFF' : 'RULE_ALREADY_ON',
    t('The rule “{title}” is {to} already. Look at the findings again.', {
      title: t(ruleOf(rule).title),
      to,
    }),
  );
