import { beforeEach, describe, expect, it } from 'vitest';
import * as sets from '../../../src/core/access/api-set-service.ts';
import * as groups from '../../../src/core/access/authorization-group-service.ts';
import * as roles from '../../../src/core/access/role-service.ts';
import type { Actor } from '../../../src/core/actor.ts';
import type { Users } from '../../../src/shared/grants.ts';
import { MINUTE } from '../../support/clock.ts';
import { type Organisation, organisation } from '../../support/people.ts';
import { refusal } from '../../support/store.ts';
import { everything, only, otherTenant, putAccount, putKey, revisionOf } from './scene.ts';

/** What is the same for roles, authorization groups and API sets. */

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

interface Input {
  readonly name: string;
  readonly description: string;
}
interface Service {
  readonly word: string;
  readonly field: 'roleIds' | 'groupId' | 'apiSetIds';
  readonly all: (actor: Actor) => Promise<readonly { id: number; name: string; keys: number }[]>;
  readonly create: (actor: Actor, input: Input) => Promise<{ id: number; revision: number; keys: number }>;
  readonly edit: (
    actor: Actor,
    input: Input & { id: number; revision?: number },
  ) => Promise<{ name: string; keys: number }>;
  readonly remove: (actor: Actor, id: number) => Promise<void>;
  readonly users: (actor: Actor, id: number) => Promise<Users>;
}

const grants = { permissionIds: [], authorities: [], type: 'User', operations: 'GET /v1/x' } as const;
const SERVICES: readonly Service[] = [
  {
    word: 'role',
    field: 'roleIds',
    all: (actor) => roles.allRoles(here.deps, actor),
    create: (actor, input) => roles.createRole(here.deps, actor, { ...grants, ...input }),
    edit: async (actor, input) =>
      roles.editRole(here.deps, actor, {
        ...grants,
        revision: await revisionOf(here, 'roles', input.id),
        ...input,
      }),
    remove: (actor, id) => roles.removeRole(here.deps, actor, id),
    users: (actor, id) => roles.usersOfRole(here.deps, actor, id),
  },
  {
    word: 'authorization group',
    field: 'groupId',
    all: (actor) => groups.allAuthorizationGroups(here.deps, actor),
    create: (actor, input) => groups.createAuthorizationGroup(here.deps, actor, { ...grants, ...input }),
    edit: async (actor, input) =>
      groups.editAuthorizationGroup(here.deps, actor, {
        ...grants,
        revision: await revisionOf(here, 'authorization_groups', input.id),
        ...input,
      }),
    remove: (actor, id) => groups.removeAuthorizationGroup(here.deps, actor, id),
    users: (actor, id) => groups.usersOfAuthorizationGroup(here.deps, actor, id),
  },
  {
    word: 'API set',
    field: 'apiSetIds',
    all: (actor) => sets.allApiSets(here.deps, actor),
    create: (actor, input) => sets.createApiSet(here.deps, actor, { ...grants, ...input }),
    edit: async (actor, input) =>
      sets.editApiSet(here.deps, actor, {
        ...grants,
        revision: await revisionOf(here, 'api_sets', input.id),
        ...input,
      }),
    remove: (actor, id) => sets.removeApiSet(here.deps, actor, id),
    users: (actor, id) => sets.usersOfApiSet(here.deps, actor, id),
  },
];
const MINE = { name: 'Mine', description: '' };

