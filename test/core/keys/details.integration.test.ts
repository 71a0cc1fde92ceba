import { beforeEach, describe, expect, it } from 'vitest';
import { edit } from '../../../src/core/keys/edit.ts';
import { keysAsCsv, noteExport } from '../../../src/core/keys/export-keys.ts';
import { findKey } from '../../../src/core/keys/find-key.ts';
import { generate } from '../../../src/core/keys/generate.ts';
import { readActivity } from '../../../src/core/keys/key-activity.ts';
import { readDetails, readImpact } from '../../../src/core/keys/key-details.ts';
import { generateKey } from '../../../src/core/keys/key-format.ts';
import { remove } from '../../../src/core/keys/remove.ts';
import { revoke } from '../../../src/core/keys/revoke.ts';
import { rotate } from '../../../src/core/keys/rotate.ts';
import { EVERYTHING } from '../../../src/shared/everything.ts';
import type { GenerateInput } from '../../../src/shared/key-input.ts';
import { DAY, HOUR, MINUTE, MORNING } from '../../support/clock.ts';
import { addManyKeys, editOf, entriesAfter, newKey, tracesOf } from '../../support/keys.ts';
import {
  addAccount,
  addAdministrator,
  holding,
  type Organisation,
  organisation,
  secondTenant,
} from '../../support/people.ts';
import { meddle, refusal } from '../../support/store.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

const make = (more: Partial<GenerateInput> = {}) =>
  generate(here.deps, here.ada, newKey(here.fullAccess, more));
const used = (...rows: (readonly [hour: number, uses: number, keyId?: number])[]) =>
  meddle(here.store)
    .insertInto('key_uses')
    .values(rows.map(([hour, uses, key_id = 1]) => ({ key_id, hour, uses })))
    .execute();
const TODAY = MORNING - (MORNING % DAY);
const THIS_HOUR = MORNING - (MORNING % HOUR);

describe('the details of a key', () => {
  it('that was just generated', async () => {
    const { row } = await make({ expiresAt: MORNING + DAY });
    expect(await readDetails(here.deps, here.ada, 1)).toEqual({
      row,
      allowlist: '',
      rateLimits: [],
      roles: [],
      excludedPermissionIds: [],
      apiAccess: 'all',
      apiSets: [],
      secrets: [{ hint: row.hint, createdAt: MORNING, endsAt: null, lastUsedAt: null }],
      createdBy: 'ada',
      revokedAt: null,
      rotatedAt: null,
      uses: [],
      refusals: [],
    });
  });

  it('has when it was revoked and by whom it was made', async () => {
    const bob = await addAdministrator(here, 'bob');
    await generate(here.deps, bob, newKey(here.fullAccess));
    here.clock.pass(HOUR);
    await revoke(here.deps, here.ada, { id: 1, how: 'permanent' });
    expect(await readDetails(here.deps, here.ada, 1)).toMatchObject({
      createdBy: 'bob',
      revokedAt: MORNING + HOUR,
    });
  });

  it('has the uses of the last 90 days by days of UTC, today one of them', async () => {
    await make();
    await make({ name: 'Orders' });
    await used(
      [TODAY - 90 * DAY, 1000],
      [TODAY - 89 * DAY - HOUR, 1000],
      [TODAY - 89 * DAY, 1],
      [TODAY - 88 * DAY - HOUR, 2],
      [TODAY - HOUR, 4],
      [TODAY, 8],
      [THIS_HOUR, 16],
      [THIS_HOUR, 500, 2],
    );
    expect((await readDetails(here.deps, here.ada, 1)).uses).toEqual([
      { day: TODAY - 89 * DAY, uses: 3 },
      { day: TODAY - DAY, uses: 4 },
      { day: TODAY, uses: 24 },
    ]);
  });

  it('has nothing that a secret could be made from', async () => {
    const { secret: old } = await make();
    const { secret } = await rotate(here.deps, here.ada, { id: 1, overlap: '1-hour' });
    const text = JSON.stringify(await readDetails(here.deps, here.ada, 1));
    for (const trace of tracesOf(secret, old)) expect(text).not.toContain(trace);
  });
});

