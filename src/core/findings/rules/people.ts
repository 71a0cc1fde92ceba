import { type KeyRule, type SqlRuleId, WORKING } from '../key-rule.ts';

/** By the people behind a key. */

/** When somebody was shut out: by the log, because an account only knows that it is disabled. */
const SHUT_OUT = `CASE person.status WHEN 'disabled' THEN coalesce(
    (SELECT max(entry.time) FROM audit_entries AS entry
     WHERE entry.tenant_id = person.tenant_id AND entry.target_type = 'account' AND entry.target_id = person.id
       AND entry.action = 'accounts.disable' AND entry.outcome = 'done'),
    person.deleted_at, @now)
  ELSE person.deleted_at END`;

export const PEOPLE_RULES = {
  'owner-disabled': {
    found: 'set',
    hit: `${WORKING} AND k.owner_account_id IN (
      SELECT id FROM accounts WHERE tenant_id = @tenant AND status = 'disabled' AND deleted_at IS NULL)`,
  },
  'owner-left': {
    found: 'set',
    hit: `k.owner_account_id IN (SELECT id FROM accounts WHERE tenant_id = @tenant AND deleted_at IS NOT NULL)`,
    at: 'owner.deleted_at',
  },
  'disabled-creator': {
    found: 'set',
    // Administrators of any tenant: a super user makes keys in others. Keys of their own are told of by their owner.
    hit: `${WORKING} AND k.owner_account_id IS NOT k.created_by AND k.created_by IN (
        SELECT id FROM accounts WHERE api_only = 0 AND (status = 'disabled' OR deleted_at IS NOT NULL))
      AND coalesce(k.rotated_at, k.created_at) <= (
        SELECT ${SHUT_OUT} FROM accounts AS person WHERE person.id = k.created_by)`,
    at: `(SELECT ${SHUT_OUT} FROM accounts AS person WHERE person.id = k.created_by)`,
    text: '(SELECT username FROM accounts WHERE accounts.id = k.created_by)',
  },
} as const satisfies Partial<Record<SqlRuleId, KeyRule>>;
