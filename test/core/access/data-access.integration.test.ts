import { beforeEach, describe, expect, it } from 'vitest';
import { addMembers, membersOf, removeMembers } from '../../../src/core/access/data-access-members.ts';
import {
  allDataAccessGroups,
  createDataAccessGroup,
  type DataAccessInput,
  editDataAccessGroup,
  removeDataAccessGroup,
} from '../../../src/core/access/data-access-service.ts';
import { dataScopesOf } from '../../../src/core/access/data-access-store.ts';
import { canonicalScopes } from '../../../src/core/access/scopes.ts';
import type { Actor } from '../../../src/core/actor.ts';
import { entriesAfter } from '../../support/keys.ts';
import { addAccount, type Organisation, organisation, secondTenant } from '../../support/people.ts';
import { openAt, refusal } from '../../support/store.ts';
import { everything } from '../accounts/scene.ts';
import { only } from './scene.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

const EU: DataAccessInput = { name: 'EU', description: '', scopes: ['EU-02', 'EU-01'] };
const create = (input: Partial<DataAccessInput> = {}, who = here.ada) =>
  createDataAccessGroup(here.deps, who, { ...EU, ...input });
/** As somebody who has just opened the form. */
async function edit(id: number, input: Partial<DataAccessInput>, who = here.ada) {
  const groups = await allDataAccessGroups(here.deps, here.ada);
  const revision = groups.find((group) => group.id === id)?.revision ?? 1;
  return editDataAccessGroup(here.deps, who, { ...EU, ...input, id, revision });
}
const add = (id: number, accountIds: readonly number[], who = here.ada) =>
  addMembers(here.deps, who, { id, accountIds });
const take = (id: number, accountIds: readonly number[], who = here.ada) =>
  removeMembers(here.deps, who, { id, accountIds });
const account = (username: string, is: { disabled?: boolean; removed?: boolean } = {}) =>
  addAccount(here.store, here.ada, username, { apiOnly: true, ...is });
const seq = async () => (await entriesAfter(here.deps.db)).length;

describe('scopes', () => {
  it.each([
    [
      ['b', ' a ', 'b', 'a'],
      ['a', 'b'],
    ],
    [
      ['eu', 'EU', 'Eu'],
      ['EU', 'Eu', 'eu'],
    ],
    [['Zu\u0308rich', 'Z\u00fcrich'], ['Z\u00fcrich']],
    [
      ['ﬁ', 'fi'],
      ['fi', 'ﬁ'],
    ],
    [[], []],
  ])('%o are kept as %o', (typed, kept) => {
    expect(canonicalScopes(typed)).toEqual(kept);
    expect(canonicalScopes(kept)).toEqual(kept);
  });

  it.each([[''], [' '], ['a\nb'], ['a\u202eb'], ['x'.repeat(201)], ['\ud800']])(
    '%o is refused',
    async (scope) => {
      const { id } = await create();
      const before = await everything(here);
      const expected = { code: 'INVALID_INPUT', field: 'scopes' };
      expect(await refusal(create({ name: 'New', scopes: ['a', scope] }))).toMatchObject(expected);
      expect(await refusal(edit(id, { scopes: [scope] }))).toMatchObject(expected);
      expect(await everything(here)).toEqual(before);
    },
  );

  it('are at most a thousand', async () => {
    const many = Array.from({ length: 1_001 }, (_, index) => `scope ${index}`);
    expect(await refusal(create({ scopes: many }))).toMatchObject({ code: 'INVALID_INPUT', field: 'scopes' });
    expect((await create({ scopes: many.slice(1) })).scopes).toHaveLength(1_000);
  });
});

