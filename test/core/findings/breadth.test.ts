import { expect, it } from 'vitest';
import { type Breadth, breadthOf } from '../../../src/core/findings/breadth.ts';
import { widestNetwork } from '../../../src/core/findings/widest.ts';

const permissions = [
  { id: 1, resource: 'orders', action: 'read' },
  { id: 2, resource: 'orders', action: 'write' },
  { id: 3, resource: 'invoices', action: 'read' },
  { id: 4, resource: 'invoices', action: 'approve' },
  { id: 5, resource: 'reports', action: 'list' },
];
const ALL = [1, 2, 3, 4, 5];
const granting = {
  permissions,
  groups: new Map([[7, ALL]]),
  roles: new Map([
    [8, [2]],
    [9, [4]],
  ]),
};

const policy = (group: number | '', roles = '', excluded = '', allowlist = '') =>
  `${group}|all|${roles}||${excluded}||${allowlist}`;

it.each<[string, string, Breadth | null]>([
  ['everything', policy(7), 'all'],
  ['everything, but reading less', policy(7, '', '5'), 'write'],
  ['everything, but one thing that changes', policy(7, '', '4'), null],
  ['what roles give together', policy('', '8,9'), 'write'],
  ['one of two', policy('', '8'), null],
  ['nothing', policy(''), null],
  ['a group of nobody', policy(99), null],
  ['what cannot be read', 'rubbish', null],
])('%s', (_, text, breadth) => {
  const judge = breadthOf(granting);
  expect(judge(text)).toBe(breadth);
  // Known by now.
  expect(judge(text)).toBe(breadth);
});

it('one permission, or one thing that can be changed, is not everything', () => {
  const [only] = permissions;
  if (!only) throw new Error('There is one.');
  const one = breadthOf({ permissions: [only], groups: new Map([[7, [1]]]), roles: new Map() });
  expect(one(policy(7))).toBeNull();
  const two = breadthOf({
    permissions: permissions.slice(0, 3),
    groups: new Map([[7, [2]]]),
    roles: new Map(),
  });
  expect(two(policy(7))).toBeNull();
});

it.each([
  ['10.0.0.0/16', null],
  ['10.0.0.0/15', '10.0.0.0/15'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['10.1.2.3', null],
  ['2001:db8::/32', null],
  ['2001:d00::/31', '2001:d00::/31'],
  ['::/0', '::/0'],
  ['10.0.0.0/8\n172.16.0.0/12\n192.0.2.1', '10.0.0.0/8'],
  ['2001:db8::1\n10.0.0.0/16', null],
])('of %j the widest network that is too wide is %j', (allowlist, widest) => {
  expect(widestNetwork(allowlist)).toBe(widest);
});
