import type { Finding, FindingSummary } from '../../shared/findings.ts';
import { FIRST_FINDINGS, RULE_IDS, type RuleId } from '../../shared/finding-rules.ts';
import { countWithoutGroup, readWithoutGroup } from './account-findings-store.ts';
import { Alike } from './alike.ts';
import { dismissedSubjects } from './decision-store.ts';
import { countKeys, keyNamed, markKeys, readKeyFindings } from './key-findings-store.ts';
import type { SqlRuleId } from './key-rule.ts';
import { findPairs, pageOfPairs } from './look-alikes.ts';
import { ask, type Examined, type Question } from './question.ts';
import { isSqlRule, KEY_RULES } from './rules/index.ts';
import { isStoreRule, STORE_RULES } from './rules/store.ts';

export interface Page {
  readonly after: number | null;
  readonly limit: number;
}

interface Found {
  readonly count: number;
  readonly first: readonly Finding[];
}

/**
 * Looks at a whole tenant: every key once, and what else there is. Takes seconds of a million keys, so it is for a thread
 * of its own. @param now epoch milliseconds @param upTo the newest entry of the log that counts
 */
export async function examine(
  store: Examined,
  tenantId: number,
  now: number,
  upTo?: number,
): Promise<FindingSummary> {
  const question = await ask(store, tenantId, now, upTo);
  const dismissed = await dismissedSubjects(store.db, tenantId, now);
  const on = RULE_IDS.filter((id) => !question.off.includes(id));
  const passed = passOver(question, on, dismissed.of);
  const rules: { rule: RuleId; count: number; first: Finding[] }[] = [];
  for (const rule of on) {
    const { count, first } = passed.get(rule) ?? (await foundBy(question, rule, dismissed.of(rule)));
    if (count > 0) rules.push({ rule, count, first: [...first] });
  }
  return { at: now, rules, off: [...question.off], dismissed: dismissed.count };
}

/** One page of what a rule finds. A rule that is switched off finds nothing. */
export async function findingsOf(
  store: Examined,
  tenantId: number,
  now: number,
  rule: RuleId,
  { after, limit }: Page,
  upTo?: number,
): Promise<{ items: Finding[]; end: number | null }> {
  const question = await ask(store, tenantId, now, upTo);
  if (question.off.includes(rule)) return { items: [], end: null };
  // One more tells whether there are more.
  const found = await pageOf(question, rule, { after, limit: limit + 1 });
  const items = found.slice(0, limit);
  return { items, end: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}

async function pageOf(question: Question, rule: RuleId, page: Page): Promise<Finding[]> {
  if (isSqlRule(rule)) return readKeyFindings(question, rule, KEY_RULES[rule], page);
  if (rule === 'confusable-name') return pageOfPairs(question, findPairs(question), page);
  if (rule === 'no-data-group') return readWithoutGroup(question, page);
  const dismissed = (await dismissedSubjects(question.db, question.tenantId, question.now)).of(rule);
  return (await ofStore(question, rule, dismissed))
    .filter(({ id }) => id > (page.after ?? 0))
    .slice(0, page.limit);
}

/** What leads to its few subjects without a pass over all keys. */
async function foundBy(question: Question, rule: RuleId, dismissed: ReadonlySet<number>): Promise<Found> {
  const page = { after: null, limit: FIRST_FINDINGS };
  if (isSqlRule(rule)) {
    const count = countKeys(question, rule, KEY_RULES[rule]);
    return { count, first: count === 0 ? [] : readKeyFindings(question, rule, KEY_RULES[rule], page) };
  }
  if (rule === 'no-data-group') {
    return { count: countWithoutGroup(question), first: readWithoutGroup(question, page) };
  }
  const all = await ofStore(question, rule, dismissed);
  return { count: all.length, first: all.slice(0, FIRST_FINDINGS) };
}

async function ofStore(
  question: Question,
  rule: RuleId,
  dismissed: ReadonlySet<number>,
): Promise<readonly Finding[]> {
  if (!isStoreRule(rule)) throw new Error(`Nothing looks for ${rule}.`);
  return (await STORE_RULES[rule](question)).filter(({ id }) => !dismissed.has(id));
}

/** Every key that is not removed, once, for all rules that are tested on each. */
function passOver(
  question: Question,
  on: readonly RuleId[],
  dismissed: (rule: RuleId) => ReadonlySet<number>,
): ReadonlyMap<RuleId, Found> {
  const ids = on.filter((id): id is SqlRuleId => isSqlRule(id) && KEY_RULES[id].found === 'row');
  const tallies = ids.map((id) => ({ id, away: dismissed(id), count: 0, first: [] as number[] }));
  const alike = on.includes('confusable-name') ? new Alike() : null;
  markKeys(
    question,
    ids.map((id) => KEY_RULES[id]),
    (key, marks, name) => {
      alike?.add(key, name);
      for (let left = marks; left !== 0; left &= left - 1) {
        const tally = tallies[31 - Math.clz32(left & -left)];
        if (tally === undefined || tally.away.has(key)) continue;
        tally.count += 1;
        if (tally.first.length < FIRST_FINDINGS) tally.first.push(key);
      }
    },
  );
  const found = new Map<RuleId, Found>();
  for (const { id, count, first } of tallies) {
    const page = { after: null, limit: FIRST_FINDINGS, among: first };
    found.set(id, { count, first: count === 0 ? [] : readKeyFindings(question, id, KEY_RULES[id], page) });
  }
  if (alike) {
    const pairs = alike.pairs(keyNamed(question));
    const away = dismissed('confusable-name');
    const count = [...pairs.keys()].filter((key) => !away.has(key)).length;
    const page = { after: null, limit: FIRST_FINDINGS };
    found.set('confusable-name', { count, first: count === 0 ? [] : pageOfPairs(question, pairs, page) });
  }
  return found;
}