describe('what cutting a key off would hit', () => {
  it('is nothing before the first use', async () => {
    await make();
    expect(await readImpact(here.deps, here.ada, 1)).toEqual({
      lastUsedAt: null,
      usesInLastDay: 0,
      refusedInLastDay: 0,
      addresses: [],
      addressCount: 0,
    });
  });

  it('is the uses of all hours of which the last 24 hours have a part', async () => {
    await make();
    await make({ name: 'Orders' });
    await meddle(here.store)
      .updateTable('keys')
      .set({ last_used_at: MORNING - MINUTE })
      .where('id', '=', 1)
      .execute();
    await used(
      [THIS_HOUR, 1],
      [THIS_HOUR - 23 * HOUR, 2],
      [THIS_HOUR - 24 * HOUR, 4],
      [THIS_HOUR - 25 * HOUR, 1000],
      [THIS_HOUR, 500, 2],
    );
    expect(await readImpact(here.deps, here.ada, 1)).toMatchObject({
      lastUsedAt: MORNING - MINUTE,
      usesInLastDay: 7,
    });
    // Exactly 24 hours after an hour has ended, nothing of it is left.
    here.clock.time = THIS_HOUR + HOUR - 1;
    expect((await readImpact(here.deps, here.ada, 1)).usesInLastDay).toBe(7);
    here.clock.time = THIS_HOUR + HOUR;
    expect((await readImpact(here.deps, here.ada, 1)).usesInLastDay).toBe(3);
  });

  it('names the latest 20 addresses of 25', async () => {
    await make();
    await meddle(here.store)
      .insertInto('key_addresses')
      .values(
        Array.from({ length: 25 }, (_, number) => ({
          key_id: 1,
          address: `10.0.0.${number}`,
          uses: number + 1,
          first_seen_at: 0,
          last_seen_at: MORNING + number,
        })),
      )
      .execute();
    const { addresses, addressCount } = await readImpact(here.deps, here.ada, 1);
    expect(addressCount).toBe(25);
    expect(addresses).toHaveLength(20);
    expect(addresses[0]).toEqual({ address: '10.0.0.24', lastSeenAt: MORNING + 24, uses: 25 });
    expect(addresses.at(-1)?.address).toBe('10.0.0.5');
  });
});

