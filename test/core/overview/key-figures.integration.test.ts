import { beforeEach, describe, expect, it } from 'vitest';
import { remove } from '../../../src/core/keys/remove.ts';
import { countOfView } from '../../../src/core/keys/list/survey.ts';
import { keyFigures } from '../../../src/core/overview/overview-service.ts';
import { createOverviewThread, type OverviewThread } from '../../../src/core/overview/overview-thread.ts';
import { EVERYTHING } from '../../../src/shared/everything.ts';
import type { KeyView } from '../../../src/shared/key-view.ts';
import { DAY, HOUR, MORNING } from '../../support/clock.ts';
import { addManyKeys, groupId } from '../../support/keys.ts';
import { holding, type Organisation, organisation, secondTenant } from '../../support/people.ts';
import { meddle, refusal } from '../../support/store.ts';
import { whenDone } from '../../support/temp-folder.ts';

const MIDNIGHT = MORNING - 8.5 * HOUR;
/** Thirteen weeks from the day's beginning on, the last one a day shorter: 90 days. */
const WEEKS = [...Array.from({ length: 13 }, (_, week) => MIDNIGHT + week * 7 * DAY), MIDNIGHT + 90 * DAY];

let here: Organisation;
let thread: OverviewThread;
beforeEach(async () => {
  here = await organisation();
  thread = createOverviewThread({ storePath: here.store.path, nativeBinding: undefined });
  whenDone(() => thread.close());
});

interface Columns {
  readonly expires_at?: number;
  readonly created_at?: number;
  readonly rotated_at?: number;
  readonly last_used_at?: number;
  readonly revocation?: 'permanent' | 'until-reinstated';
}

/** A key for each of these, as the store would have them; their ids. */
async function keys(...each: readonly Columns[]): Promise<number[]> {
  const ids = addManyKeys(here.store, here.ada, here.fullAccess, each.length);
  for (const [index, { revocation, ...columns }] of each.entries()) {
    const change = { ...columns, ...(revocation && { revocation, revoked_at: MORNING }) };
    if (Object.keys(change).length === 0) continue;
    await meddle(here.store)
      .updateTable('keys')
      .set(change)
      .where('id', '=', ids[index] ?? 0)
      .execute();
  }
  return ids;
}

const figures = (actor = here.ada) => keyFigures(here.deps, thread, actor, WEEKS);
const inWeeks = async () => (await figures()).weeks.map((week) => week.keys);
const listed = (view: Partial<KeyView>) =>
  countOfView(here.deps.db, here.ada.tenantId, { ...EVERYTHING, ...view }, here.clock.time);

describe('keys by state', () => {
  it('none', async () => {
    const { weeks, ages, ...counts } = await figures();
    expect(counts).toEqual({
      now: MORNING,
      keys: 0,
      active: 0,
      revoked: 0,
      expiringSoon: 0,
      expired: 0,
      neverUsed: 0,
    });
    expect([...weeks, ...ages].every((one) => one.keys === 0)).toBe(true);
  });

  it('an expiry counts to the millisecond, of active keys only; removed ones are in nothing', async () => {
    const soon = MORNING + 14 * DAY;
    const [, , , , , , removed] = await keys(
      {},
      { expires_at: MORNING - 1 },
      { expires_at: MORNING },
      { expires_at: MORNING + 1, last_used_at: MORNING },
      { expires_at: soon },
      { expires_at: soon + 1 },
      { expires_at: soon },
      { revocation: 'permanent', expires_at: MORNING - 1 },
      { revocation: 'until-reinstated', expires_at: soon },
    );
    await remove(here.deps, here.ada, removed ?? 0);
    expect(await figures()).toMatchObject({
      keys: 8,
      active: 6,
      revoked: 2,
      expired: 2,
      expiringSoon: 2,
      neverUsed: 5,
    });
    here.clock.pass(1);
    expect(await figures()).toMatchObject({ expired: 3, expiringSoon: 2 });
  });

  it('each number is that of the list to which it leads', async () => {
    await keys(
      ...[-400, -91, -90, -31, -30, -1].flatMap((days) => [
        { created_at: MORNING + days * DAY, expires_at: MORNING - days * DAY },
        { created_at: MORNING - 500 * DAY, rotated_at: MORNING + days * DAY, last_used_at: MORNING },
        { created_at: MORNING + days * DAY, revocation: 'permanent' as const },
      ]),
    );
    const { weeks, ages, ...counts } = await figures();
    expect(await listed({ status: 'active' })).toBe(counts.active);
    expect(await listed({ status: 'revoked' })).toBe(counts.revoked);
    expect(await listed({ status: 'active', slice: { by: 'never-used' } })).toBe(counts.neverUsed);
    for (const { after, until, keys: count } of ages) {
      expect(await listed({ status: 'active', slice: { by: 'secret', after, until } })).toBe(count);
    }
    for (const { from, until, keys: count } of weeks) {
      const after = Math.max(from - 1, counts.now);
      expect(await listed({ status: 'active', slice: { by: 'expiry', after, until } })).toBe(count);
    }
    expect(weeks.reduce((sum, week) => sum + week.keys, 0)).toBe(3);
  });
});

