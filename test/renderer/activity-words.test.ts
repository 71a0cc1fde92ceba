import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { activityInWords, hasSentence } from '../../src/renderer/activity/activity-words.ts';
import { WISHES } from '../../src/renderer/activity/wishes.ts';
import { contract } from '../../src/shared/contract.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const SOURCE = join(import.meta.dirname, '../../src');

const say = (action: string, target: string | null, details: Record<string, unknown> = {}) =>
  activityInWords({ time: NOW, actor: 'ada', action, target, outcome: 'done', details }, NOW);
const refuse = (action: string, target: string | null, code?: string) =>
  activityInWords({ time: NOW, actor: 'ada', action, target, outcome: 'refused', details: { code } }, NOW);

/** The actions that core and main write into the log, as their sources name them. */
function actionsWritten(): readonly string[] {
  const files = ['core', 'main'].flatMap((folder) =>
    readdirSync(join(SOURCE, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(SOURCE, folder, name), 'utf8')),
  );
  const subjects = 'session|keys|accounts|roles|authorization-groups|api-sets|permissions|data-access';
  const named = new RegExp(
    `(?:action:|entry\\(|\\|)\\s*'((?:${subjects}|tenants|settings|notices|endpoint|leak-scan)\\.[a-z-]+)'`,
    'g',
  );
  return [...new Set(files.flatMap((text) => [...text.matchAll(named)].map(([, action]) => action ?? '')))];
}

const kebabCase = (call: string) => call.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

describe('every action of the log reads as a sentence', () => {
  test('the sources name more than forty', () => expect(actionsWritten().length).toBeGreaterThan(40));
  test.each(actionsWritten())('%s', (action) => {
    expect(hasSentence(action)).toBe(true);
    expect(say(action, 'X')).not.toContain(action);
    expect(say(action, null)).not.toMatch(/undefined|null|thing/);
  });
});

describe('every call that can be refused says what was wanted', () => {
  const calls = Object.entries(contract).flatMap(([subject, specs]) =>
    Object.entries(specs).map(
      ([name, { authority }]) => [kebabCase(`${subject}.${name}`), authority] as const,
    ),
  );
  const own = ['anyone', 'held', 'signed-in'];
  test.each(calls.filter(([, authority]) => !own.includes(authority)))('%s', (action) => {
    expect(refuse(action, 'X', 'FORBIDDEN')).toMatch(/^tried to (?!do “).* and was refused: the authority/);
  });
  const looking = new Set(['view', 'view-activity', ...own]);
  // These only look, but not everybody may.
  const guarded = new Set(['tenants.list', 'endpoint.settings', 'endpoint.state']);
  const changing = calls.filter(([call, authority]) => !looking.has(authority) && !guarded.has(call));
  test.each(changing)('%s is not told as a mere look', (action) => {
    expect(Object.keys(WISHES)).toContain(action);
  });
});

