import { DAY } from '../../support/clock.ts';
import { editOf, newKey } from '../../support/keys.ts';
import type { Program } from '../../support/program.ts';
import { EVERYTHING } from '../../../src/shared/everything.ts';
import type { EditInput, GenerateInput } from '../../../src/shared/key-input.ts';

/** What a tenant is full of, by its ids; every name and text of it has the tenant's mark in it. */
export interface Things {
  readonly mark: string;
  readonly tenantId: number;
  readonly permission: number;
  readonly role: number;
  readonly group: number;
  readonly userGroup: number;
  readonly apiSet: number;
  readonly dataGroup: number;
  readonly robot: { readonly id: number; readonly revision: number };
  readonly person: number;
  readonly disabled: number;
  readonly key: number;
  readonly robotKey: number;
  readonly revokedKey: number;
  readonly removedKey: number;
  /** The key's secret, and the id under which it waited to be saved. */
  readonly secret: { readonly id: string; readonly text: string };
  /** Places in the list, in two orders. */
  readonly cursor: string;
  readonly ownerCursor: string;
  /** A tenant key that nothing is wrong with, to be generated, and the edit of `key` that changes nothing. */
  readonly newKey: GenerateInput;
  readonly edit: EditInput;
}

export const PASSWORD = 'a walrus plays the cello';

/** Fills the tenant that is open, through the calls that people make. */
export async function fill(program: Program, mark: string): Promise<Things> {
  const { api } = program;
  const described = (what: string) => ({ name: `${mark} ${what}`, description: `${mark} ${what}` });
  const { id: tenantId } = await api.settings.tenant(undefined);
  const permission = await api.permissions.create({ resource: mark, action: 'read', description: mark });
  const permissionIds = [permission.id];
  const role = await api.roles.create({ ...described('role'), permissionIds, authorities: [] });
  const { create } = api.authorizationGroups;
  const group = await create({ ...described('group'), permissionIds, type: 'Tenant API Key' });
  const userGroup = await create({ ...described('user group'), permissionIds, type: 'User' });
  const apiSet = await api.apiSets.create({ ...described('set'), operations: `GET /v1/${mark}` });
  const dataGroup = await api.dataAccess.create({ ...described('data'), scopes: [`${mark}-gb`] });

  const account = (name: string, apiOnly: boolean) =>
    api.accounts.create({
      username: `${mark}-${name}`,
      displayName: `${mark} ${name}`,
      licence: apiOnly ? 'API' : 'Full',
      apiOnly,
      roleIds: [role.id],
      password: apiOnly ? null : PASSWORD,
    });
  const { row: robot } = await account('robot', true);
  const { row: person } = await account('person', false);
  const { row: disabled } = await account('disabled', true);
  await api.accounts.disable({ id: disabled.id });
  await api.dataAccess.addMembers({ id: dataGroup.id, accountIds: [robot.id, person.id] });

  const scope = {
    description: mark,
    roleIds: [role.id],
    apiAccess: 'selected' as const,
    apiSetIds: [apiSet.id],
  };
  const generate = async (name: string, more: Partial<GenerateInput> = {}) => {
    const expiresAt = program.clock.time + 5 * DAY;
    const input = newKey(group.id, { ...scope, name: `${mark} ${name}`, expiresAt, ...more });
    const made = await api.keys.generate(input);
    await api.secrets.release({ id: made.secret.id, loseIt: true });
    return made;
  };
  const robots = { ownerAccountId: robot.id, authorizationGroupId: userGroup.id };
  const robotKey = await generate('robot key', robots);
  const { row: revoked } = await generate('revoked');
  await api.keys.revoke({ id: revoked.id, how: 'until-reinstated' });
  const { row: removed } = await generate('removed');
  await api.keys.remove({ id: removed.id });
  const { row, secret } = await generate('key');
  await api.keys
    .rotate({ id: row.id, overlap: '1-hour' })
    .then((rotated) => api.secrets.release({ id: rotated.secret.id, loseIt: true }));
  const { row: now } = await api.keys.get({ id: row.id });
  const place = async (view = EVERYTHING) => (await api.keys.list({ view, after: null, limit: 1 })).end ?? '';
  return {
    mark,
    tenantId,
    permission: permission.id,
    role: role.id,
    group: group.id,
    userGroup: userGroup.id,
    apiSet: apiSet.id,
    dataGroup: dataGroup.id,
    robot: { id: robot.id, revision: (await api.accounts.get({ id: robot.id })).row.revision },
    person: person.id,
    disabled: disabled.id,
    key: row.id,
    robotKey: robotKey.row.id,
    revokedKey: revoked.id,
    removedKey: removed.id,
    secret,
    cursor: await place(),
    ownerCursor: await place({ ...EVERYTHING, sort: { column: 'owner', descending: true } }),
    newKey: newKey(group.id, { ...scope, name: `${mark} new` }),
    edit: editOf(now, scope),
  };
}
