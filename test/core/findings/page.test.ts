import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { COMMAND, findingsPage } from '../../../scripts/findings/table.ts';
import {
  FINDING_SUBJECTS,
  LIMITS,
  RULE_IDS,
  ruleOf,
  WEAK_BEYOND,
} from '../../../src/shared/finding-rules.ts';
import { DEFAULT_SECURITY, DEFAULT_TENANT } from '../../../src/shared/setting-limits.ts';
import { DAY, HOUR } from '../../support/clock.ts';

const PAGE = join(import.meta.dirname, '../../../docs/findings.md');

it('the page in docs/findings.md is the one of the rules', async () => {
  expect(readFileSync(PAGE, 'utf8'), `Write it anew: ${COMMAND}`).toBe(await findingsPage());
});

it('every rule says what to do, and where only somebody outside of Latchkey can do it', () => {
  for (const id of RULE_IDS) {
    const { title, reason, remedies, about } = ruleOf(id);
    expect(title, id).toMatch(/^[A-Z][^.]+$/);
    expect(reason, id).toMatch(/\.$/);
    expect(remedies.length > 0, id).toBe(about !== 'clock' && id !== 'tombstone-tried');
  }
});

it('the reasons name the limits that the rules go by', () => {
  const says = (id: Parameters<typeof ruleOf>[0], text: string) => expect(ruleOf(id).reason).toContain(text);
  says('never-used', `${LIMITS.neverUsed / DAY} days`);
  says('unused', `${LIMITS.unused / DAY} days`);
  says('old-secret', `${LIMITS.rotation / DAY} days`);
  says('tombstone-tried', `${LIMITS.tombstone / DAY} days`);
  says('many-refusals', `${LIMITS.refusals} requests`);
  says('many-refusals', `${LIMITS.refusalsWithin / HOUR} hours`);
  says('wide-allowlist', `/${LIMITS.allowlistBits.ipv4} (for IPv6 /${LIMITS.allowlistBits.ipv6})`);
  says('log-not-verified', `${LIMITS.verification / DAY} days`);
  says('unsigned-log', LIMITS.unsignedEntries.toLocaleString('en'));
});

it('nothing that a store or tenant begins with is weak, and every number is one subject’s', () => {
  const defaults: Readonly<Record<string, unknown>> = { ...DEFAULT_SECURITY, ...DEFAULT_TENANT };
  for (const [name, limit] of Object.entries(WEAK_BEYOND)) {
    const value = Number(defaults[name]);
    expect('atMost' in limit ? value <= limit.atMost : value >= limit.atLeast, name).toBe(true);
  }
  const numbers = Object.values(FINDING_SUBJECTS);
  expect(new Set(numbers).size).toBe(numbers.length);
});
