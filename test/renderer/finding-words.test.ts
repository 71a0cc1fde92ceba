import { expect, it } from 'vitest';
import { findingsPath, lookedOf } from '../../src/renderer/findings/address.ts';
import { factText, subjectText } from '../../src/renderer/findings/words.ts';
import { FINDING_SUBJECTS, RULE_IDS, type RuleId } from '../../src/shared/finding-rules.ts';
import type { Finding } from '../../src/shared/findings.ts';
import { DAY, MORNING } from '../support/clock.ts';

const finding = (more: Partial<Finding> = {}): Finding => ({
  id: 1,
  name: 'Payroll',
  hint: null,
  owner: null,
  at: MORNING - 40 * DAY,
  count: 3,
  text: 'ben',
  ...more,
});

it.each<[RuleId, Partial<Finding>, string]>([
  ['disabled-creator', {}, 'Known to ben, who was shut out 40 days ago'],
  ['tombstone-tried', { text: '203.0.113.9' }, '3 requests, the last 40 days ago from 203.0.113.9'],
  ['tombstone-tried', { count: 1, text: null }, '1 request, the last 40 days ago'],
  ['broad-permissions', { text: 'all' }, 'May do everything'],
  ['broad-permissions', { text: 'write' }, 'May change every kind of thing'],
  ['expires-soon', { at: MORNING + 3 * DAY }, 'Expires in 3 days'],
  ['owner-left', { owner: { accountId: 2, username: 'shop' } }, 'Owned by shop, deleted 40 days ago'],
  ['log-not-verified', { at: null }, 'Never verified'],
  ['unsigned-log', { count: 5001 }, '5,001 entries without a signature'],
  ['weak-settings', { name: 'idleLockMinutes', count: 45, text: null }, 'Locks only after 45 minutes'],
  ['no-allowlist', {}, ''],
])('%s of %j: %s', (rule, more, text) => {
  expect(factText(rule, finding(more), MORNING)).toBe(text);
});

it('nothing that is found is without words', () => {
  for (const rule of RULE_IDS) {
    const owner = { accountId: 2, username: 'shop' };
    for (const name of rule === 'weak-settings' ? Object.keys(FINDING_SUBJECTS).slice(2) : ['Payroll']) {
      const text = factText(rule, finding({ name, owner }), MORNING);
      expect(text, `${rule} ${name}`).toMatch(/^[A-Z0-9]/);
      expect(text).not.toMatch(/null|undefined/);
    }
  }
  for (const name of Object.keys(FINDING_SUBJECTS)) expect(subjectText(name, false)).not.toBe(name);
  // A key may be called like a setting.
  expect(subjectText('log', true)).toBe('log');
});

it('an address says what is looked at, and what it does not know is passed over', () => {
  for (const looked of [
    { severity: null, rule: null },
    { severity: 'high', rule: null },
    { severity: null, rule: 'no-expiry' },
    { severity: 'low', rule: 'expired' },
  ] as const) {
    expect(lookedOf(findingsPath(looked))).toEqual(looked);
  }
  expect(lookedOf('/findings?severity=grave&rule=none&more')).toEqual({ severity: null, rule: null });
});
