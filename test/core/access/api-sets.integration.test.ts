import { beforeEach, describe, expect, it } from 'vitest';
import {
  allApiSets,
  createApiSet,
  editApiSet,
  removeApiSet,
} from '../../../src/core/access/api-set-service.ts';
import { type Organisation, organisation } from '../../support/people.ts';
import { meddle, refusal } from '../../support/store.ts';
import { everything, lastEntry, putKey, revisionOf } from './scene.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

const EMPTY = { name: 'Shipping', description: '', operations: 'GET /v1/parcels' };
const create = (input: Partial<typeof EMPTY> = {}) =>
  createApiSet(here.deps, here.ada, { ...EMPTY, ...input });
const edit = async (id: number, input: Partial<typeof EMPTY> = {}) =>
  editApiSet(here.deps, here.ada, {
    ...EMPTY,
    ...input,
    id,
    revision: await revisionOf(here, 'api_sets', id),
  });

describe('an API set', () => {
  it('is kept in canonical form, in the order in which it was written', async () => {
    const made = await create({
      name: ' Shipping ',
      operations: '  post /v1/parcels\r\n\nGET   /v1/parcels/{id}\n* /v1/labels/**\nPOST /v1/parcels\n',
    });
    const lines = ['POST /v1/parcels', 'GET /v1/parcels/{id}', '* /v1/labels/**'];
    expect(made).toEqual({
      id: expect.any(Number),
      revision: 1,
      name: 'Shipping',
      description: '',
      operations: lines.join('\n'),
      keys: 0,
    });
    const all = await allApiSets(here.deps, here.ada);
    expect(all.map(({ name }) => name)).toEqual(['Customers', 'Invoices', 'Orders', 'Shipping']);
    expect(all).toContainEqual(made);
    expect(await lastEntry(here)).toMatchObject({
      action: 'api-sets.create',
      target: { type: 'api-set', id: made.id, name: 'Shipping' },
      details: { after: { name: 'Shipping', description: '', operations: lines } },
    });
  });

  it('is edited, and the log says what it was', async () => {
    const { id } = await create({ operations: 'GET /a\nGET /b' });
    const edited = await edit(id, { operations: 'get /b\nGET /c' });
    expect(edited.operations).toBe('GET /b\nGET /c');
    const { action, details } = await lastEntry(here);
    expect({ action, details }).toEqual({
      action: 'api-sets.edit',
      details: { before: { operations: ['GET /a', 'GET /b'] }, after: { operations: ['GET /b', 'GET /c'] } },
    });
    expect(await refusal(edit(id, { operations: ' \n' })), 'it would lock out its keys').toMatchObject({
      code: 'INVALID_INPUT',
      field: 'operations',
    });
  });

  it('is written down as it was when it is saved without a change', async () => {
    const { id } = await create({ operations: 'GET /a' });
    await edit(id, { operations: 'get /a' });
    expect((await lastEntry(here)).details).toEqual({ before: {}, after: {} });
  });

  it('that cannot be read is refused, with the line', async () => {
    const { id } = await create({ operations: 'GET /a' });
    const before = await everything(here);
    const operations = 'GET /a\nFETCH /b';
    const expected = {
      code: 'INVALID_INPUT',
      field: 'operations',
      message: expect.stringMatching(/^Line 2: .*FETCH/),
    };
    expect(await refusal(create({ name: 'New', operations }))).toMatchObject(expected);
    expect(await refusal(edit(id, { operations }))).toMatchObject(expected);
    expect(await everything(here)).toEqual(before);
  });

  it('is removed with its operations', async () => {
    const { id } = await create({ operations: 'GET /a' });
    await removeApiSet(here.deps, here.ada, id);
    expect(await allApiSets(here.deps, here.ada)).toHaveLength(3);
    const db = meddle(here.store);
    expect(
      await db.selectFrom('api_set_operations').where('api_set_id', '=', id).selectAll().execute(),
    ).toEqual([]);
    expect(await lastEntry(here)).toMatchObject({
      action: 'api-sets.remove',
      details: { before: { name: 'Shipping', operations: ['GET /a'] } },
    });
  });

  it('is not removed while a key is limited to it', async () => {
    const { id } = await create();
    const apiSetIds = [id];
    for (const name of ['B', 'A']) await putKey(here, name, { apiSetIds });
    await putKey(here, 'Gone', { apiSetIds, removed: 'yesterday' });
    const remove = () => removeApiSet(here.deps, here.ada, id);
    const before = await everything(here);
    expect(await refusal(remove)).toMatchObject({
      code: 'IN_USE',
      message: '“Shipping” is used by the keys “A” and “B”. Take it from them first.',
    });
    expect(await everything(here)).toEqual(before);
    const db = meddle(here.store);
    await db.updateTable('keys').set({ deleted_at: 1 }).execute();
    await remove();
    expect(await db.selectFrom('key_api_sets').selectAll().execute()).toEqual([]);
    expect(
      await db.selectFrom('keys').select('api_access').distinct().execute(),
      'a tombstone is not widened',
    ).toEqual([{ api_access: 'selected' }]);
  });
});
