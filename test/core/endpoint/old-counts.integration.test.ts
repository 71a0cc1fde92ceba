import { beforeEach, describe, expect, it } from 'vitest';
import { change } from '../../../src/core/audit/change.ts';
import { useWriter } from '../../../src/core/endpoint/use-store.ts';
import type { UseBatch } from '../../../src/core/endpoint/uses.ts';
import { frame } from '../../support/change.ts';
import { DAY, HOUR, MORNING } from '../../support/clock.ts';
import { addManyKeys } from '../../support/keys.ts';
import { type Organisation, organisation } from '../../support/people.ts';

const TABLES = ['key_uses', 'key_refusals', 'tenant_hours', 'stray_refusals'] as const;
const NOW = MORNING - (MORNING % HOUR);
/** 100 days of UTC before today: the oldest hour that is kept. */
const OLDEST = MORNING - (MORNING % DAY) - 100 * DAY;

let here: Organisation;
let ids: number[];
let write: (batch: UseBatch) => void;
beforeEach(async () => {
  here = await organisation();
  ids = addManyKeys(here.store, here.ada, here.fullAccess, 1_200);
  write = useWriter(here.store.sqlite);
});

const run = (sql: string, ...values: readonly (number | string)[]) =>
  here.store.sqlite.prepare(sql).run(...values);
const count = (table: (typeof TABLES)[number], where = 'true'): number =>
  here.store.sqlite.prepare<[], number>(`SELECT count(*) FROM ${table} WHERE ${where}`).pluck().get() ?? 0;
const old = () => TABLES.map((table) => count(table, `hour < ${OLDEST}`));
const used = (hour: number, key = ids[0] ?? 0): void =>
  write({
    uses: [{ keyId: key, hint: '', address: null, hour, uses: 1, first: hour, last: hour }],
    refusals: [],
  });
/** An hour of a key, by default the oldest one that is kept, and so many before it. */
function counted(key: number, hours: number, from = OLDEST): void {
  run(
    `WITH RECURSIVE back(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM back WHERE n < ?)
     INSERT INTO key_uses (key_id, hour, uses) SELECT ?, CAST(? - n * ${HOUR} AS INTEGER), 1 FROM back`,
    hours,
    key,
    from,
  );
}

describe('what was counted more than 100 days ago', () => {
  it('goes with the next uses, a little at a time, and what is younger stays', () => {
    for (const id of ids) counted(id, 2);
    run('DELETE FROM key_uses WHERE key_id = ?', ids[0] ?? 0);
    counted(ids[0] ?? 0, 1_300);
    const [tenant] = [here.ada.tenantId];
    for (const hour of [OLDEST - DAY, OLDEST - HOUR, OLDEST, NOW]) {
      run('INSERT INTO tenant_hours VALUES (?, CAST(? AS INTEGER), 1, 1)', tenant, hour);
      run("INSERT INTO stray_refusals VALUES (CAST(? AS INTEGER), 'MISSING', 1)", hour);
      for (const code of ['REVOKED', 'EXPIRED']) {
        run(
          'INSERT INTO key_refusals (key_id, hour, code, refusals) VALUES (?, CAST(? AS INTEGER), ?, 1)',
          ids[1] ?? 0,
          hour,
          code,
        );
      }
    }
    expect(old()).toEqual([1_300 + 2 * 1_199, 4, 2, 2]);
    let before = count('key_uses');
    for (let commit = 0; commit < 20; commit += 1) {
      used(NOW);
      expect(before - count('key_uses')).toBeLessThanOrEqual(500);
      before = count('key_uses');
    }
    expect(old()).toEqual([0, 0, 0, 0]);
    // One of each key, and what was written now.
    expect(count('key_uses', `hour = ${OLDEST}`)).toBe(1_200);
    expect(TABLES.map((table) => count(table))).toEqual([1_201, 4, 2, 2]);
    expect(count('key_uses', `hour = ${NOW} AND uses = 20`)).toBe(1);
  });

  it('is looked for once a day', () => {
    for (let commit = 0; commit < 5; commit += 1) used(NOW);
    counted(ids[7] ?? 0, 3);
    for (let commit = 0; commit < 5; commit += 1) used(NOW + HOUR);
    expect(count('key_uses', `hour < ${OLDEST}`)).toBe(3);
    for (let commit = 0; commit < 5; commit += 1) used(NOW + DAY);
    // The day that was the last one to be kept is over as well.
    expect(count('key_uses', `key_id = ${ids[7]}`)).toBe(0);
  });

  it('is found again when the commit with which it was to go has failed', () => {
    counted(ids[0] ?? 0, 3);
    run("CREATE TRIGGER full BEFORE UPDATE ON use_batches BEGIN SELECT raise(ABORT, 'full'); END");
    expect(() => used(NOW)).toThrow('full');
    expect(count('key_uses')).toBe(4);
    run('DROP TRIGGER full');
    used(NOW);
    expect(count('key_uses', `hour < ${OLDEST}`)).toBe(0);
  });

  it('stays while a clock is far ahead of the log, however many requests come', async () => {
    counted(ids[0] ?? 0, 1, OLDEST + DAY);
    counted(ids[3] ?? 0, 1_199, NOW);
    for (const ahead of [0, 0, HOUR, 2 * DAY]) used(NOW + 3_650 * DAY + ahead, ids[3]);
    // Only what is too old a day after the log goes.
    expect(count('key_uses', `hour < ${OLDEST + DAY}`)).toBe(0);
    expect(count('key_uses', `hour <= ${NOW}`)).toBe(1_201);
    // A log that comes to that time says that it is right.
    await change(here.store.db, { ...frame, time: NOW + 3_650 * DAY }, () =>
      Promise.resolve({ result: undefined, entries: [{ action: 'session.sign-in' }] }),
    );
    for (let commit = 0; commit < 5; commit += 1) used(NOW + 3_650 * DAY, ids[3]);
    expect(count('key_uses', `hour <= ${NOW}`)).toBe(0);
  });
});
