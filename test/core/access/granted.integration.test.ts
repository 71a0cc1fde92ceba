import fc from 'fast-check';
import { expect, it } from 'vitest';
import { effectivePermissions, grantedPermissions } from '../../../src/core/access/granted.ts';
import { permissionNames } from '../../../src/core/access/permission-store.ts';
import { organisation } from '../../support/people.ts';
import { meddle } from '../../support/store.ts';
import { otherTenant } from './scene.ts';

const PERMISSIONS = 7;
const ROLES = 4;
const some = fc.uniqueArray(fc.nat(PERMISSIONS - 1), { maxLength: PERMISSIONS });
/** What a group and each role grant, in numbers from 0. */
const grants = fc.record({ group: some, roles: fc.tuple(some, some, some, some) });
type Grants = { group: number[]; roles: number[][] };

const cases = fc.record({
  before: grants,
  after: grants,
  withGroup: fc.boolean(),
  roles: fc.uniqueArray(fc.nat(ROLES - 1), { maxLength: ROLES }),
  excluded: some,
});

it('what a key may do is what its group and its roles grant, now and later, without what is withheld', async () => {
  const here = await organisation();
  const { store, deps, ada } = here;
  await otherTenant(here);
  const db = meddle(store);
  const names = await permissionNames(deps.db, ada.tenantId);
  const ids = [...names.keys()];
  expect(ids).toHaveLength(PERMISSIONS);
  const idOf = (number: number) => ids[number] ?? 0;
  const groupRow = {
    tenant_id: ada.tenantId,
    name: 'G',
    name_key: 'g',
    type: 'User',
    created_at: 0,
  } as const;
  const { id: groupId } = await db
    .insertInto('authorization_groups')
    .values(groupRow)
    .returning('id')
    .executeTakeFirstOrThrow();
  const roleIds: number[] = [];
  for (let number = 0; number < ROLES; number += 1) {
    const row = { tenant_id: ada.tenantId, name: `R${number}`, name_key: `r${number}`, created_at: 0 };
    const inserted = await db
      .insertInto('roles')
      .values({ ...row, built_in: null })
      .returning('id')
      .execute();
    roleIds.push(...inserted.map(({ id }) => id));
  }

  /** Makes the store grant this and nothing else. */
  function put({ group, roles }: Grants): void {
    store.sqlite.transaction(() => {
      store.sqlite
        .prepare('DELETE FROM authorization_group_permissions WHERE authorization_group_id = ?')
        .run(groupId);
      store.sqlite.prepare(`DELETE FROM role_permissions WHERE role_id IN (${roleIds.join()})`).run();
      const intoGroup = store.sqlite.prepare('INSERT INTO authorization_group_permissions VALUES (?, ?)');
      const intoRole = store.sqlite.prepare('INSERT INTO role_permissions VALUES (?, ?)');
      for (const each of group) intoGroup.run(groupId, idOf(each));
      roles.forEach((granted, number) =>
        granted.forEach((each) => intoRole.run(roleIds[number], idOf(each))),
      );
    })();
  }

  await fc.assert(
    fc.asyncProperty(cases, async ({ before, after, withGroup, roles, excluded }) => {
      const scope = {
        authorizationGroupId: withGroup ? groupId : null,
        roleIds: roles.map((number) => roleIds[number] ?? 0),
        excludedPermissionIds: excluded.map(idOf),
      };
      for (const state of [before, after]) {
        put(state);
        const granted = await grantedPermissions(deps.db, ada.tenantId, scope);
        // By sources, one permission at a time, as rule 7 reads.
        const expected = ids
          .map((id, number) => ({
            id,
            from: [
              ...(withGroup && state.group.includes(number) ? ['G'] : []),
              ...roles
                .filter((role) => state.roles[role]?.includes(number))
                .toSorted((one, other) => one - other)
                .map((role) => `R${role}`),
            ],
            excluded: excluded.includes(number),
          }))
          .filter(({ from }) => from.length > 0);
        expect(
          granted.map(({ id, from, excluded }) => ({ id, from: from.map(({ name }) => name), excluded })),
        ).toEqual(expected);
        expect(effectivePermissions(granted)).toEqual(
          expected.filter((each) => !each.excluded).map(({ id }) => names.get(id)),
        );
      }
    }),
    { numRuns: 200 },
  );
});

it('another tenant’s group and roles grant nothing', async () => {
  const here = await organisation();
  const other = await otherTenant(here);
  const db = meddle(here.store);
  const of = (table: 'roles' | 'authorization_groups') =>
    db.selectFrom(table).select('id').where('tenant_id', '=', here.ada.tenantId).execute();
  const [groups, roles] = [await of('authorization_groups'), await of('roles')];
  for (const { id } of groups) {
    const scope = {
      authorizationGroupId: id,
      roleIds: roles.map((role) => role.id),
      excludedPermissionIds: [],
    };
    expect(await grantedPermissions(db, here.ada.tenantId, scope)).not.toEqual([]);
    expect(await grantedPermissions(db, other.tenantId, scope)).toEqual([]);
  }
});
