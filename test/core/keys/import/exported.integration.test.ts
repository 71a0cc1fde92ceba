import { beforeEach, describe, expect, it } from 'vitest';
import { edit } from '../../../../src/core/keys/edit.ts';
import { keysAsCsv } from '../../../../src/core/keys/export-keys.ts';
import { generate } from '../../../../src/core/keys/generate.ts';
import { hashKey } from '../../../../src/core/keys/key-format.ts';
import { revoke } from '../../../../src/core/keys/revoke.ts';
import { EVERYTHING } from '../../../../src/shared/everything.ts';
import type { KeySelection } from '../../../../src/shared/key-view.ts';
import type { GenerateInput } from '../../../../src/shared/key-input.ts';
import { DAY, MORNING } from '../../../support/clock.ts';
import { bring, look } from '../../../support/import.ts';
import { editOf, named, newKey, permissionIds } from '../../../support/keys.ts';
import { addAccount, holding, type Organisation, organisation } from '../../../support/people.ts';
import { refusal } from '../../../support/store.ts';
import { verifyKey } from '../../../support/verification.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

const code = (secret: string) => verifyKey(here.store, secret, here.clock.time).code;
const make = (more: Partial<GenerateInput> = {}) =>
  generate(here.deps, here.ada, newKey(here.fullAccess, more));

describe('what was exported', () => {
  it('is imported as it was by another Latchkey', async () => {
    const { ada, deps } = here;
    await addAccount(here.store, ada, 'robot', { apiOnly: true });
    const apiSet = here.store.sqlite
      .prepare(
        "INSERT INTO api_sets (tenant_id, name, name_key, description, created_at) VALUES (1, '*', '*', '', 0) RETURNING id",
      )
      .pluck()
      .get() as number;
    const secrets = [
      await make({
        name: '=1+1; "x"',
        description: "'=a\nb,c;d",
        expiresAt: MORNING + 30 * DAY,
        allowlist: '10.0.0.0/8\n::1',
        roleIds: await named(deps.db, ada, 'roles', 'Auditor', 'Key Manager'),
        excludedPermissionIds: await permissionIds(deps.db, ada, 'orders:read'),
        apiAccess: 'selected',
        apiSetIds: [apiSet],
        requestsPerMinute: 60,
      }),
      await make({ name: 'Robot', ownerAccountId: 2, authorizationGroupId: null }),
      await make({ name: 'Revoked' }),
      await make({ name: 'Gone for good' }),
    ].map(({ secret }) => secret);
    await revoke(deps, ada, { id: 3, how: 'until-reinstated' });
    await revoke(deps, ada, { id: 4, how: 'permanent' });
    const selection: KeySelection = { by: 'view', view: EVERYTHING, except: [] };
    const { text } = await keysAsCsv(deps, ada, selection, { withSha256: true });
    const first = here;

    here = await organisation();
    await addAccount(here.store, here.ada, 'robot', { apiOnly: true });
    here.store.sqlite
      .prepare(
        "INSERT INTO api_sets (tenant_id, name, name_key, description, created_at) VALUES (1, '*', '*', '', 0)",
      )
      .run();
    expect((await look(here, text)).preview).toMatchObject({
      problems: [],
      ignored: ['“Id”', '“Expiration”', '“Last used”'],
      ready: 4,
      hashes: 4,
    });
    await bring(here, text);
    const again = await keysAsCsv(here.deps, here.ada, selection, { withSha256: true });
    const lines = (csv: string) =>
      csv
        .split('\r\n')
        .map((line) => line.replace(/^\d+,/, ''))
        .toSorted();
    expect(lines(again.text)).toEqual(lines(text));
    for (const secret of secrets) {
      const before = verifyKey(first.store, secret, first.clock.time).code;
      expect(code(secret)).toBe(before);
    }
  });

  it('has a hash only for who may have it, and the log says so', async () => {
    await addAccount(here.store, here.ada, 'robot', { apiOnly: true });
    const { secret, row: tenants } = await make();
    const robots = await make({ name: 'Robot', ownerAccountId: 2, authorizationGroupId: null });
    const selection: KeySelection = { by: 'ids', ids: [1, 2] };
    const hex = (text: string) => hashKey(text).toString('hex');
    const exported = (...authorities: Parameters<typeof holding>[1][]) =>
      keysAsCsv(here.deps, holding(here.ada, 'export', ...authorities), selection, { withSha256: true });
    expect(await refusal(exported('manage-user-api-key'))).toMatchObject({ code: 'FORBIDDEN' });
    const some = (await exported('manage-tenant-api-keys')).text;
    expect(some).toContain(hex(secret));
    expect(some).not.toContain(hex(robots.secret));
    expect((await exported('manage-tenant-api-keys', 'manage-user-api-key')).text).toContain(
      hex(robots.secret),
    );
    const without = (await keysAsCsv(here.deps, here.ada, selection)).text;
    expect(without).not.toContain(hex(secret));
    // An imported key is edited like any other.
    await edit(
      here.deps,
      here.ada,
      editOf(tenants, { name: 'Salaries', authorizationGroupId: here.fullAccess }),
    );
  });
});
