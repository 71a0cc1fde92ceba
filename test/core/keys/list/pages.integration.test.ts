import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../../../src/core/db/open.ts';
import { EFFORT, type Effort } from '../../../../src/core/keys/list/effort.ts';
import { pageOfView } from '../../../../src/core/keys/list/page-of-view.ts';
import { idsOfView } from '../../../../src/core/keys/list/selected-ids.ts';
import { countOfView, surveyView } from '../../../../src/core/keys/list/survey.ts';
import { EVERYTHING } from '../../../../src/shared/everything.ts';
import { KEY_COLUMNS, KEY_PAGE, type KeyView } from '../../../../src/shared/key-view.ts';
import { MORNING } from '../../../support/clock.ts';
import { refusal, tempStore } from '../../../support/store.ts';
import { plainKey, someKeys, someView } from './arbitraries.ts';
import { addKeys, addSurroundings } from './build.ts';
import { listed, type ModelKey } from './model.ts';

async function storeWith(keys: readonly ModelKey[]): Promise<Store> {
  const store = await tempStore();
  addSurroundings(store.sqlite);
  addKeys(store.sqlite, keys);
  return store;
}

/** All pages of a view of the first tenant, one after the other, of these sizes in turn. */
async function allPages(
  { db }: Store,
  view: KeyView,
  sizes: readonly number[],
  effort = EFFORT,
): Promise<number[]> {
  const ids: number[] = [];
  let after: string | null = null;
  for (let page = 0; ; page += 1) {
    const limit = sizes[page % sizes.length] ?? 1;
    const { ids: more, end } = await pageOfView(db, 1, view, { after, limit }, MORNING, effort);
    ids.push(...more);
    if (end === null) return ids;
    expect(more, 'a page before another one is full').toHaveLength(limit);
    after = end;
  }
}

/** Small stores go the ways of large ones, and give up early. */
const someCost = fc.constantFrom(0.000_1, 0.15, 3, 1_000);
const someEffort: fc.Arbitrary<Effort> = fc.oneof(
  fc.constant(EFFORT),
  fc.record({
    few: fc.integer({ min: 0, max: 10 }),
    counted: fc.integer({ min: 0, max: 30 }),
    sample: fc.integer({ min: 1, max: 10 }),
    firstRound: fc.integer({ min: 1, max: 10 }),
    patience: fc.constantFrom(0.1, 1, 4),
    step: someCost,
    row: someCost,
    remember: someCost,
    recall: someCost,
  }),
);
const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 });
const keysAndViews = someKeys.chain((keys) =>
  fc.record({
    keys: fc.constant(keys),
    views: fc.array(someView(keys), { minLength: 8, maxLength: 8 }),
    sizes,
    effort: someEffort,
  }),
);

describe('a view', () => {
  it('shows what the model says, whatever the filters, the search and the order', async () => {
    await fc.assert(
      fc.asyncProperty(keysAndViews, async ({ keys, views, sizes, effort }) => {
        const store = await storeWith(keys);
        for (const view of views) {
          const expected = listed(keys, 1, view, MORNING);
          const what = JSON.stringify(view);
          expect(await allPages(store, view, sizes, effort), what).toEqual(expected);
          expect(await countOfView(store.db, 1, view, MORNING), what).toBe(expected.length);
          expect(await idsOfView(store.db, 1, view, [3, 4], MORNING), what).toEqual(
            expected.filter((id) => id !== 3 && id !== 4),
          );
        }
        await store.close();
      }),
      { numRuns: Number(process.env['RUNS'] ?? 80), endOnFailure: true },
    );
  });

  it('is marked where each page begins', async () => {
    const keys = fc.sample(fc.array(plainKey, { minLength: 950, maxLength: 950, size: 'max' }), {
      numRuns: 1,
      seed: 7,
    })[0];
    if (!keys) throw new Error('No keys were made.');
    const numbered = keys.map((key, index): ModelKey =>
      Object.assign(key, { id: index + 1, name: `key ${index}` }),
    );
    const store = await storeWith(numbered);
    const views: Partial<KeyView>[] = [
      ...KEY_COLUMNS.flatMap((column) =>
        [false, true].map((descending) => ({ sort: { column, descending } })),
      ),
      { search: 'key', sort: { column: 'key', descending: true } },
      { search: '1', sort: { column: 'expires', descending: true } },
      { roleId: 201, status: 'active', sort: { column: 'owner', descending: true } },
      { owner: { accountId: 1 }, sort: { column: 'owner', descending: false } },
      { expiration: 'never', sort: { column: 'expires', descending: false } },
    ];
    for (const changes of views) {
      const view = { ...EVERYTHING, ...changes };
      const expected = listed(numbered, 1, view, MORNING);
      const { total, marks } = await surveyView(store.db, 1, view, MORNING);
      const what = JSON.stringify(view);
      expect(total, what).toBe(expected.length);
      expect(marks, what).toHaveLength(Math.max(0, Math.ceil(total / KEY_PAGE) - 1));
      for (const [index, after] of marks.entries()) {
        const page = await pageOfView(store.db, 1, view, { after, limit: KEY_PAGE }, MORNING);
        const start = (index + 1) * KEY_PAGE;
        expect(page.ids, `${what}, page ${index + 1}`).toEqual(expected.slice(start, start + KEY_PAGE));
      }
    }
  });
});

