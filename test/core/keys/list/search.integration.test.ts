import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../../src/core/db/open.ts';
import { indexKey, unindexKeys } from '../../../../src/core/keys/list/key-search-store.ts';
import { pageOfView } from '../../../../src/core/keys/list/page-of-view.ts';
import { countOfView } from '../../../../src/core/keys/list/survey.ts';
import { EVERYTHING } from '../../../../src/shared/everything.ts';
import { KEY_COLUMNS } from '../../../../src/shared/key-view.ts';
import { MORNING } from '../../../support/clock.ts';
import { meddle, tempStore } from '../../../support/store.ts';
import { addKeys, addSurroundings, GROUPS, OWNERS } from './build.ts';
import type { ModelKey } from './model.ts';

const key = (id: number, changes: Partial<ModelKey>): ModelKey => ({
  id,
  tenantId: 1,
  name: `Key number ${id}`,
  description: '',
  hint: `lk_hi${id}…end${id}`,
  owner: null,
  group: null,
  revocation: null,
  expiresAt: null,
  lastUsedAt: null,
  createdAt: MORNING,
  rotatedAt: null,
  removed: false,
  roleIds: [],
  apiSetIds: [],
  ...changes,
});

let store: Store;
beforeEach(async () => {
  store = await tempStore();
  addSurroundings(store.sqlite);
});

/** The ids that a search finds, in every order the same. */
async function found(search: string, tenantId = 1): Promise<number[]> {
  const ids = new Set<string>();
  for (const column of KEY_COLUMNS) {
    const view = { ...EVERYTHING, search, sort: { column, descending: false } };
    const page = await pageOfView(store.db, tenantId, view, { after: null, limit: 100 }, MORNING);
    expect(page.end).toBeNull();
    expect(await countOfView(store.db, tenantId, view, MORNING)).toBe(page.ids.length);
    ids.add(JSON.stringify(page.ids.toSorted((one, other) => one - other)));
  }
  expect(ids.size).toBe(1);
  return JSON.parse([...ids][0] ?? '') as number[];
}

