import { beforeEach, expect, it } from 'vitest';
import { dismiss, switchRule } from '../../../src/core/findings/decisions.ts';
import { noteExport } from '../../../src/core/keys/export-keys.ts';
import { FINDING_RULES, ruleOf } from '../../../src/shared/finding-rules.ts';
import { makeReport } from '../../../src/core/reports/file/make-report.ts';
import { positionAt } from '../../../src/core/reports/position.ts';
import { DAY, MINUTE, MORNING } from '../../support/clock.ts';
import { openAt } from '../../support/store.ts';
import { type Scene, scene } from '../findings/scene.ts';
import { fact, report, row, rows } from './scene.ts';

let here: Scene;
beforeEach(async () => {
  here = await scene();
});

const findings = (asOf = here.clock.time) => report(here, { kind: 'findings', asOf });

it('tells findings by severity, with reason, subject and remedy', async () => {
  const id = await here.key('=Payroll', { allowlist: '10.0.0.0/8', expiresAt: MORNING + DAY });
  const document = await findings();
  expect(row(document, 'high', '=Payroll')).toMatchObject({
    rule: 'Broad permissions',
    about: 'key',
    id,
    owner: null,
    text: 'all',
    remedy: 'Limit permissions',
  });
  expect(rows(document, 'medium')).toContainEqual(
    expect.objectContaining({
      rule: 'Wide allowlist',
      name: '=Payroll',
      text: '10.0.0.0/8',
      remedy: 'Set allowlist',
    }),
  );
  expect(rows(document, 'medium')).toContainEqual(
    expect.objectContaining({ rule: 'Expires soon', at: { at: MORNING + DAY } }),
  );
  const wide = rows(document, 'rules').find(({ ruleId }) => ruleId === 'wide-allowlist');
  expect(wide).toEqual({
    severity: 'Medium',
    rule: 'Wide allowlist',
    ruleId: 'wide-allowlist',
    count: 1,
    listed: 1,
    reason: ruleOf('wide-allowlist').reason,
    remedies: ['Set allowlist'],
  });
  const counted = rows(document, 'rules').reduce((sum, { count }) => sum + Number(count), 0);
  expect(fact(document, 'findings')).toBe(counted);
  expect(counted).toBe(['high', 'medium', 'low'].flatMap((severity) => rows(document, severity)).length);
});

it('tells dismissed ones apart, and which rules are off', async () => {
  const { deps, ada, clock } = here;
  const subjectId = await here.key('Payroll', { allowlist: '10.0.0.0/8' });
  const until = clock.time + 30 * DAY;
  await dismiss(deps, ada, { rule: 'wide-allowlist', subjectId, reason: 'The whole site', until });
  await switchRule(deps, ada, 'no-expiry', 'off');
  const document = await findings();
  expect(rows(document, 'medium').map(({ rule }) => rule)).not.toContain('Wide allowlist');
  expect(rows(document, 'dismissed')).toEqual([
    {
      rule: 'Wide allowlist',
      about: 'key',
      id: subjectId,
      name: 'Payroll',
      reason: 'The whole site',
      by: 'ada',
      at: { at: MORNING },
      until: { at: until },
    },
  ]);
  expect(fact(document, 'off')).toEqual([FINDING_RULES['no-expiry'].title]);
  // On its date it is found again.
  expect(rows(await findings(until), 'medium')).toContainEqual(
    expect.objectContaining({ rule: 'Wide allowlist' }),
  );
});

it('is the same whatever is written down and signed after its moment', async () => {
  const { deps, ada, clock, store } = here;
  await here.key('Payroll');
  clock.pass(31 * DAY);
  const asOf = clock.time;
  const before = await findings(asOf);
  expect(rows(before, 'medium').map(({ rule, count }) => [rule, count])).toContainEqual(['Unsigned log', 4]);
  clock.pass(2 * MINUTE);
  for (let times = 0; times < 3; times += 1) await noteExport(deps, ada, 1);
  store.sqlite
    .prepare("INSERT INTO audit_checkpoints VALUES (7, 'key', 'note', zeroblob(32), ?)")
    .run(clock.time);
  expect(await findings(asOf)).toEqual(before);
});

it('is signed with where the log stood in its own read, whatever is written meanwhile', async () => {
  const { clock, store, ada } = here;
  const reading = await openAt(store.path, 'read');
  // Of the same moment, but later than the report began.
  const write = store.sqlite.prepare(
    `INSERT INTO audit_entries (seq, body, hash, tenant_id, time, action, outcome)
     SELECT seq + 1, body, hash, tenant_id, ?, action, outcome FROM audit_entries ORDER BY seq DESC LIMIT 1`,
  );
  const onProgress = () => void write.run(clock.time);
  const request = { kind: 'findings', tenantId: ada.tenantId, asOf: clock.time } as const;
  const { head, bytes } = await makeReport(reading, request, 'json', { onProgress });
  let json = '';
  for await (const piece of bytes) json += Buffer.from(piece).toString();
  await reading.close();
  const { facts } = JSON.parse(json) as { facts: { logEntry: number; logHash: string } };
  expect(head.position).toEqual({ seq: facts.logEntry, hash: facts.logHash });
  expect(positionAt(store.sqlite, clock.time).seq).toBeGreaterThan(facts.logEntry);
});