describe.each([
  ['details', readDetails],
  ['impact', readImpact],
] as const)('%s', (_, read) => {
  it('of a removed key, of another tenant’s and of none are refused', async () => {
    await make();
    const otto = await secondTenant(here);
    expect(await refusal(read(here.deps, otto, 1))).toMatchObject({ code: 'KEY_NOT_FOUND' });
    expect(await refusal(read(here.deps, here.ada, 2))).toMatchObject({ code: 'KEY_NOT_FOUND' });
    await remove(here.deps, here.ada, 1);
    expect(await refusal(read(here.deps, here.ada, 1))).toMatchObject({
      code: 'KEY_REMOVED',
      message: expect.stringContaining('“Payroll”'),
    });
    expect(await refusal(read(here.deps, otto, 1))).toMatchObject({ code: 'KEY_NOT_FOUND' });
  });

  it('are for who may view', async () => {
    await make();
    await read(here.deps, holding(here.ada, 'view'), 1);
    expect(await refusal(read(here.deps, holding(here.ada, 'manage-tenant-api-keys'), 1))).toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('the activity of a key', () => {
  const activity = (before: number | null = null, actor = here.ada) =>
    readActivity(here.deps, actor, { id: 1, before });

  it('is what was done to it, newest first, and to no other', async () => {
    const { row } = await make();
    await make({ name: 'Orders' });
    here.clock.pass(HOUR);
    const bob = await addAdministrator(here, 'bob');
    await edit(here.deps, bob, editOf(row, { name: 'Wages' }));
    await remove(here.deps, here.ada, 1);
    const { entries, more } = await activity();
    expect(more).toBe(false);
    expect(entries).toMatchObject([
      { action: 'keys.remove', actor: 'ada', outcome: 'done', time: MORNING + HOUR },
      {
        action: 'keys.edit',
        actor: 'bob',
        details: { before: { name: 'Payroll' }, after: { name: 'Wages' } },
      },
      { action: 'keys.generate', actor: 'ada', time: MORNING },
    ]);
    expect(Object.keys(entries[0] ?? {}).toSorted()).toEqual([
      'action',
      'actor',
      'details',
      'outcome',
      'seq',
      'target',
      'time',
    ]);
  });

  it.each([49, 50, 51, 120])('of %i entries comes in pages of 50, each once', async (count) => {
    const { row } = await make();
    for (let revision = 1; revision < count; revision += 1) {
      await edit(here.deps, here.ada, editOf(row, { revision, description: `${revision}` }));
    }
    const seqs: number[] = [];
    let before: number | null = null;
    for (let more = true; more;) {
      const page = await activity(before);
      expect(page.entries.length).toBe(Math.min(50, count - seqs.length));
      seqs.push(...page.entries.map(({ seq }) => seq));
      before = seqs.at(-1) ?? null;
      more = page.more;
    }
    expect(seqs).toHaveLength(count);
    expect(seqs).toEqual(seqs.toSorted((one, other) => other - one));
  });

  it('is for who may view activity, in the tenant of the key', async () => {
    await make();
    expect(await refusal(activity(null, holding(here.ada, 'view')))).toMatchObject({ code: 'FORBIDDEN' });
    expect((await activity(null, holding(here.ada, 'view-activity'))).entries).toHaveLength(1);
    expect(await activity(null, await secondTenant(here))).toEqual({ entries: [], more: false });
  });
});

describe('finding the key of a pasted secret', () => {
  const find = (text: string, actor = here.ada) => findKey(here.deps, actor, text);

  it('gives each of the five answers, and the text is in no log', async () => {
    const { secret: old } = await make();
    const { secret } = await rotate(here.deps, here.ada, { id: 1, overlap: 'none' });
    const stranger = generateKey('lk');
    const wrong = `${secret.slice(0, -1)}${secret.endsWith('0') ? '1' : '0'}`;
    const { length } = await entriesAfter(here.deps.db);
    expect(await find(secret)).toEqual({ found: 'current', id: 1, name: 'Payroll' });
    expect(await find(` ${secret}\n`)).toEqual({ found: 'current', id: 1, name: 'Payroll' });
    expect(await find(old)).toEqual({ found: 'previous', id: 1, name: 'Payroll' });
    expect(await find(stranger)).toEqual({ found: 'unknown', id: null, name: null });
    for (const text of ['', 'lk_', wrong, secret.slice(1), 'Payroll', `${secret}\0`, '😀'.repeat(500)]) {
      expect(await find(text)).toEqual({ found: 'malformed', id: null, name: null });
    }
    await remove(here.deps, here.ada, 1);
    expect(await find(secret)).toEqual({ found: 'removed', id: 1, name: 'Payroll' });
    expect(await find(old)).toEqual({ found: 'removed', id: 1, name: 'Payroll' });
    const log = await entriesAfter(here.deps.db);
    expect(log, 'the removal alone').toHaveLength(length + 1);
    for (const trace of tracesOf(secret, old, stranger, wrong)) {
      expect(JSON.stringify(log)).not.toContain(trace);
    }
  });

  it('says nothing of another tenant’s keys, and nothing to who may not view', async () => {
    const { secret } = await make();
    expect(await find(secret, await secondTenant(here))).toEqual({ found: 'unknown', id: null, name: null });
    expect(await refusal(find(secret, holding(here.ada, 'manage-tenant-api-keys')))).toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('an export', () => {
  const csv = (...ids: number[]) => keysAsCsv(here.deps, here.ada, { by: 'ids', ids });

  it('is a line for each key with everything that the list shows', async () => {
    const robot = await addAccount(here.store, here.ada, 'robot', { apiOnly: true });
    const { row: one } = await make({
      name: '=1+1',
      description: 'says "hi",\ntwice',
      expiresAt: MORNING + DAY,
    });
    const { row: two } = await make({ name: 'Robot', ownerAccountId: robot, authorizationGroupId: null });
    await revoke(here.deps, here.ada, { id: 2, how: 'permanent' });
    await meddle(here.store)
      .updateTable('keys')
      .set({ last_used_at: MORNING - 1 })
      .where('id', '=', 2)
      .execute();
    const { text, keys } = await csv(2, 1, 99);
    expect(keys).toBe(2);
    expect(text).toBe(
      [
        'Id,Name,Description,Hint,Owner,Authorization group,Status,Expires,Expiration,Last used,Created,Roles,API sets,Withheld permissions,Allowlist,Requests per second,Requests per minute,Requests per day',
        `2,Robot,,${two.hint},robot,,revoked permanent,,never,2025-06-17T08:29:59.999Z,2025-06-17T08:30:00.000Z,,*,,,,,`,
        `1,'=1+1,"says ""hi"",\ntwice",${one.hint},,Full access,active,2025-06-18T08:30:00.000Z,expiring-soon,,2025-06-17T08:30:00.000Z,,*,,,,,`,
        '',
      ].join('\r\n'),
    );
  });

  it('has neither removed keys nor another tenant’s, nor a secret', async () => {
    const { secret } = await make();
    await make({ name: 'Orders' });
    await remove(here.deps, here.ada, 2);
    const { text, keys } = await csv(1, 2);
    expect(keys).toBe(1);
    for (const trace of tracesOf(secret)) expect(text).not.toContain(trace);
    const otto = await secondTenant(here);
    expect((await keysAsCsv(here.deps, otto, { by: 'ids', ids: [1] })).keys).toBe(0);
  });

  it('of a view has what it shows, in its order', async () => {
    addManyKeys(here.store, here.ada, here.fullAccess, 1200);
    const view = { ...EVERYTHING, sort: { column: 'created' as const, descending: false } };
    const { text, keys } = await keysAsCsv(here.deps, here.ada, { by: 'view', view, except: [1] });
    expect(keys).toBe(1199);
    const ids = text
      .split('\r\n')
      .slice(1, -1)
      .map((line) => Number(line.split(',')[0]));
    expect(ids).toEqual(Array.from({ length: 1199 }, (_, index) => index + 2));
  });

  it('is for who holds Export, and leaves it to the program to note it', async () => {
    await make();
    const { length } = await entriesAfter(here.deps.db);
    expect(
      await refusal(keysAsCsv(here.deps, holding(here.ada, 'view'), { by: 'ids', ids: [1] })),
    ).toMatchObject({
      code: 'FORBIDDEN',
    });
    await csv(1);
    expect(await entriesAfter(here.deps.db)).toHaveLength(length);
    await noteExport(here.deps, here.ada, 1);
    expect((await entriesAfter(here.deps.db)).at(-1)).toMatchObject({
      action: 'keys.export',
      outcome: 'done',
      details: { keys: 1 },
    });
  });
});