describe('a data access group', () => {
  it('is made, edited and removed, and all of it is in the log', async () => {
    const since = await seq();
    const made = await create({ name: ' EU ', description: ' Europe ' });
    expect(made).toEqual({
      id: made.id,
      name: 'EU',
      description: 'Europe',
      revision: 1,
      scopes: ['EU-01', 'EU-02'],
      members: 0,
    });
    const edited = await edit(made.id, { name: 'Europe', scopes: ['EU-02', 'EU-03'] });
    expect(edited).toEqual({
      id: made.id,
      name: 'Europe',
      description: '',
      revision: 2,
      scopes: ['EU-02', 'EU-03'],
      members: 0,
    });
    await create({ name: 'Asia' });
    expect((await allDataAccessGroups(here.deps, here.ada)).map(({ name }) => name)).toEqual([
      'Asia',
      'Europe',
    ]);
    await removeDataAccessGroup(here.deps, here.ada, made.id);
    expect((await allDataAccessGroups(here.deps, here.ada)).map(({ name }) => name)).toEqual(['Asia']);
    const target = { type: 'data-access-group', id: made.id };
    expect(await entriesAfter(here.deps.db, since)).toMatchObject([
      {
        action: 'data-access.create',
        target: { ...target, name: 'EU' },
        details: { after: { name: 'EU', description: 'Europe', scopes: ['EU-01', 'EU-02'] } },
      },
      {
        action: 'data-access.edit',
        target: { ...target, name: 'Europe' },
        details: {
          before: { name: 'EU', description: 'Europe', scopes: ['EU-01', 'EU-02'] },
          after: { name: 'Europe', description: '', scopes: ['EU-02', 'EU-03'] },
        },
      },
      { action: 'data-access.create' },
      { action: 'data-access.remove', target, details: { before: { scopes: ['EU-02', 'EU-03'] } } },
    ]);
  });

  it.each(['eu', ' EU ', 'ＥＵ'])('%o is taken when there is EU', async (name) => {
    await create();
    const { id } = await create({ name: 'Other' });
    const before = await everything(here);
    const expected = {
      code: 'NAME_TAKEN',
      field: 'name',
      message: `There is already a data access group named “${name.trim()}”. Choose another name.`,
    };
    expect(await refusal(create({ name }))).toMatchObject(expected);
    expect(await refusal(edit(id, { name }))).toMatchObject(expected);
    expect(await everything(here)).toEqual(before);
    await create({ name }, await secondTenant(here));
  });

  it('is named once when two are made at the same moment, from two connections', async () => {
    const other = await openAt(here.store.path);
    const results = await Promise.allSettled([
      create(),
      createDataAccessGroup({ ...here.deps, db: other.db }, here.ada, { ...EU, name: 'eu' }),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('is not removed while accounts are in it, and says which', async () => {
    const { id } = await create();
    const ids = [await account('till'), await account('shop', { disabled: true }), await account('crawler')];
    await add(id, ids);
    const before = await everything(here);
    expect(await refusal(removeDataAccessGroup(here.deps, here.ada, id))).toMatchObject({
      code: 'IN_USE',
      message: '“EU” is used by the accounts “crawler”, “shop” and 1 more. Take it from them first.',
    });
    expect(await everything(here)).toEqual(before);
    await take(id, ids);
    await removeDataAccessGroup(here.deps, here.ada, id);
  });
});

describe('members', () => {
  it('are added and taken out, each with an entry at the group and at the account', async () => {
    const eu = await create();
    const world = await create({ name: 'World', scopes: ['US-01', 'EU-01'] });
    const [till, shop] = [await account('till'), await account('shop', { disabled: true })];
    const since = await seq();
    expect(await add(world.id, [till])).toMatchObject({ members: 1 });
    expect(await add(eu.id, [till, shop, till])).toMatchObject({ members: 2 });
    expect(await membersOf(here.deps, here.ada, eu.id)).toEqual([
      { id: shop, username: 'shop', displayName: 'shop', apiOnly: true, status: 'disabled' },
      { id: till, username: 'till', displayName: 'till', apiOnly: true, status: 'active' },
    ]);
    expect(await dataScopesOf(here.deps.db, till)).toEqual(['EU-01', 'EU-02', 'US-01']);
    expect(await take(eu.id, [till])).toMatchObject({ members: 1 });
    expect(await dataScopesOf(here.deps.db, till)).toEqual(['EU-01', 'US-01']);
    expect(await entriesAfter(here.deps.db, since)).toMatchObject([
      { action: 'data-access.add-members', target: { id: world.id }, details: { added: ['till'] } },
      { action: 'accounts.data-access', target: { type: 'account', id: till } },
      { action: 'data-access.add-members', target: { id: eu.id }, details: { added: ['shop', 'till'] } },
      {
        action: 'accounts.data-access',
        target: { id: shop, name: 'shop' },
        details: { before: { dataAccessGroups: [] }, after: { dataAccessGroups: ['EU'] } },
      },
      {
        action: 'accounts.data-access',
        target: { id: till, name: 'till' },
        details: { before: { dataAccessGroups: ['World'] }, after: { dataAccessGroups: ['EU', 'World'] } },
      },
      { action: 'data-access.remove-members', target: { id: eu.id }, details: { removed: ['till'] } },
      {
        action: 'accounts.data-access',
        details: { before: { dataAccessGroups: ['EU', 'World'] }, after: { dataAccessGroups: ['World'] } },
      },
    ]);
  });

  it('that are in it already, or not in it, are passed over', async () => {
    const { id } = await create();
    const [till, shop] = [await account('till'), await account('shop')];
    await add(id, [till]);
    expect(await add(id, [till, shop])).toMatchObject({ members: 2 });
    await take(id, [shop]);
    expect(await take(id, [shop])).toMatchObject({ members: 1 });
    expect((await entriesAfter(here.deps.db)).at(-1)).toMatchObject({ details: { removed: [] } });
  });

  it('that are unknown, removed or of another tenant are refused, and nothing is done', async () => {
    const { id } = await create();
    const till = await account('till');
    const otto = await secondTenant(here);
    const theirs = await addAccount(here.store, otto, 'theirs', { apiOnly: true });
    const gone = await account('gone', { removed: true });
    const before = await everything(here);
    for (const each of [999, gone, theirs]) {
      for (const move of [add, take]) {
        expect(await refusal(move(id, [till, each]))).toMatchObject({
          code: 'UNKNOWN_ACCOUNT',
          field: 'accountIds',
        });
      }
    }
    expect(await everything(here)).toEqual(before);
  });
});

it('groups of another tenant are not there for any call', async () => {
  const otto = await secondTenant(here);
  const theirs = await create({}, otto);
  const till = await account('till');
  const before = await everything(here);
  for (const id of [theirs.id, 999]) {
    for (const asked of [
      () => edit(id, {}),
      () => removeDataAccessGroup(here.deps, here.ada, id),
      () => membersOf(here.deps, here.ada, id),
      () => add(id, [till]),
      () => take(id, [till]),
    ]) {
      expect(await refusal(asked)).toMatchObject({
        code: 'NOT_FOUND',
        message: expect.stringContaining('There is no such data access group.'),
      });
    }
  }
  expect(await everything(here)).toEqual(before);
  expect(await allDataAccessGroups(here.deps, here.ada)).toEqual([]);
});

it('are neither shown without View nor changed without Manage Access Control', async () => {
  const { id } = await create();
  const till = await account('till');
  const before = await everything(here);
  const reader: Actor = only(here.ada, 'view', 'manage-accounts', 'manage-tenants');
  const manager: Actor = only(here.ada, 'manage-access-control');
  for (const asked of [
    () => create({ name: 'New' }, reader),
    () => edit(id, {}, reader),
    () => removeDataAccessGroup(here.deps, reader, id),
    () => add(id, [till], reader),
    () => take(id, [till], reader),
    () => allDataAccessGroups(here.deps, manager),
    () => membersOf(here.deps, manager, id),
  ]) {
    expect(await refusal(asked)).toMatchObject({ code: 'FORBIDDEN' });
  }
  expect(await everything(here)).toEqual(before);
  await allDataAccessGroups(here.deps, reader);
  await membersOf(here.deps, reader, id);
  await add(id, [till], manager);
});

it('an edit of what somebody has changed meanwhile saves nothing', async () => {
  const seen = await create({ scopes: ['EU-01', 'EU-02', 'HR'] });
  await edit(seen.id, { scopes: ['EU-01'] });
  const { id, revision, name, scopes } = seen;
  const stale = { id, revision, name, scopes, description: 'Only the description is mended' };
  expect(await refusal(editDataAccessGroup(here.deps, here.ada, stale))).toMatchObject({
    code: 'CHANGED_MEANWHILE',
  });
  expect(await allDataAccessGroups(here.deps, here.ada)).toMatchObject([
    { scopes: ['EU-01'], description: '', revision: 2 },
  ]);
  // Members come and go beside it.
  await add(id, [await account('robot')]);
  expect(await allDataAccessGroups(here.deps, here.ada)).toMatchObject([{ members: 1, revision: 2 }]);
});
