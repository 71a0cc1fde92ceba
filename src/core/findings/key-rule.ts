import type { FINDING_RULES, RuleId } from '../../shared/finding-rules.ts';

type KeyRuleId = {
  [Id in RuleId]: (typeof FINDING_RULES)[Id]['about'] extends 'key' ? Id : never;
}[RuleId];
/** Found by SQL, but for names that look alike: those are compared in JavaScript. */
export type SqlRuleId = Exclude<KeyRuleId, 'confusable-name'>;

/**
 * How a rule about keys finds them. Its texts are SQL over `keys AS k` of one tenant, with the parameters of
 * `question.ts`; they are written by us and hold nothing of anybody's.
 */
export interface KeyRule {
  /** `row`: tested on every key in one pass over all. `set`: leads to its few keys by an index of its own. */
  readonly found: 'row' | 'set';
  /** Of removed keys; every other rule is about those that are not. */
  readonly removed?: true;
  readonly hit: string;
  /** What the rule saw, see `finding` in the contract. */
  readonly at?: string;
  readonly count?: string;
  readonly text?: string;
}

/** A key that lets somebody in, as far as its own row says. Exactly at its expiry it does not. */
export const WORKING = '(k.revocation IS NULL AND (k.expires_at IS NULL OR k.expires_at > @now))';
