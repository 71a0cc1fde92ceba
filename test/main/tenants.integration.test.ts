import { beforeEach, describe, expect, it } from 'vitest';
import { newKey } from '../support/keys.ts';
import { ADA, Program } from '../support/program.ts';
import { refusal } from '../support/store.ts';
import { EVERYTHING } from '../../src/shared/everything.ts';

const { username, password } = ADA;
const CONTOSO = { name: 'Contoso', keyPrefix: 'co', keyLimit: 5, validityDays: 30, expiringSoonDays: 7 };
const OWN = { id: 1, name: 'Northwind Traders', keyPrefix: 'lk' };
const THERE = { id: 2, name: 'Contoso', keyPrefix: 'co' };

let program: Program;
beforeEach(async () => {
  program = await Program.setUp();
  await program.api.tenants.create(CONTOSO);
}, 30_000);

const tenant = async () => {
  const state = await program.api.session.state(undefined);
  return 'administrator' in state ? state.administrator.tenant : null;
};
const names = async () => {
  const { rows } = await program.api.keys.list({ view: EVERYTHING, after: null, limit: 100 });
  return rows.map(({ name }) => name);
};
const lastBody = async () => JSON.parse((await program.log()).at(-1)?.body ?? '') as object;

describe('a tenant that is open', () => {
  it('is where everything is seen, made and written down', async () => {
    await program.generate({ name: 'Ours' });
    expect(await program.api.tenants.open({ id: 2 })).toMatchObject({
      status: 'signed-in',
      administrator: { tenant: THERE, ownTenantId: OWN.id, username: 'ada' },
    });
    expect(await lastBody()).toMatchObject({ action: 'tenants.open', tenant: 2, actor: { name: 'ada' } });
    expect(await names()).toEqual([]);
    const { row, secret } = await program.generate({ name: 'Theirs' });
    expect(secret.text).toMatch(/^co_/);
    expect(await lastBody()).toMatchObject({ action: 'keys.generate', tenant: 2 });
    expect(await names()).toEqual(['Theirs']);
    expect(await program.api.settings.tenant(undefined)).toMatchObject({ ...CONTOSO, countedKeys: 1 });

    await program.api.tenants.open({ id: 1 });
    expect(await tenant()).toEqual(OWN);
    expect(await names()).toEqual(['Ours']);
    expect(await refusal(program.api.keys.get({ id: row.id }))).toMatchObject({ code: 'KEY_NOT_FOUND' });
  });

  it('stays open over a lock and an unlock, and a sign-in starts in one’s own', async () => {
    await program.api.tenants.open({ id: 2 });
    await program.api.session.lock(undefined);
    expect(await tenant()).toEqual(THERE);
    await program.api.session.unlock({ password });
    expect(await tenant()).toEqual(THERE);
    await program.api.session.signOut(undefined);
    await program.api.session.signIn({ username, password, remember: false });
    expect(await tenant()).toEqual(OWN);
  });

  it('tells the window of its new name', async () => {
    await program.api.tenants.open({ id: 2 });
    await program.api.tenants.edit({ ...CONTOSO, name: 'Fabrikam', id: 2 });
    expect(program.events.at(-1)).toMatchObject({
      name: 'session',
      payload: { administrator: { tenant: { name: 'Fabrikam' } } },
    });
    const { length } = program.events;
    await program.api.tenants.edit({ ...CONTOSO, name: 'Northwind', id: 1 });
    expect(program.events).toHaveLength(length);
    await program.api.settings.editTenant({ ...CONTOSO, name: 'Tailspin' });
    expect(program.events).toHaveLength(length + 1);
    expect(await tenant()).toMatchObject({ id: 2, name: 'Tailspin' });
  });

  it('cannot be one that is archived or not there', async () => {
    await program.api.tenants.archive({ id: 2 });
    expect(await refusal(program.api.tenants.open({ id: 2 }))).toMatchObject({ code: 'TENANT_ARCHIVED' });
    expect(await refusal(program.api.tenants.open({ id: 3 }))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await tenant()).toEqual(OWN);
  });
});

describe('a tenant that closes while it is open', () => {
  const closings = [
    ['it is archived', 'UPDATE tenants SET archived_at = 1 WHERE id = 2'],
    ['Manage Tenants is taken away', `DELETE FROM role_authorities WHERE authority = 'manage-tenants'`],
  ] as const;

  it.each(closings)(
    'because %s: the next call does nothing, and then one is in one’s own',
    async (_, closing) => {
      await program.api.tenants.open({ id: 2 });
      const groupId = (await program.newKey()).authorizationGroupId ?? 0;
      await program.sql(closing);
      const attempt = program.api.keys.generate(newKey(groupId));
      expect(await refusal(attempt)).toMatchObject({ code: 'TENANT_CLOSED' });
      expect(program.events.at(-1)).toMatchObject({
        name: 'session',
        payload: { status: 'signed-in', administrator: { tenant: OWN } },
      });
      expect(await tenant()).toEqual(OWN);
      expect(await names()).toEqual([]);
    },
  );

  it.each(closings)('because %s: the window can see it by asking', async (_, closing) => {
    await program.api.tenants.open({ id: 2 });
    await program.sql(closing);
    expect(await tenant()).toEqual(OWN);
    expect(await names()).toEqual([]);
  });

  it('does not send the next change to one’s own, whoever noticed first', async () => {
    await program.api.tenants.open({ id: 2 });
    await program.generate({ name: 'Soon', expiresAt: program.clock.time + 86_400_000 });
    await program.sql('UPDATE tenants SET archived_at = 1 WHERE id = 2');
    // The hourly look has no screen in front of it.
    for (const work of program.timers.values()) work();
    await program.backend.calls.settle();
    const attempt = program.api.settings.editTenant({ ...CONTOSO, name: 'Contoso II' });
    expect(await refusal(attempt)).toMatchObject({ code: 'TENANT_CLOSED' });
    expect(await tenant()).toEqual(OWN);
  });

  it('does not open again by itself', async () => {
    await program.api.tenants.open({ id: 2 });
    await program.sql('UPDATE tenants SET archived_at = 1 WHERE id = 2');
    await program.api.session.state(undefined);
    await program.sql('UPDATE tenants SET archived_at = NULL WHERE id = 2');
    expect(await tenant()).toEqual(OWN);
  });

  it('still locks, unlocks and signs out', async () => {
    await program.api.tenants.open({ id: 2 });
    await program.sql('UPDATE tenants SET archived_at = 1 WHERE id = 2');
    expect(await program.api.session.lock(undefined)).toMatchObject({ status: 'locked' });
    expect(await program.api.session.unlock({ password })).toMatchObject({ administrator: { tenant: OWN } });
    await program.api.session.signOut(undefined);
    expect(program.internalErrors).toEqual([]);
  });
});

it('another’s tenant is nothing that a log of one’s own names', async () => {
  await program.api.tenants.edit({ ...CONTOSO, name: 'Fabrikam', id: 2 });
  await program.api.tenants.open({ id: 2 });
  await program.api.tenants.open({ id: 1 });
  await program.api.tenants.archive({ id: 2 });
  const mine = await program.rows<{ body: string }>('SELECT body FROM audit_entries WHERE tenant_id = 1');
  expect(JSON.stringify(mine)).not.toMatch(/Contoso|Fabrikam/);
});
