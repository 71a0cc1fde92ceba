import { beforeEach, describe, expect, it } from 'vitest';
import {
  allAuthorizationGroups,
  createAuthorizationGroup,
  editAuthorizationGroup,
  removeAuthorizationGroup,
} from '../../../src/core/access/authorization-group-service.ts';
import { type Organisation, organisation } from '../../support/people.ts';
import { meddle, refusal } from '../../support/store.ts';
import { everything, lastEntry, otherTenant, permissionIds, putKey } from './scene.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

const EMPTY = { name: 'Partners', description: '', permissionIds: [] as readonly number[] };
const create = (input: Partial<typeof EMPTY> = {}, type: 'Tenant API Key' | 'User' = 'Tenant API Key') =>
  createAuthorizationGroup(here.deps, here.ada, { ...EMPTY, ...input, type });

describe('an authorization group', () => {
  it.each(['Tenant API Key', 'User'] as const)('of type %s is in the list and in the log', async (type) => {
    const ids = await permissionIds(here, 'orders:write', 'customers:read');
    const made = await create({ name: ' Partners ', description: ' They sell ', permissionIds: ids }, type);
    expect(made).toEqual({
      id: expect.any(Number),
      revision: 1,
      name: 'Partners',
      description: 'They sell',
      type,
      permissionIds: ids.toSorted((one, other) => one - other),
      keys: 0,
      accounts: 0,
    });
    const all = await allAuthorizationGroups(here.deps, here.ada);
    expect(all.map(({ name }) => name)).toEqual(['Full access', 'Partners', 'Read only', 'Standard user']);
    expect(all).toContainEqual(made);
    expect(await lastEntry(here)).toMatchObject({
      action: 'authorization-groups.create',
      target: { type: 'authorization-group', id: made.id, name: 'Partners' },
      details: {
        after: {
          name: 'Partners',
          description: 'They sell',
          type,
          permissions: ['customers:read', 'orders:write'],
        },
      },
    });
  });

  it('of another type is refused', async () => {
    expect(await refusal(create({}, 'Robot' as 'User'))).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'type',
    });
  });

  it('is edited, and keeps its type', async () => {
    const ids = await permissionIds(here, 'orders:read');
    const { id, revision } = await create({}, 'User');
    const input = {
      id,
      revision,
      name: 'Resellers',
      description: 'New',
      permissionIds: ids,
      type: 'Tenant API Key',
    };
    const edited = await editAuthorizationGroup(here.deps, here.ada, input);
    expect(edited).toMatchObject({ id, name: 'Resellers', type: 'User', permissionIds: ids });
    expect(await lastEntry(here)).toMatchObject({
      action: 'authorization-groups.edit',
      target: { id, name: 'Resellers' },
      details: {
        before: { name: 'Partners', description: '', permissions: [] },
        after: { name: 'Resellers', description: 'New', permissions: ['orders:read'] },
      },
    });
  });

  it('grants no permission that is not there', async () => {
    const { id, revision } = await create();
    const before = await everything(here);
    const expected = { code: 'UNKNOWN_PERMISSION', field: 'permissionIds' };
    expect(await refusal(create({ name: 'New', permissionIds: [999] }))).toMatchObject(expected);
    const input = { ...EMPTY, id, revision, permissionIds: [999] };
    expect(await refusal(editAuthorizationGroup(here.deps, here.ada, input))).toMatchObject(expected);
    expect(await everything(here)).toEqual(before);
  });

  it('is removed with what it granted', async () => {
    const { id } = await create({ permissionIds: await permissionIds(here, 'orders:read') }, 'User');
    await removeAuthorizationGroup(here.deps, here.ada, id);
    expect(await allAuthorizationGroups(here.deps, here.ada)).toHaveLength(3);
    expect(await lastEntry(here)).toMatchObject({
      action: 'authorization-groups.remove',
      details: { before: { name: 'Partners', type: 'User', permissions: ['orders:read'] } },
    });
  });

  it('is not removed while a key has it', async () => {
    const { id } = await create();
    const theirs = (await otherTenant(here)).tenantId;
    await putKey(here, 'Theirs', { tenantId: theirs });
    await putKey(here, 'Gone', { groupId: id, removed: 'yesterday' });
    const key = await putKey(here, 'Payroll', { groupId: id });
    const remove = () => removeAuthorizationGroup(here.deps, here.ada, id);
    const before = await everything(here);
    expect(await refusal(remove)).toMatchObject({
      code: 'IN_USE',
      message: '“Partners” is used by the key “Payroll”. Take it from it first.',
    });
    expect(await everything(here)).toEqual(before);

    const db = meddle(here.store);
    await db.updateTable('keys').set({ deleted_at: 1 }).where('id', '=', key).execute();
    await remove();
    expect(
      await db.selectFrom('keys').select('id').where('authorization_group_id', 'is not', null).execute(),
    ).toEqual([]);
  });
});
