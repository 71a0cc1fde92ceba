import { beforeEach, describe, expect, it } from 'vitest';
import { dismiss, listDismissed, restoreFinding, switchRule } from '../../../src/core/findings/decisions.ts';
import { examine } from '../../../src/core/findings/examine.ts';
import { FINDING_SUBJECTS } from '../../../src/shared/finding-rules.ts';
import { DAY } from '../../support/clock.ts';
import { entriesAfter } from '../../support/keys.ts';
import { addAdministrator, holding, secondTenant } from '../../support/people.ts';
import { refusal } from '../../support/store.ts';
import { found, names, type Scene, scene } from './scene.ts';

let here: Scene;
let key: number;
beforeEach(async () => {
  here = await scene();
  key = await here.key('Payroll');
});

const REASON = 'Only the batch job uses it';
const aside = (more: Partial<Parameters<typeof dismiss>[2]> = {}, who = here.ada) =>
  dismiss(here.deps, who, {
    rule: 'no-allowlist',
    subjectId: key,
    reason: REASON,
    until: here.clock.time + 30 * DAY,
    ...more,
  });
const newest = async () => (await entriesAfter(here.store.db)).at(-1);
const look = () => examine(here.store, here.ada.tenantId, here.clock.time);

describe('a dismissal', () => {
  it('puts one finding aside until its date, with its reason, and is in the log', async () => {
    await here.key('Webshop');
    await aside({ reason: `  ${REASON} ` });
    expect(names(await found(here, 'no-allowlist'))).toEqual(['Webshop']);
    expect(names(await found(here, 'no-expiry'))).toEqual(['Payroll', 'Webshop']);
    expect(await look()).toMatchObject({ dismissed: 1 });
    const { dismissals, more } = await listDismissed(here.deps, here.ada, null);
    expect({ dismissals, more }).toMatchObject({
      dismissals: [{ rule: 'no-allowlist', name: 'Payroll', reason: REASON, by: 'ada', at: here.clock.time }],
      more: false,
    });
    expect(await newest()).toMatchObject({
      action: 'findings.dismiss',
      target: { type: 'key', id: key, name: 'Payroll' },
      details: { rule: 'no-allowlist', before: null, after: { reason: REASON } },
    });
    here.clock.pass(30 * DAY - 1);
    expect(names(await found(here, 'no-allowlist'))).toEqual(['Webshop']);
    here.clock.pass(1);
    expect(names(await found(here, 'no-allowlist'))).toEqual(['Payroll', 'Webshop']);
    expect((await listDismissed(here.deps, here.ada, null)).dismissals).toEqual([]);
    expect(await look()).toMatchObject({ dismissed: 0 });
  });

  it('can be brought back before that', async () => {
    const { id } = await aside();
    await restoreFinding(here.deps, here.ada, id);
    expect(names(await found(here, 'no-allowlist'))).toEqual(['Payroll']);
    expect(await newest()).toMatchObject({
      action: 'findings.restore',
      details: { rule: 'no-allowlist', before: { reason: REASON }, after: null },
    });
    expect(await refusal(restoreFinding(here.deps, here.ada, id))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is replaced by the next one about the same', async () => {
    await aside();
    await aside({ reason: 'Checked again' });
    expect((await listDismissed(here.deps, here.ada, null)).dismissals).toMatchObject([
      { reason: 'Checked again' },
    ]);
    expect(await newest()).toMatchObject({
      details: { before: { reason: REASON }, after: { reason: 'Checked again' } },
    });
  });

  it('of every kind of rule is passed over', async () => {
    const shop = await here.machine('shop');
    await here.key('Shop', { ownerAccountId: shop });
    await here.key('Pаyroll');
    const until = here.clock.time + DAY;
    for (const [rule, subjectId] of [
      ['no-data-group', shop],
      ['unsigned-log', FINDING_SUBJECTS.log],
      ['confusable-name', key],
    ] as const) {
      const before = await found(here, rule);
      expect(
        before.map(({ id }) => id),
        rule,
      ).toContain(subjectId);
      await aside({ rule, subjectId, until });
      expect(
        (await found(here, rule)).map(({ id }) => id),
        rule,
      ).not.toContain(subjectId);
    }
    expect((await listDismissed(here.deps, here.ada, null)).dismissals.map(({ name }) => name)).toEqual([
      'Payroll',
      'log',
      'shop',
    ]);
  });

  it('needs a day from tomorrow to a year on', async () => {
    const { time } = here.clock;
    expect(await refusal(aside({ until: time }))).toMatchObject({
      code: 'DATE_NOT_IN_FUTURE',
      field: 'until',
    });
    expect(await refusal(aside({ until: time + 366 * DAY + 1 }))).toMatchObject({ code: 'DATE_TOO_FAR' });
    await aside({ until: time + 1 });
    await aside({ until: time + 366 * DAY });
  });

  it('needs something that the tenant has', async () => {
    const otto = await secondTenant(here);
    expect(await refusal(aside({}, otto))).toMatchObject({ code: 'KEY_NOT_FOUND' });
    expect(await refusal(aside({ rule: 'no-data-group', subjectId: 999 }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    // A number of the program's own, of another kind of rule.
    const subjectId = FINDING_SUBJECTS.idleLockMinutes;
    expect(await refusal(aside({ rule: 'unsigned-log', subjectId }))).toMatchObject({ code: 'NOT_FOUND' });
    const { id } = await aside();
    expect(await refusal(restoreFinding(here.deps, otto, id))).toMatchObject({ code: 'NOT_FOUND' });
    expect((await listDismissed(here.deps, otto, null)).dismissals).toEqual([]);
  });
});

describe('a rule that is switched off', () => {
  it('finds nothing until it is switched on again, and both are in the log', async () => {
    await switchRule(here.deps, here.ada, 'no-allowlist', 'off');
    expect(await found(here, 'no-allowlist')).toEqual([]);
    expect(await look()).toMatchObject({ off: ['no-allowlist'] });
    expect(await newest()).toMatchObject({
      action: 'findings.switch-off',
      details: { rule: 'no-allowlist', before: 'on', after: 'off' },
    });
    const again = switchRule(here.deps, here.ada, 'no-allowlist', 'off');
    expect(await refusal(again)).toMatchObject({ code: 'RULE_ALREADY_OFF' });
    await switchRule(here.deps, here.ada, 'no-allowlist', 'on');
    expect(names(await found(here, 'no-allowlist'))).toEqual(['Payroll']);
    expect(await newest()).toMatchObject({ action: 'findings.switch-on' });
    const on = switchRule(here.deps, here.ada, 'no-allowlist', 'on');
    expect(await refusal(on)).toMatchObject({ code: 'RULE_ALREADY_ON' });
  });

  it('is so for one tenant', async () => {
    const otto = await secondTenant(here);
    await switchRule(here.deps, otto, 'no-allowlist', 'off');
    expect(names(await found(here, 'no-allowlist'))).toEqual(['Payroll']);
  });
});

it('an auditor and a key manager look and decide nothing', async () => {
  for (const role of ['auditor', 'key-manager']) {
    const someone = await addAdministrator(here, role, role);
    expect((await listDismissed(here.deps, someone, null)).dismissals).toEqual([]);
    expect(await refusal(aside({}, someone))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(restoreFinding(here.deps, someone, 1))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(switchRule(here.deps, someone, 'unused', 'off'))).toMatchObject({
      code: 'FORBIDDEN',
    });
  }
  expect(await refusal(listDismissed(here.deps, holding(here.ada), null))).toMatchObject({
    code: 'FORBIDDEN',
  });
});
