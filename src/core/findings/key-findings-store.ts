import type { Finding } from '../../shared/findings.ts';
import type { RuleId } from '../../shared/finding-rules.ts';
import type { KeyRule } from './key-rule.ts';
import type { Question } from './question.ts';

/** SQL of findings about keys. */

interface KeyFindingRow {
  readonly id: number;
  readonly name: string;
  readonly hint: string;
  readonly owner_id: number | null;
  readonly owner_name: string | null;
  readonly at: number | null;
  readonly count: number | null;
  readonly text: string | null;
}

const removal = ({ removed }: Pick<KeyRule, 'removed'>): string =>
  removed ? 'k.deleted_at IS NOT NULL' : 'k.deleted_at IS NULL';

const NOT_DISMISSED = `k.id NOT IN (SELECT away.subject_id FROM finding_dismissals AS away
  WHERE away.tenant_id = @tenant AND away.rule = @rule AND away.until > @now)`;

/** How many keys a rule finds that are not dismissed. */
export function countKeys({ sqlite, parameters }: Question, id: RuleId, rule: KeyRule): number {
  return (
    sqlite
      .prepare<unknown[], number>(
        `SELECT count(*) FROM keys AS k WHERE k.tenant_id = @tenant AND ${removal(rule)} AND ${rule.hit} AND ${NOT_DISMISSED}`,
      )
      .pluck()
      .get({ ...parameters, rule: id }) ?? 0
  );
}

/** The keys that a rule finds, after the key `after`, in the order of their creation. @param among only these */
export function readKeyFindings(
  { sqlite, parameters }: Question,
  id: RuleId,
  rule: Pick<KeyRule, 'hit' | 'removed' | 'at' | 'count' | 'text'>,
  page: { readonly after: number | null; readonly limit: number; readonly among?: readonly number[] },
): Finding[] {
  const among = page.among ? 'AND k.id IN (SELECT value FROM json_each(@among))' : '';
  return sqlite
    .prepare<unknown[], KeyFindingRow>(
      `SELECT k.id, k.name, k.hint, owner.id AS owner_id, owner.username AS owner_name,
         ${rule.at ?? 'NULL'} AS at, ${rule.count ?? 'NULL'} AS count, ${rule.text ?? 'NULL'} AS text
       FROM keys AS k LEFT JOIN accounts AS owner ON owner.id = k.owner_account_id
       WHERE k.tenant_id = @tenant AND ${removal(rule)} AND k.id > @after ${among}
         AND ${rule.hit} AND ${NOT_DISMISSED}
       ORDER BY k.id LIMIT @limit`,
    )
    .all({
      ...parameters,
      rule: id,
      after: page.after ?? 0,
      limit: page.limit,
      ...(page.among && { among: JSON.stringify(page.among) }),
    })
    .map((row) => ({
      id: row.id,
      name: row.name,
      hint: row.hint,
      owner: row.owner_id === null ? null : { accountId: row.owner_id, username: row.owner_name ?? '' },
      at: row.at,
      count: row.count,
      text: row.text,
    }));
}

/** Keys of one statement: many enough that its own cost vanishes, few enough for little memory. */
const CHUNK = 20_000;

/**
 * Every key of the tenant that is not removed with what the rules say of it, in one pass. `marks` has a bit for each of
 * the rules, in their order; at most 31.
 */
export function markKeys(
  { sqlite, parameters }: Question,
  rules: readonly Pick<KeyRule, 'hit'>[],
  tell: (id: number, marks: number, name: string) => void,
): void {
  const marks = rules.map(({ hit }, bit) => `(((${hit}) IS TRUE) << ${bit})`).join(' | ');
  // All of a chunk at once: a row at a time costs half as much again.
  const read = sqlite
    .prepare<unknown[], [number, number, string]>(
      `SELECT k.id, ${marks || '0'}, k.name FROM keys AS k INDEXED BY keys_listed
       WHERE k.tenant_id = @tenant AND k.deleted_at IS NULL AND k.id > @after ORDER BY k.id LIMIT ${CHUNK}`,
    )
    .raw();
  let after: number | undefined = 0;
  while (after !== undefined) {
    const rows: [number, number, string][] = read.all({ ...parameters, after });
    for (const [id, marked, name] of rows) tell(id, marked, name);
    after = rows.length < CHUNK ? undefined : rows.at(-1)?.[0];
  }
}

/** The key that is not removed and has this name, in the form in which names are compared. */
export function keyNamed({ sqlite, tenantId }: Question): (nameKey: string) => number | undefined {
  const statement = sqlite
    .prepare<[number, string], number>(
      'SELECT id FROM keys WHERE tenant_id = +? AND name_key = +? AND deleted_at IS NULL',
    )
    .pluck();
  return (nameKey) => statement.get(tenantId, nameKey);
}

/** What keys are called, by their ids. */
export function keyNames({ sqlite, tenantId }: Question, ids: readonly number[]): Map<number, string> {
  const rows = sqlite
    .prepare<[number, string], [number, string]>(
      'SELECT id, name FROM keys WHERE tenant_id = +? AND id IN (SELECT value FROM json_each(?))',
    )
    .raw()
    .all(tenantId, JSON.stringify(ids));
  return new Map(rows);
}
