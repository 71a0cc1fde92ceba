import { LIMITS } from '../../../shared/finding-rules.ts';
import { type KeyRule, type SqlRuleId, WORKING } from '../key-rule.ts';

/** By what verification has recorded of uses and refusals. */

const TRIES = `FROM key_refusals AS tries WHERE tries.code = 'DELETED'
  AND tries.hour > @now - ${LIMITS.tombstone + LIMITS.countedBy} AND tries.last_at > @now - ${LIMITS.tombstone}`;

/** Whole hours, as everywhere: the one in which the span begins is counted. */
const REFUSED = `FROM key_refusals AS refused WHERE refused.hour > @now - ${LIMITS.refusalsWithin + LIMITS.countedBy}`;

export const USE_RULES = {
  'never-used': {
    found: 'row',
    hit: `${WORKING} AND k.last_used_at IS NULL AND k.created_at <= @now - ${LIMITS.neverUsed}`,
    at: 'k.created_at',
  },
  unused: {
    found: 'row',
    hit: `${WORKING} AND k.last_used_at <= @now - ${LIMITS.unused}`,
    at: 'k.last_used_at',
  },
  'tombstone-tried': {
    found: 'set',
    removed: true,
    hit: `k.id IN (SELECT tries.key_id ${TRIES})`,
    at: `(SELECT max(tries.last_at) ${TRIES} AND tries.key_id = k.id)`,
    count: `(SELECT sum(tries.refusals) ${TRIES} AND tries.key_id = k.id)`,
    text: `(SELECT tries.last_address ${TRIES} AND tries.key_id = k.id ORDER BY tries.last_at DESC LIMIT 1)`,
  },
  'many-refusals': {
    found: 'set',
    hit: `k.revocation IS NULL AND k.id IN (
      SELECT refused.key_id ${REFUSED} GROUP BY refused.key_id HAVING sum(refused.refusals) >= ${LIMITS.refusals})`,
    at: `(SELECT max(refused.last_at) ${REFUSED} AND refused.key_id = k.id)`,
    count: `(SELECT sum(refused.refusals) ${REFUSED} AND refused.key_id = k.id)`,
    // The commonest.
    text: `(SELECT refused.code ${REFUSED} AND refused.key_id = k.id
      GROUP BY refused.code ORDER BY sum(refused.refusals) DESC, refused.code LIMIT 1)`,
  },
} as const satisfies Partial<Record<SqlRuleId, KeyRule>>;
