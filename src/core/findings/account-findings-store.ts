import type { Finding } from '../../shared/findings.ts';
import type { Question } from './question.ts';

/** SQL of findings about accounts: those that own keys and are in no data access group. */

const NO_GROUP = `a.tenant_id = @tenant AND a.deleted_at IS NULL
  AND EXISTS (
    SELECT 1 FROM keys AS k WHERE k.tenant_id = @tenant AND k.owner_account_id = a.id AND k.deleted_at IS NULL
  )
  AND NOT EXISTS (SELECT 1 FROM data_access_group_members AS member WHERE member.account_id = a.id)
  AND a.id NOT IN (
    SELECT away.subject_id FROM finding_dismissals AS away
    WHERE away.tenant_id = @tenant AND away.rule = 'no-data-group' AND away.until > @now
  )`;

export const countWithoutGroup = ({ sqlite, parameters }: Question): number =>
  sqlite
    .prepare<unknown[], number>(`SELECT count(*) FROM accounts AS a WHERE ${NO_GROUP}`)
    .pluck()
    .get(parameters) ?? 0;

/** Those after the account `after`; `count` is that of their keys. */
export const readWithoutGroup = (
  { sqlite, parameters }: Question,
  page: { readonly after: number | null; readonly limit: number },
): Finding[] =>
  sqlite
    .prepare<unknown[], { id: number; name: string; keys: number }>(
      `SELECT a.id, a.username AS name, (
         SELECT count(*) FROM keys AS k WHERE k.tenant_id = @tenant AND k.owner_account_id = a.id AND k.deleted_at IS NULL
       ) AS keys
       FROM accounts AS a WHERE ${NO_GROUP} AND a.id > @after ORDER BY a.id LIMIT @limit`,
    )
    .all({ ...parameters, after: page.after ?? 0, limit: page.limit })
    .map(({ id, name, keys }) => ({ id, name, hint: null, owner: null, at: null, count: keys, text: null }));