describe.each(SERVICES)('$word', ({ word, field, all, create, edit, remove, users }) => {
  const has = (id: number) => ({ [field]: field === 'groupId' ? id : [id] });

  it.each([
    [{ name: '' }, 'name', /Name is required/],
    [{ name: ' a ' }, 'name', /at least 2/],
    [{ name: 'x'.repeat(101) }, 'name', /at most 100/],
    [{ name: 'a\u202eb' }, 'name', /invisible/],
    [{ description: 'x'.repeat(201) }, 'description', /at most 200/],
    [{ description: 'a\nb' }, 'description', /control/],
  ])('%o is refused, whoever calls', async (wrong, named, message) => {
    const { id } = await create(here.ada, MINE);
    const before = await everything(here);
    const expected = { code: 'INVALID_INPUT', field: named, message: expect.stringMatching(message) };
    expect(await refusal(create(here.ada, { ...MINE, ...wrong }))).toMatchObject(expected);
    expect(await refusal(edit(here.ada, { ...MINE, ...wrong, id }))).toMatchObject(expected);
    expect(await everything(here)).toEqual(before);
  });

  it.each(['mine', ' MINE ', 'Ｍｉｎｅ'])('%o is taken when there is Mine', async (name) => {
    await create(here.ada, MINE);
    const { id } = await create(here.ada, { ...MINE, name: 'Other' });
    const before = await everything(here);
    const expected = {
      code: 'NAME_TAKEN',
      field: 'name',
      message: `There is already a${word === 'role' ? '' : 'n'} ${word} named “${name.trim()}”. Choose another name.`,
    };
    expect(await refusal(create(here.ada, { ...MINE, name }))).toMatchObject(expected);
    expect(await refusal(edit(here.ada, { ...MINE, name, id }))).toMatchObject(expected);
    expect(await everything(here)).toEqual(before);
    await create(await otherTenant(here), { ...MINE, name });
  });

  it('of another tenant is not there', async () => {
    const other = await otherTenant(here);
    const { id } = await create(other, MINE);
    const before = await everything(here);
    for (const which of [id, 999]) {
      for (const asked of [
        () => edit(here.ada, { ...MINE, id: which }),
        () => remove(here.ada, which),
        () => users(here.ada, which),
      ]) {
        expect(await refusal(asked)).toMatchObject({
          code: 'NOT_FOUND',
          message: expect.stringContaining(`There is no such ${word}.`),
        });
      }
    }
    expect(await everything(here)).toEqual(before);
    expect((await all(here.ada)).map(({ name }) => name)).not.toContain('Mine');
    expect((await all(other)).map(({ name }) => name)).toContain('Mine');
  });

  it('is neither shown without View nor changed without Manage Access Control', async () => {
    const { id } = await create(here.ada, MINE);
    const before = await everything(here);
    const reader = only(here.ada, 'view', 'manage-accounts', 'manage-tenants');
    const manager = only(here.ada, 'manage-access-control');
    for (const asked of [
      () => create(reader, { ...MINE, name: 'New' }),
      () => edit(reader, { ...MINE, id }),
      () => remove(reader, id),
      () => all(manager),
      () => users(manager, id),
    ]) {
      expect(await refusal(asked)).toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(await everything(here)).toEqual(before);
    await all(reader);
    await users(reader, id);
    await remove(manager, id);
  });

  it('is not saved over what somebody else has changed meanwhile', async () => {
    const { id, revision } = await create(here.ada, MINE);
    await edit(here.ada, { id, revision, name: 'Theirs', description: '' });
    const before = await everything(here);
    expect(await refusal(edit(here.ada, { ...MINE, id, revision }))).toMatchObject({
      code: 'CHANGED_MEANWHILE',
      message: expect.stringContaining(word),
    });
    expect(await everything(here)).toEqual(before);
  });

  it('is never followed by another with its id, which old forms would take for it', async () => {
    const { id } = await create(here.ada, MINE);
    await remove(here.ada, id);
    expect((await create(here.ada, MINE)).id).toBeGreaterThan(id);
  });

  it('stays while a key that has it can still come back', async () => {
    const { id } = await create(here.ada, MINE);
    await putKey(here, 'Gone', { ...has(id), removed: 'just now' });
    expect(await refusal(remove(here.ada, id))).toMatchObject({
      code: 'IN_USE',
      message: expect.stringContaining('“Gone”, whose removal can still be undone'),
    });
    here.clock.pass(2 * MINUTE);
    await remove(here.ada, id);
  });

  it('knows its keys, without those that are removed', async () => {
    const { id } = await create(here.ada, MINE);
    const unused = await create(here.ada, { ...MINE, name: 'Unused' });
    const b = await putKey(here, 'b', has(id));
    const a = await putKey(here, 'A', has(id));
    await putKey(here, 'gone', { ...has(id), removed: 'yesterday' });
    await putKey(here, 'gone too', { ...has(unused.id), removed: 'yesterday' });
    await putKey(here, 'without');
    const counts = new Map((await all(here.ada)).map((each) => [each.id, each.keys]));
    expect([counts.get(id), counts.get(unused.id)]).toEqual([2, 0]);
    expect(await edit(here.ada, { ...MINE, id })).toMatchObject({ keys: 2 });
    expect(await users(here.ada, id)).toEqual({
      keys: [
        { id: a, name: 'A' },
        { id: b, name: 'b' },
      ],
      keyCount: 2,
      accounts: [],
      accountCount: 0,
    });
    expect(await users(here.ada, unused.id)).toMatchObject({ keys: [], keyCount: 0 });
  });

  it('names the first hundred of its keys', async () => {
    const { id } = await create(here.ada, MINE);
    for (let number = 150; number > 0; number -= 1) {
      await putKey(here, `key ${String(number).padStart(3, '0')}`, has(id));
    }
    const { keys, keyCount } = await users(here.ada, id);
    expect(keyCount).toBe(150);
    expect(keys.map(({ name }) => name)).toEqual(
      Array.from({ length: 100 }, (_, index) => `key ${String(index + 1).padStart(3, '0')}`),
    );
  });
});

it('a role knows its accounts, disabled ones too, and not those that are removed', async () => {
  const { id } = await roles.createRole(here.deps, here.ada, { ...grants, ...MINE });
  const roleIds = [id];
  const grace = await putAccount(here, 'grace', { roleIds, disabled: true });
  const alan = await putAccount(here, 'Alan', { roleIds, apiOnly: true });
  await putAccount(here, 'gone', { roleIds, removed: true });
  const shown = (await roles.allRoles(here.deps, here.ada)).find((role) => role.id === id);
  expect(shown).toMatchObject({ keys: 0, accounts: 2 });
  expect(await roles.usersOfRole(here.deps, here.ada, id)).toEqual({
    keys: [],
    keyCount: 0,
    accounts: [
      { id: alan, name: 'Alan' },
      { id: grace, name: 'grace' },
    ],
    accountCount: 2,
  });
});