describe('while rows change', () => {
  it('no unchanged row is shown twice or left out', async () => {
    await fc.assert(
      fc.asyncProperty(
        someKeys.chain((keys) => fc.tuple(fc.constant(keys), someView(keys), sizes)),
        async ([keys, view, limits]) => {
          const store = await storeWith(keys);
          const touched = new Set(keys.filter(({ id }) => id % 3 === 0).map(({ id }) => id));
          const expected = listed(keys, 1, view, MORNING).filter((id) => !touched.has(id));
          const seen: number[] = [];
          let after: string | null = null;
          for (let page = 0; ; page += 1) {
            const limit = limits[page % limits.length] ?? 1;
            const { ids, end } = await pageOfView(store.db, 1, view, { after, limit }, MORNING);
            seen.push(...ids.filter((id) => !touched.has(id)));
            if (end === null) break;
            after = end;
            store.sqlite
              .exec(`UPDATE keys SET last_used_at = ${MORNING + page}, expires_at = ${MORNING + page},
              hint = 'lk_${page}' || id, name_key = '${page} ' || id WHERE id % 3 = 0`);
            if (page === 1) store.sqlite.exec(`UPDATE keys SET deleted_at = 1 WHERE id % 6 = 0`);
            // What equals a cursor may be gone altogether.
            if (page === 2) store.sqlite.exec(`UPDATE keys SET owner_account_id = 1 WHERE id % 3 = 0`);
          }
          expect(seen).toEqual(expected);
          await store.close();
        },
      ),
      { numRuns: 60, endOnFailure: true },
    );
  });
});

describe('a cursor', () => {
  const broken =
    'x [] {} null [0] [2,null,null,1] [0,null,null,"1"] [0,null,null,1.5] [0,"a",null,1] [0,1,null,1]';
  it.each(['', ...broken.split(' '), '[0,null,7,1]', '[0,null,null,1,1]', '[0,null,null,9e99]'])(
    '%j that is none is refused',
    async (after) => {
      const store = await storeWith([]);
      expect(await refusal(pageOfView(store.db, 1, EVERYTHING, { after, limit: 1 }, MORNING))).toMatchObject({
        code: 'INVALID_INPUT',
        field: 'after',
      });
    },
  );

  it('of one order is refused by another, or is harmless there', async () => {
    const store = await storeWith([]);
    for (const column of KEY_COLUMNS) {
      const view: KeyView = { ...EVERYTHING, sort: { column, descending: false } };
      for (const after of ['[0,null,null,5]', '[1,"x",3,5]', '[1,7,null,5]', '[0,"x",null,5]']) {
        const page = pageOfView(store.db, 1, view, { after, limit: 1 }, MORNING);
        await page.catch((error: unknown) => {
          expect(error).toMatchObject({ code: 'INVALID_INPUT' });
        });
      }
    }
  });
});