describe('expiries by week', () => {
  it('a week begins with its first millisecond; what has expired today is in none', async () => {
    const [first = 0, second = 0, third = 0] = WEEKS;
    await keys(
      { expires_at: first },
      { expires_at: MORNING },
      { expires_at: MORNING + 1 },
      { expires_at: second - 1 },
      { expires_at: second },
      { expires_at: third },
      { expires_at: third, revocation: 'permanent' },
      {},
    );
    expect(await inWeeks()).toEqual([2, 1, 1, ...Array.from({ length: 10 }, () => 0)]);
  });

  it('the last one ends where the days end', async () => {
    const end = WEEKS.at(-1) ?? 0;
    await keys({ expires_at: end - 1 }, { expires_at: end });
    expect((await inWeeks()).at(-1)).toBe(1);
  });
});

describe('the age of current secrets', () => {
  const ages = async () => (await figures()).ages.map((age) => age.keys);
  const ago = (days: number) => MORNING - days * DAY;

  it('goes by whole days', async () => {
    await keys(
      { created_at: MORNING },
      { created_at: ago(31) + 1 },
      { created_at: ago(31) },
      { created_at: ago(91) + 1 },
      { created_at: ago(91) },
      { created_at: ago(181) + 1 },
      { created_at: ago(181) },
      { created_at: ago(366) + 1 },
      { created_at: ago(366) },
    );
    expect(await ages()).toEqual([2, 2, 2, 2, 1]);
  });

  it('begins anew with a rotation, and a revoked key has none', async () => {
    await keys(
      { created_at: ago(400), rotated_at: ago(40) },
      { created_at: ago(400), revocation: 'until-reinstated' },
    );
    expect(await ages()).toEqual([0, 1, 0, 0, 0]);
  });
});

it('counts nothing of another tenant, and nothing for who may not look', async () => {
  await keys({ expires_at: MORNING + DAY }, {});
  const otto = await secondTenant(here);
  addManyKeys(here.store, otto, await groupId(here.deps.db, otto), 3);
  expect(await figures(otto)).toMatchObject({ keys: 3, expiringSoon: 0, neverUsed: 3 });
  expect(await figures()).toMatchObject({ keys: 2, expiringSoon: 1, neverUsed: 2 });
  expect(await refusal(figures(holding(here.ada, 'view-activity')))).toMatchObject({ code: 'FORBIDDEN' });
});

it('reads no key itself to tell how old its secret is: the index has all that is asked', () => {
  const program = here.store.sqlite
    .prepare(
      `EXPLAIN SELECT count(*) FROM keys AS k INDEXED BY keys_by_secret_age
       WHERE k.tenant_id = 1 AND k.deleted_at IS NULL AND k.revocation IS NULL
         AND coalesce(k.rotated_at, k.created_at) > 5 AND coalesce(k.rotated_at, k.created_at) <= 9`,
    )
    .all() as { opcode: string; p1: number }[];
  const read = program.filter(({ opcode }) => opcode === 'Column').map(({ p1: cursor }) => cursor);
  const [, index] = program.filter(({ opcode }) => opcode === 'OpenRead').map(({ p1: cursor }) => cursor);
  expect(new Set(read)).toEqual(new Set([index]));
});

it('who asks the same while it is counted gets one answer', async () => {
  await keys({}, {});
  const answers = await Promise.all([figures(), figures(), figures()]);
  expect(answers.map((answer) => answer.keys)).toEqual([2, 2, 2]);
});
