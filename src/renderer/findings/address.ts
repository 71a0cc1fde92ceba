import { type RuleId, RULE_IDS, SEVERITIES, type Severity } from '../../shared/finding-rules.ts';
import { wishesOf } from '../app/address.ts';

/** What is looked at, as the address says it: `/findings?severity=high&rule=no-expiry`. */
export interface Looked {
  /** `null`: all. */
  readonly severity: Severity | null;
  readonly rule: RuleId | null;
}

export const FINDINGS = '/findings';

/** Reads an address; what it does not know, it passes over. */
export function lookedOf(path: string): Looked {
  const wishes = wishesOf(path);
  return {
    severity: SEVERITIES.find((one) => one === wishes.get('severity')) ?? null,
    rule: RULE_IDS.find((one) => one === wishes.get('rule')) ?? null,
  };
}

export function findingsPath({ severity, rule }: Looked): string {
  const wishes = [
    ...(severity === null ? [] : [`severity=${severity}`]),
    ...(rule === null ? [] : [`rule=${rule}`]),
  ];
  return wishes.length === 0 ? FINDINGS : `${FINDINGS}?${wishes.join('&')}`;
}
