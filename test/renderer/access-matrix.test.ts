import { describe, expect, it } from 'vitest';
import { idsOf, markOf, matrixOf, rowsWith, withTicks } from '../../src/renderer/access/matrix.ts';

let id = 0;
const permission = (name: string, description = '') => {
  const [resource = '', action = ''] = name.split(':');
  return { id: (id += 1), resource, action, description, grantedBy: 0 };
};

describe('the matrix', () => {
  const permissions = [
    'orders:cancel',
    'orders:read',
    'invoices:write',
    'invoices:approve',
    'invoices:read',
  ].map((name) => permission(name));
  const matrix = matrixOf(permissions);

  it('has a column for each action, the customary ones first', () => {
    expect(matrix.actions).toEqual(['read', 'write', 'approve', 'cancel']);
  });

  it('has a row for each resource by name, with nothing where there is no such permission', () => {
    expect(matrix.rows.map(({ resource }) => resource)).toEqual(['invoices', 'orders']);
    expect(matrix.rows.map(({ cells }) => cells.map((cell) => cell?.action ?? null))).toEqual([
      ['read', 'write', 'approve', null],
      ['read', null, null, 'cancel'],
    ]);
  });

  it('is empty for an empty catalogue', () => {
    expect(matrixOf([])).toEqual({ actions: [], rows: [] });
  });
});

describe('the search', () => {
  const { rows } = matrixOf([permission('invoices:read', 'See bills'), permission('orders:write')]);
  const found = (typed: string) => rowsWith(rows, typed).map(({ resource }) => resource);

  it('finds by resource, action, whole name and description, whatever the case', () => {
    expect(found(' INV ')).toEqual(['invoices']);
    expect(found('write')).toEqual(['orders']);
    expect(found('orders:w')).toEqual(['orders']);
    expect(found('bills')).toEqual(['invoices']);
    expect(found('nothing')).toEqual([]);
    expect(found('  ')).toEqual(['invoices', 'orders']);
  });
});

describe('ticks', () => {
  it('mark all, some or none', () => {
    expect(markOf([1, 2], new Set([1, 2, 3]))).toBe('all');
    expect(markOf([1, 2], new Set([2]))).toBe('some');
    expect(markOf([1, 2], new Set())).toBe('none');
    // A heading over nothing is not ticked.
    expect(markOf([], new Set([1]))).toBe('none');
  });

  it('leave no change when they are taken back', () => {
    const before = [2, 5, 9];
    expect(withTicks(before, [3, 5], true)).toEqual([2, 3, 5, 9]);
    expect(withTicks(withTicks(before, [3], true), [3], false)).toEqual(before);
    expect(withTicks(before, [2, 9], false)).toEqual([5]);
  });

  it('pass over places without a permission', () => {
    const one = permission('stock:read');
    expect(idsOf([null, one, null])).toEqual([one.id]);
  });
});
