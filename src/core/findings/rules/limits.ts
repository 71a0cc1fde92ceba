import { type KeyRule, type SqlRuleId, WORKING } from '../key-rule.ts';

/** By how little a key is limited. `latchkey_…` are the functions of `functions.ts`. */

export const LIMIT_RULES = {
  'broad-permissions': {
    found: 'row',
    hit: `${WORKING} AND latchkey_broad(k.policy) IS NOT NULL`,
    // `all` or `write`.
    text: 'latchkey_broad(k.policy)',
  },
  'wide-allowlist': {
    found: 'row',
    hit: `${WORKING} AND instr(k.allowlist, '/') > 0 AND latchkey_widest(k.allowlist) IS NOT NULL`,
    text: 'latchkey_widest(k.allowlist)',
  },
  'no-allowlist': {
    found: 'row',
    hit: `${WORKING} AND k.allowlist = ''`,
  },
  'all-api-sets': {
    found: 'row',
    // Where there is no API set yet, nothing could be chosen.
    hit: `${WORKING} AND k.api_access = 'all' AND EXISTS (SELECT 1 FROM api_sets WHERE api_sets.tenant_id = @tenant)`,
  },
} as const satisfies Partial<Record<SqlRuleId, KeyRule>>;
