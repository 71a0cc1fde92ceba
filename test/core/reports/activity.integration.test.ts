import { beforeEach, expect, it } from 'vitest';
import { recordRefusal } from '../../../src/core/audit/change.ts';
import { msg } from '../../../src/shared/language/t.ts';
import { frameOf } from '../../../src/core/actor.ts';
import { edit } from '../../../src/core/keys/edit.ts';
import { generate } from '../../../src/core/keys/generate.ts';
import { rotate } from '../../../src/core/keys/rotate.ts';
import { MOST_ROWS, requireRoom } from '../../../src/core/reports/bounds.ts';
import { DAY, HOUR, MORNING } from '../../support/clock.ts';
import { editOf, entriesAfter, newKey, tracesOf } from '../../support/keys.ts';
import { type Organisation, organisation, secondTenant } from '../../support/people.ts';
import { refusal } from '../../support/store.ts';
import { fact, report, rows } from './scene.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
  here.clock.pass(DAY);
});

const FROM = MORNING + DAY;
const activity = (from = FROM, to = here.clock.time + 1) => report(here, { kind: 'activity', from, to });

it('tells who did what, before and after, in the order of the log', async () => {
  const { deps, ada, fullAccess, clock } = here;
  const made = await generate(deps, ada, newKey(fullAccess, { name: '=Payroll' }));
  clock.pass(HOUR);
  await edit(deps, ada, editOf(made.row, { name: '<b>Wages</b>', allowlist: '10.0.0.0/8\n192.0.2.1' }));
  clock.pass(HOUR);
  const again = await rotate(deps, ada, { id: made.row.id, overlap: 'none', expiresAt: clock.time + DAY });
  await recordRefusal(deps.db, frameOf(ada, clock.time), {
    action: 'keys.reveal',
    details: { code: 'FORBIDDEN' },
  });
  const document = await activity();
  const [first, second, third, fourth] = rows(document, 'entries');
  expect(rows(document, 'entries')).toHaveLength(4);
  expect(first).toMatchObject({
    time: { at: FROM },
    actor: 'ada',
    action: 'keys.generate',
    targetType: 'key',
    targetId: made.row.id,
    target: '=Payroll',
    outcome: 'done',
    origin: 'desktop',
  });
  expect(second).toMatchObject({
    target: '<b>Wages</b>',
    changes: ['allowlist: none → 10.0.0.0/8, 192.0.2.1', 'name: =Payroll → <b>Wages</b>'],
    details: [],
  });
  expect(third).toMatchObject({
    changes: [
      `expiresAt: none → ${new Date(clock.time + DAY).toISOString()}`,
      `hint: ${made.row.hint} → ${again.row.hint}`,
    ],
    details: [`oldSecretEndsAt: ${new Date(clock.time).toISOString()}`],
  });
  expect(fourth).toMatchObject({ action: 'keys.reveal', outcome: 'refused', details: ['code: FORBIDDEN'] });
  expect(rows(document, 'actions')).toEqual([
    { action: 'keys.edit', done: 1, refused: 0, first: { at: FROM + HOUR }, last: { at: FROM + HOUR } },
    { action: 'keys.generate', done: 1, refused: 0, first: { at: FROM }, last: { at: FROM } },
    { action: 'keys.reveal', done: 0, refused: 1, first: { at: clock.time }, last: { at: clock.time } },
    { action: 'keys.rotate', done: 1, refused: 0, first: { at: clock.time }, last: { at: clock.time } },
  ]);
  for (const trace of tracesOf(made.secret, again.secret))
    expect(JSON.stringify(document)).not.toContain(trace);
});

it('keeps to its time and its tenant, and to where the log stood then', async () => {
  const { deps, ada, fullAccess, clock } = here;
  await generate(deps, ada, newKey(fullAccess, { name: 'Erste' }));
  const otto = await secondTenant(here);
  clock.pass(HOUR);
  await generate(deps, ada, newKey(fullAccess, { name: 'Second' }));
  const entries = await entriesAfter(here.store.db);
  const before = await activity(FROM, FROM + HOUR);
  expect(rows(before, 'entries').map(({ target }) => target)).toEqual(['Erste']);
  // The second tenant's beginning stood before it.
  expect(fact(before, 'logEntry')).toBe(entries.at(-2)?.seq);
  clock.pass(DAY);
  await generate(deps, ada, newKey(fullAccess, { name: 'Third' }));
  expect(await activity(FROM, FROM + HOUR)).toEqual(before);
  const others = await report({ ...here, ada: otto }, { kind: 'activity', from: 0, to: clock.time });
  expect(JSON.stringify(others)).not.toContain('Erste');
});

it('says of the beginning what was made, without a password', async () => {
  const document = await activity(0, FROM);
  expect(rows(document, 'entries').map(({ action }) => action)).toEqual([
    'tenants.create',
    'accounts.create',
    'session.sign-in',
  ]);
  expect(rows(document, 'actors')).toMatchObject([{ actor: 'ada', done: 3, refused: 0 }]);
});

it('has room for many, and is refused before it would be cut', async () => {
  const { store, ada } = here;
  const head = (await entriesAfter(store.db)).at(-1);
  store.sqlite
    .prepare(
      `WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 20000)
       INSERT INTO audit_entries (seq, body, hash, tenant_id, time, action, outcome)
       SELECT (SELECT max(seq) FROM audit_entries) + n, ?, zeroblob(32), ?, ?, 'session.sign-in', 'done' FROM number`,
    )
    .run(JSON.stringify({ ...head, time: FROM }), ada.tenantId, FROM);
  expect(rows(await activity(), 'actions')).toMatchObject([{ action: 'session.sign-in', done: 20_000 }]);
  const cure = msg('Choose a shorter time, or export the signed log.');
  requireRoom(MOST_ROWS, cure);
  expect(await refusal(() => requireRoom(MOST_ROWS + 1, cure))).toMatchObject({
    code: 'REPORT_TOO_LARGE',
    message: expect.stringMatching(/250,000 lines. Choose a shorter time, or/),
  });
});
