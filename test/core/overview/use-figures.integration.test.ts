import { beforeEach, describe, expect, it } from 'vitest';
import type { VerificationCode } from '../../../src/core/verification/codes.ts';
import { useWriter } from '../../../src/core/endpoint/use-store.ts';
import { remove } from '../../../src/core/keys/remove.ts';
import { revoke } from '../../../src/core/keys/revoke.ts';
import { lastActivity, mostUsedKeys, useFigures } from '../../../src/core/overview/overview-service.ts';
import { createOverviewThread, type OverviewThread } from '../../../src/core/overview/overview-thread.ts';
import { DAY, HOUR, MORNING } from '../../support/clock.ts';
import { addManyKeys, groupId } from '../../support/keys.ts';
import { holding, type Organisation, organisation, secondTenant } from '../../support/people.ts';
import { refusal } from '../../support/store.ts';
import { whenDone } from '../../support/temp-folder.ts';

const TODAY = MORNING - (MORNING % DAY);
const NOW = MORNING - (MORNING % HOUR);

let here: Organisation;
let thread: OverviewThread;
let ids: number[];
beforeEach(async () => {
  here = await organisation();
  thread = createOverviewThread({ storePath: here.store.path, nativeBinding: undefined });
  whenDone(() => thread.close());
  ids = addManyKeys(here.store, here.ada, here.fullAccess, 7);
});

/** What an endpoint writes down about the keys of these places; `null`: no key of the store. */
const written = (
  uses: readonly (readonly [place: number, hour: number, uses: number])[],
  refusals: readonly (readonly [
    place: number | null,
    hour: number,
    code: VerificationCode,
    count: number,
  ])[] = [],
) =>
  useWriter(here.store.sqlite)({
    uses: uses.map(([place, hour, count]) => ({
      keyId: ids[place] ?? 0,
      hint: 'lk_aaaa…0000',
      address: null,
      hour,
      uses: count,
      first: hour,
      last: hour + place,
    })),
    refusals: refusals.map(([place, hour, code, count]) => ({
      keyId: place === null ? null : (ids[place] ?? 0),
      hour,
      code,
      refusals: count,
      lastAt: hour,
      address: null,
    })),
  });
const used = async (actor = here.ada, days: 30 | 90 = 30) => useFigures(here.deps, actor, days);
const most = async (actor = here.ada, days: 30 | 90 = 30) =>
  (await mostUsedKeys(here.deps, thread, actor, days)).keys;

describe('uses and refusals per day', () => {
  it('every day of the span, days of UTC, all keys together', async () => {
    written(
      [
        [0, NOW, 4],
        [1, NOW, 2],
        [0, TODAY, 1],
        [0, TODAY - HOUR, 8],
        [0, TODAY - 29 * DAY, 16],
        [0, TODAY - 29 * DAY - HOUR, 32],
      ],
      [
        [1, NOW, 'REVOKED', 3],
        [2, TODAY - DAY, 'EXPIRED', 5],
        [null, NOW, 'NOT_FOUND', 7],
        [null, TODAY - 40 * DAY, 'MISSING', 9],
      ],
    );
    written([[0, NOW, 100]], [[1, NOW, 'EXPIRED', 10]]);
    const { days, strays } = await used();
    expect(days).toHaveLength(30);
    expect(days.at(-1)).toEqual({ day: TODAY, uses: 107, refusals: 13 });
    expect(days.at(-2)).toEqual({ day: TODAY - DAY, uses: 8, refusals: 5 });
    expect(days.at(-3)).toEqual({ day: TODAY - 2 * DAY, uses: 0, refusals: 0 });
    expect(days[0]).toEqual({ day: TODAY - 29 * DAY, uses: 16, refusals: 0 });
    expect(strays).toBe(7);
    const longer = await used(here.ada, 90);
    expect(longer.days).toHaveLength(90);
    expect(longer.days.reduce((sum, day) => sum + day.uses, 0)).toBe(163);
    expect(longer.strays).toBe(16);
  });

  it('what a key was used stays when it is removed', async () => {
    written([[0, NOW, 4]]);
    await remove(here.deps, here.ada, ids[0] ?? 0);
    const { days, lastUsed } = await used();
    expect(days.at(-1)?.uses).toBe(4);
    expect(lastUsed).toEqual([]);
    expect(await most()).toEqual([]);
  });
});

