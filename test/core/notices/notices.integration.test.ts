import { beforeEach, describe, expect, it } from 'vitest';
import { generate } from '../../../src/core/keys/generate.ts';
import { remove } from '../../../src/core/keys/remove.ts';
import { reinstate, revoke } from '../../../src/core/keys/revoke.ts';
import { rotate } from '../../../src/core/keys/rotate.ts';
import { listNotices, putNoticesAway } from '../../../src/core/notices/notice-service.ts';
import { editNotices, readNoticeSettings } from '../../../src/core/settings/notice-settings.ts';
import type { NoticeSettings } from '../../../src/shared/settings.ts';
import { DAY } from '../../support/clock.ts';
import { addManyKeys, entriesAfter, groupId, newKey } from '../../support/keys.ts';
import {
  addAdministrator,
  holding,
  type Organisation,
  organisation,
  secondTenant,
} from '../../support/people.ts';
import { refusal } from '../../support/store.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

/** A key that expires this many days from now. */
const keyIn = async (days: number, name = `In ${days} days`) => {
  const input = newKey(here.fullAccess, { name, expiresAt: here.clock.time + days * DAY });
  return (await generate(here.deps, here.ada, input)).row.id;
};
const told = async (actor = here.ada) =>
  (await listNotices(here.deps, actor)).notices.map(({ name, days }) => `${name}: ${days}`);
const choose = (days: NoticeSettings['days'], actor = here.ada) =>
  editNotices(here.deps, actor, { days, desktop: true });

it('a key is told of with the last number of days that it has reached, soonest first', async () => {
  await Promise.all([31, 30, 15, 14, 7, 1].map((days) => keyIn(days)));
  expect(await told()).toEqual([
    'In 1 days: 1',
    'In 7 days: 7',
    'In 14 days: 14',
    'In 15 days: 30',
    'In 30 days: 30',
  ]);
});

it('a notice comes to the millisecond and goes with the key’s expiry', async () => {
  await keyIn(31, 'Payroll');
  here.clock.pass(DAY - 1);
  expect(await told()).toEqual([]);
  here.clock.pass(1);
  expect(await told()).toEqual(['Payroll: 30']);
  here.clock.pass(30 * DAY - 1);
  expect(await told()).toEqual(['Payroll: 1']);
  here.clock.pass(1);
  expect(await told()).toEqual([]);
});

it('keys that are revoked, removed, without expiry or another tenant’s are not told of', async () => {
  const [revoked, removed] = [await keyIn(5, 'Revoked'), await keyIn(5, 'Removed')];
  await generate(here.deps, here.ada, newKey(here.fullAccess, { name: 'Never' }));
  await revoke(here.deps, here.ada, { id: revoked, how: 'until-reinstated' });
  await remove(here.deps, here.ada, removed);
  const otto = await secondTenant(here);
  const theirs = newKey(await groupId(here.deps.db, otto), {
    name: 'Theirs',
    expiresAt: here.clock.time + DAY,
  });
  await generate(here.deps, otto, theirs);
  expect(await told()).toEqual([]);
  await reinstate(here.deps, here.ada, revoked);
  expect(await told()).toEqual(['Revoked: 7']);
});

describe('what was put away', () => {
  it('is gone until the next number of days, and for that person only', async () => {
    const id = await keyIn(20, 'Payroll');
    const grace = await addAdministrator(here, 'grace');
    await putNoticesAway(here.deps, here.ada, [id]);
    expect(await told()).toEqual([]);
    expect(await told(grace)).toEqual(['Payroll: 30']);
    here.clock.pass(6 * DAY);
    expect(await told()).toEqual(['Payroll: 14']);
    expect((await entriesAfter(here.deps.db)).at(-1)).toMatchObject({
      action: 'notices.put-away',
      details: { keys: [{ name: 'Payroll', days: 30 }] },
    });
  });

  it('is news again when the key gets another expiry', async () => {
    const id = await keyIn(20, 'Payroll');
    await putNoticesAway(here.deps, here.ada, [id]);
    await rotate(here.deps, here.ada, { id, overlap: 'none' });
    expect(await told(), 'the same expiry').toEqual([]);
    await rotate(here.deps, here.ada, { id, overlap: 'none', expiresAt: here.clock.time + 60 * DAY });
    here.clock.pass(35 * DAY);
    expect(await told()).toEqual(['Payroll: 30']);
  });

  it('may have gone by itself meanwhile', async () => {
    const [gone, there] = [await keyIn(5, 'Gone'), await keyIn(5, 'There')];
    await revoke(here.deps, here.ada, { id: gone, how: 'permanent' });
    await putNoticesAway(here.deps, here.ada, [gone, there]);
    expect(await told()).toEqual([]);
  });

  it('is refused whole with a key that is not there, or another tenant’s', async () => {
    const mine = await keyIn(5, 'Mine');
    const otto = await secondTenant(here);
    const input = newKey(await groupId(here.deps.db, otto), { expiresAt: here.clock.time + DAY });
    const theirs = (await generate(here.deps, otto, input)).row.id;
    for (const id of [theirs, 999]) {
      expect(await refusal(putNoticesAway(here.deps, here.ada, [mine, id]))).toMatchObject({
        code: 'KEY_NOT_FOUND',
      });
    }
    expect(await told()).toEqual(['Mine: 7']);
    expect(await told(otto)).toHaveLength(1);
  });
});

describe('what a person has chosen', () => {
  it('is every number of days and the desktop at first, kept in order, each once, and in the log', async () => {
    expect(await readNoticeSettings(here.deps.db, here.ada.accountId)).toEqual({
      days: [30, 14, 7, 1],
      desktop: true,
    });
    const chosen = await editNotices(here.deps, here.ada, { days: [1, 14, 1], desktop: false });
    expect(chosen).toEqual({ days: [14, 1], desktop: false });
    expect(await readNoticeSettings(here.deps.db, here.ada.accountId)).toEqual(chosen);
    expect((await entriesAfter(here.deps.db)).at(-1)).toMatchObject({
      action: 'settings.edit-notices',
      details: { before: { days: [30, 14, 7, 1], desktop: true }, after: chosen },
    });
  });

  it('decides which keys are told of', async () => {
    await keyIn(20);
    await keyIn(10);
    await choose([14]);
    expect(await told()).toEqual(['In 10 days: 14']);
    await choose([]);
    expect(await told()).toEqual([]);
  });

  it('is nobody else’s', async () => {
    await keyIn(20);
    await choose([]);
    expect(await told(await addAdministrator(here, 'grace'))).toEqual(['In 20 days: 30']);
  });
});

it('a hundred are shown, and all of them counted', async () => {
  addManyKeys(here.store, here.ada, here.fullAccess, 250);
  here.store.sqlite.prepare('UPDATE keys SET expires_at = ?').run(here.clock.time + DAY);
  const { notices, total } = await listNotices(here.deps, here.ada);
  expect(notices).toHaveLength(100);
  expect(total).toBe(250);
  await putNoticesAway(
    here.deps,
    here.ada,
    notices.map(({ keyId }) => keyId),
  );
  expect((await listNotices(here.deps, here.ada)).total).toBe(150);
});

it('needs View', async () => {
  const nobody = holding(here.ada);
  expect(await refusal(listNotices(here.deps, nobody))).toMatchObject({ code: 'FORBIDDEN' });
  expect(await refusal(putNoticesAway(here.deps, nobody, [1]))).toMatchObject({ code: 'FORBIDDEN' });
});