describe('in words', () => {
  test.each([
    ['keys.generate', 'ERP', {}, 'generated the key “ERP”'],
    [
      'keys.edit',
      'ERP',
      { before: { name: 'A' }, after: { name: 'ERP' } },
      'changed the key “ERP”: the name from “A” to “ERP”',
    ],
    ['keys.edit', 'ERP', { before: {}, after: {} }, 'saved the key “ERP” without a change'],
    [
      'keys.rotate',
      'ERP',
      { before: { expiresAt: null }, after: { expiresAt: null }, oldSecretEndsAt: NOW },
      'rotated the key “ERP”; the old secret stopped working at once',
    ],
    [
      'keys.revoke',
      'ERP',
      { after: { revocation: 'permanent' }, because: 'owner removed' },
      'revoked the key “ERP” permanently, because its owner was removed',
    ],
    [
      'keys.reassign',
      'ERP',
      { before: { owner: 'jan' }, after: { owner: 'API -- Shop' } },
      'gave the key “ERP” from jan to API -- Shop, because jan was removed',
    ],
    ['keys.batch', null, { action: 'revoke', changed: 1200 }, 'revoked 1,200 keys at once, until reinstated'],
    ['keys.export', null, { keys: 1 }, 'exported 1 key'],
    ['keys.export', null, { keys: 2, withSha256: true }, 'exported 2 keys with their SHA-256'],
    ['keys.generate', 'ERP', { imported: true }, 'imported the key “ERP”'],
    ['keys.import', null, { file: 'a.csv', imported: 2, refused: 0 }, 'imported 2 keys from a.csv'],
    [
      'keys.import',
      null,
      { file: 'a.csv', imported: 1, refused: 3 },
      'imported 1 key from a.csv; 3 rows had something wrong',
    ],
    [
      'accounts.create',
      'jan',
      { after: { roles: ['Auditor'] } },
      'created the account “jan” with the role Auditor',
    ],
    ['accounts.create', 'jan', { after: { roles: [] } }, 'created the account “jan”'],
    [
      'accounts.edit',
      'jan',
      { before: { licence: 'Full', apiOnly: false }, after: { licence: 'API', apiOnly: true } },
      'changed the account “jan”: the license from “Full” to “API”; “API only” from no to yes',
    ],
    [
      'accounts.remove',
      'jan',
      { keys: { revoked: 2, reassigned: 0 } },
      'deleted the account “jan” and revoked 2 keys of it permanently',
    ],
    [
      'accounts.remove',
      'jan',
      { keys: { revoked: 0, reassigned: 1 } },
      'deleted the account “jan” and gave 1 key of it to another account',
    ],
    [
      'accounts.data-access',
      'jan',
      { before: { dataAccessGroups: ['A'] }, after: { dataAccessGroups: ['B', 'C'] } },
      'put the account “jan” into the data access groups “B”, “C” and took the account “jan” out of the data access group “A”',
    ],
    [
      'data-access.add-members',
      'UK',
      { added: ['jan', 'eva'] },
      'put jan, eva into the data access group “UK”',
    ],
    [
      'data-access.remove-members',
      'UK',
      { removed: ['1', '2', '3', '4', '5'] },
      'took 5 accounts out of the data access group “UK”',
    ],
    ['permissions.remove', 'orders:read', {}, 'deleted the permission “orders:read”'],
    ['tenants.open', 'Contoso', {}, 'went into the tenant “Contoso”'],
    [
      'settings.edit-security',
      null,
      { before: { idleLockMinutes: 10 }, after: { idleLockMinutes: 5 } },
      'changed the security settings: the minutes until an idle lock from 10 to 5',
    ],
    [
      'notices.put-away',
      null,
      { keys: [{ name: 'ERP', days: 7 }] },
      'put away the notice that the key “ERP” expires soon',
    ],
    [
      'notices.put-away',
      null,
      {
        keys: [
          { name: 'ERP', days: 7 },
          { name: 'Shop', days: 1 },
        ],
      },
      'put away the notices that 2 keys expire soon',
    ],
    ['notices.put-away', null, { keys: [] }, 'put away notices that had gone by themselves'],
    ['session.sign-in', null, { by: 'password' }, 'signed in'],
    ['session.lock', null, { why: 'idle' }, 'was idle, so Latchkey locked'],
    ['session.lock', null, { why: 'asked' }, 'locked Latchkey'],
    ['session.forget-device', null, { why: 'asked' }, 'forgot a remembered device'],
    ['constructor', null, {}, 'did “constructor”'],
  ])('%s', (action, target, details, sentence) => {
    expect(say(action, target, details)).toBe(sentence);
  });
  test.each([
    [
      'accounts.disable',
      'jan',
      'LAST_HOLDER',
      'disable the account “jan” and was refused: nobody else would hold one of the authorities',
    ],
    ['session.sign-in', null, 'SIGN_IN_FAILED', 'sign in and was refused: the password was wrong'],
    ['keys.list', null, 'FORBIDDEN', 'look at keys and was refused: the authority for it was missing'],
    [
      'roles.edit',
      null,
      'AUTHORITY_NOT_HELD',
      'change a role and was refused: it goes beyond their own authorities',
    ],
    ['keys.rotate', 'ERP', 'UNHEARD_OF', 'rotate the key “ERP” and was refused'],
  ])('%s refused', (action, target, code, sentence) => {
    expect(refuse(action, target, code)).toBe(`tried to ${sentence}`);
  });
});