describe('the keys that are named', () => {
  it('those used last, latest first, revoked ones too, and no more than five', async () => {
    written([0, 1, 2, 3, 4, 5].map((place) => [place, NOW - (place % 2) * HOUR, 1]));
    await revoke(here.deps, here.ada, { id: ids[4] ?? 0, how: 'permanent' });
    expect((await used()).lastUsed).toEqual([
      { id: ids[4], name: 'Key 4', lastUsedAt: NOW + 4 },
      { id: ids[2], name: 'Key 2', lastUsedAt: NOW + 2 },
      { id: ids[0], name: 'Key 0', lastUsedAt: NOW },
      { id: ids[5], name: 'Key 5', lastUsedAt: NOW - HOUR + 5 },
      { id: ids[3], name: 'Key 3', lastUsedAt: NOW - HOUR + 3 },
    ]);
  });

  it('those used most in the span, and of equals the older one first', async () => {
    written([
      [0, NOW, 5],
      [1, TODAY - 29 * DAY, 3],
      [1, NOW, 2],
      [2, NOW, 9],
      [3, TODAY - 29 * DAY - HOUR, 1000],
      [3, NOW, 1],
      [4, TODAY - 60 * DAY, 1000],
    ]);
    expect(await most()).toEqual([
      { id: ids[2], name: 'Key 2', uses: 9 },
      { id: ids[0], name: 'Key 0', uses: 5 },
      { id: ids[1], name: 'Key 1', uses: 5 },
      { id: ids[3], name: 'Key 3', uses: 1 },
    ]);
    expect((await most(here.ada, 90)).map(({ name, uses }) => `${name}: ${uses}`).slice(0, 2)).toEqual([
      'Key 3: 1001',
      'Key 4: 1000',
    ]);
  });
});

describe('of another tenant', () => {
  it('nothing is counted or named', async () => {
    const otto = await secondTenant(here);
    const theirs = addManyKeys(here.store, otto, await groupId(here.deps.db, otto), 1);
    written([[0, NOW, 4]], [[1, NOW, 'REVOKED', 3]]);
    ids = theirs;
    written([[0, NOW, 50]], [[0, NOW, 'EXPIRED', 60]]);
    const theirFigures = await used(otto);
    expect(theirFigures.days.at(-1)).toMatchObject({ uses: 50, refusals: 60 });
    expect(theirFigures.lastUsed.map(({ id }) => id)).toEqual(theirs);
    expect((await used()).days.at(-1)).toMatchObject({ uses: 4, refusals: 3 });
    expect((await most()).map(({ uses }) => uses)).toEqual([4]);
    expect((await most(otto)).map(({ id }) => id)).toEqual(theirs);
  });

  it('no entry is told', async () => {
    const before = await lastActivity(here.deps, here.ada);
    const otto = await secondTenant(here);
    await revoke(here.deps, otto, {
      id: addManyKeys(here.store, otto, await groupId(here.deps.db, otto), 1)[0] ?? 0,
      how: 'permanent',
    });
    expect(await lastActivity(here.deps, here.ada)).toEqual(before);
    expect((await lastActivity(here.deps, otto))[0]).toMatchObject({ action: 'keys.revoke' });
  });
});

it('last activity is the ten newest entries', async () => {
  for (const id of ids) {
    await revoke(here.deps, here.ada, { id, how: 'until-reinstated' });
  }
  for (const id of ids) await remove(here.deps, here.ada, id);
  const entries = await lastActivity(here.deps, here.ada);
  expect(entries).toHaveLength(10);
  expect(entries.slice(0, 7).map(({ action, target }) => `${action} ${target}`)).toEqual(
    ids.toReversed().map((_, index) => `keys.remove Key ${6 - index}`),
  );
});

describe('authorities', () => {
  it('each panel asks for its own', async () => {
    const viewer = holding(here.ada, 'view');
    const reader = holding(here.ada, 'view-activity');
    for (const asked of [used(reader), most(reader), lastActivity(here.deps, viewer)]) {
      expect(await refusal(asked)).toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(await used(viewer)).toMatchObject({ lastUsed: [] });
    expect(await lastActivity(here.deps, reader)).not.toEqual([]);
  });

  it('requests without a key of the store are told to who sees all tenants', async () => {
    written([], [[null, NOW, 'NOT_FOUND', 7]]);
    expect((await used()).strays).toBe(7);
    expect((await used(holding(here.ada, 'view', 'manage-settings'))).strays).toBeNull();
  });
});
