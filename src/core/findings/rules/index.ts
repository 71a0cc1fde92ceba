import type { KeyRule, SqlRuleId } from '../key-rule.ts';
import { AGE_RULES } from './age.ts';
import { LIMIT_RULES } from './limits.ts';
import { PEOPLE_RULES } from './people.ts';
import { USE_RULES } from './use.ts';

/** Every rule about keys that SQL finds; one that has no SQL does not compile. */
export const KEY_RULES: Readonly<Record<SqlRuleId, KeyRule>> = {
  ...USE_RULES,
  ...AGE_RULES,
  ...LIMIT_RULES,
  ...PEOPLE_RULES,
};

export const isSqlRule = (id: string): id is SqlRuleId => Object.hasOwn(KEY_RULES, id);
