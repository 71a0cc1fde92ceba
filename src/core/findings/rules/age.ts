import { LIMITS } from '../../../shared/finding-rules.ts';
import { type KeyRule, type SqlRuleId, WORKING } from '../key-rule.ts';

/** By how long keys and their secrets live. */

/**
 * How long old secrets have worked beside new ones. An overlap lasts a week at most, but one rotation after the other can
 * keep two secrets alive for as long as anybody likes: overlaps that follow each other without a gap are one run.
 */
const RUNS = `
  SELECT key_id FROM (
    SELECT key_id, ends_at, started, sum(anew) OVER (PARTITION BY key_id ORDER BY started, ends_at) AS run
    FROM (
      SELECT key_id, ends_at, started,
        coalesce(lag(ends_at) OVER (PARTITION BY key_id ORDER BY started, ends_at), 0) < started AS anew
      FROM (
        SELECT every.key_id, every.ends_at, lead(every.created_at) OVER (
          PARTITION BY every.key_id ORDER BY every.created_at, every.ends_at IS NULL, every.ends_at
        ) AS started
        FROM secrets AS every WHERE every.key_id IN (
          SELECT old.key_id FROM secrets AS old WHERE old.tenant_id = @tenant AND old.ends_at > @now
        )
      ) WHERE ends_at IS NOT NULL
    )
  ) GROUP BY key_id, run
  HAVING max(ends_at) > @now AND min(started) <= @now - ${LIMITS.twoSecrets}`;

export const AGE_RULES = {
  'no-expiry': {
    found: 'row',
    hit: 'k.revocation IS NULL AND k.expires_at IS NULL',
    at: 'k.created_at',
  },
  'expires-soon': {
    found: 'row',
    hit: 'k.revocation IS NULL AND k.expires_at > @now AND k.expires_at <= @now + @window',
    at: 'k.expires_at',
  },
  expired: {
    found: 'row',
    hit: 'k.expires_at <= @now',
    at: 'k.expires_at',
  },
  'old-secret': {
    found: 'row',
    // The current secret is as old as the last rotation, or as the key.
    hit: `${WORKING} AND coalesce(k.rotated_at, k.created_at) <= @now - ${LIMITS.rotation}`,
    at: 'coalesce(k.rotated_at, k.created_at)',
  },
  'two-secrets': {
    found: 'set',
    hit: `${WORKING} AND k.id IN (${RUNS})`,
    at: '(SELECT max(old.ends_at) FROM secrets AS old WHERE old.key_id = k.id)',
  },
} as const satisfies Partial<Record<SqlRuleId, KeyRule>>;