describe('a search', () => {
  it('finds a part of the name, the description, the owner and the hint, without case', async () => {
    addKeys(store.sqlite, [
      key(11, { name: 'Größe der Aufträge' }),
      key(12, { description: 'Posts INVOICES\nevery hour' }),
      key(13, { owner: OWNERS[1] }),
      key(14, { hint: 'lk_aB3d…XyZ9' }),
    ]);
    expect(await found('GRÖSSE')).toEqual([11]);
    expect(await found('  invoices ')).toEqual([12]);
    expect(await found('invoices\nevery')).toEqual([12]);
    expect(await found('éva')).toEqual([13]);
    expect(await found('lk_ab3')).toEqual([14]);
    expect(await found('xyz9')).toEqual([14]);
    expect(await found('lk_aB3d…XyZ9')).toEqual([14]);
  });

  it('finds nothing across two fields', async () => {
    addKeys(store.sqlite, [key(11, { name: 'Pay', description: 'roll', owner: OWNERS[0] })]);
    expect(await found('payroll')).toEqual([]);
    expect(await found('roll')).toEqual([11]);
    expect(await found('pay\u001froll')).toEqual([]);
  });

  it('looks at the start of the name for one and two characters', async () => {
    addKeys(store.sqlite, [
      key(11, { name: 'Émile' }),
      key(12, { name: 'émigré' }),
      key(13, { name: 'Zed', description: 'é' }),
      key(14, { name: '🔑 of the door' }),
    ]);
    expect(await found('é')).toEqual([11, 12]);
    expect(await found('ÉM')).toEqual([11, 12]);
    expect(await found('🔑')).toEqual([14]);
    expect(await found('ed')).toEqual([]);
  });

  it('finds a key by its id, and a number also as text', async () => {
    addKeys(store.sqlite, [
      key(17, { name: 'Seventeen' }),
      key(18, { name: 'Key 17' }),
      key(19, { name: '17 keys' }),
      key(123, { name: 'Far' }),
      key(124, { name: 'Beside 123' }),
    ]);
    expect(await found('#17')).toEqual([17]);
    expect(await found(' ＃１７ ')).toEqual([17]);
    expect(await found('17')).toEqual([17, 19]);
    expect(await found('123')).toEqual([123, 124]);
    expect(await found('#99999999999999999999')).toEqual([]);
    expect(await found('#017')).toEqual([17]);
  });

  const operators = '" "" """ key" AND OR key* * ^key text:key ( ) - % _ \\ \' # #x \ud7ff \u{10ffff}'.split(
    ' ',
  );
  const phrases = ['NOT key', 'NEAR(key number)', "' OR 1=1 --", 'key NOT number', '{text} : key', '# 17'];
  const broken = ['\ud83d', 'key\ud83d', '\udd11key', 'a\0b', '\0', 'key\0', '\u001f'];
  const long = ['x'.repeat(200), '"'.repeat(200), '#'.repeat(200), '\u{10ffff}'.repeat(2)];
  it.each([...operators, ...phrases, ...broken, ...long])(
    'takes %j as text and nothing else',
    async (search) => {
      addKeys(store.sqlite, [key(11, {})]);
      expect(await found(search)).toEqual([]);
      if (broken.includes(search)) return;
      addKeys(store.sqlite, [
        key(12, { name: `x ${search} y`, description: search }),
        key(13, { name: search }),
      ]);
      const expected = [...search].length > 2 ? [12, 13] : [13];
      expect(await found(search)).toEqual(expected);
    },
  );

  it('passes over what cannot be seen', async () => {
    addKeys(store.sqlite, [key(11, {})]);
    expect(await found(' ')).toEqual([11]);
    expect(await found('\u200d\u00ad')).toEqual([11]);
    expect(await found('num\u00adber')).toEqual([11]);
  });

  it('shows neither removed keys nor those of other tenants', async () => {
    addKeys(store.sqlite, [
      key(11, { name: 'Payroll 1', removed: true }),
      key(12, { name: 'Payroll 2', tenantId: 2 }),
      key(13, { name: 'Payroll 3' }),
    ]);
    expect(await found('payroll')).toEqual([13]);
    expect(await found('pa')).toEqual([13]);
    expect(await found('#11')).toEqual([]);
    expect(await found('#12')).toEqual([]);
    expect(await found('12')).toEqual([]);
    expect(await found('payroll', 2)).toEqual([12]);
  });
});

describe('the search index', () => {
  it('follows a key that changes and forgets one that is removed', async () => {
    addKeys(store.sqlite, [key(11, { name: 'Before' })]);
    const now = { id: 11, name: 'After', description: 'and more', owner: '', hint: 'lk_hi11…end1' };
    await meddle(store)
      .transaction()
      .execute((db) => indexKey(db, now));
    expect(await found('bef')).toEqual([]);
    expect(await found('and more')).toEqual([11]);
    await meddle(store)
      .transaction()
      .execute((db) => unindexKeys(db, [11, 12]));
    expect(await found('and more')).toEqual([]);
    await meddle(store)
      .transaction()
      .execute((db) => indexKey(db, now));
    expect(await found('and more')).toEqual([11]);
  });
});

it('sorts by names as they are now', async () => {
  addKeys(store.sqlite, [key(11, { owner: OWNERS[0] }), key(12, { owner: OWNERS[3], group: GROUPS[0] })]);
  const sorted = async (column: 'owner' | 'authorization-group') => {
    const view = { ...EVERYTHING, sort: { column, descending: false } };
    return (await pageOfView(store.db, 1, view, { after: null, limit: 9 }, MORNING)).ids;
  };
  expect(await sorted('owner')).toEqual([11, 12]);
  store.sqlite.exec(`UPDATE accounts SET username_key = 'zzz' WHERE id = ${OWNERS[0].id}`);
  expect(await sorted('owner')).toEqual([12, 11]);
  store.sqlite.exec(`UPDATE accounts SET deleted_at = 1 WHERE id = ${OWNERS[3].id}`);
  expect(await sorted('owner'), 'keys of removed accounts too').toEqual([12, 11]);
  expect(await sorted('authorization-group')).toEqual([11, 12]);
});
