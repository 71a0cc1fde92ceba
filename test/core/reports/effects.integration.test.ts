import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ACTIONS } from '../../../src/core/audit/actions.ts';
import { EFFECTS } from '../../../src/core/reports/replay/effects.ts';

const CORE = join(import.meta.dirname, '../../../src/core');

/** Actions that are put together where they are written. */
const COMPOSED = [
  'findings.switch-off',
  'findings.switch-on',
  ...['revoke', 'reinstate', 'remove', 'restore'].map((action) => `keys.${action}`),
];

/** Shown in the place of an entry that somebody has changed; never written. */
const SHOWN_ONLY = 'audit.unreadable';

/** What the sources write as `action: '…'`, and what they pass on as an action by another way. */
function written(): ReadonlySet<string> {
  const found = new Set(COMPOSED);
  for (const file of readdirSync(CORE, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.startsWith('reports')) continue;
    const text = readFileSync(join(CORE, file), 'utf8');
    for (const [, action = ''] of text.matchAll(/\baction: '([a-z-]+\.[a-z-]+)'/g)) found.add(action);
    for (const [, action = ''] of text.matchAll(/(?:entry\(|\| )'([a-z-]+\.[a-z-]+)'/g)) found.add(action);
  }
  found.delete(SHOWN_ONLY);
  return found;
}

it('every action that the core writes has said what it does to who can reach what', () => {
  const known: ReadonlySet<string> = new Set(ACTIONS);
  expect([...written()].filter((action) => !known.has(action))).toEqual([]);
});

it('and no action has said nothing', () => {
  expect(Object.keys(EFFECTS).sort()).toEqual([...ACTIONS].sort());
});
