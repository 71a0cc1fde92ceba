import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { generate as generateFor } from '../../../src/core/keys/generate.ts';
import { listKeys } from '../../../src/core/keys/list/list-keys.ts';
import { hashKey, parseKey } from '../../../src/core/keys/key-format.ts';
import { EVERYTHING } from '../../../src/shared/everything.ts';
import type { GenerateInput } from '../../../src/shared/key-input.ts';
import { DAY, MORNING } from '../../support/clock.ts';
import { newKey } from '../../support/keys.ts';
import { type Organisation, organisation } from '../../support/people.ts';
import { meddle, openAt, refusal } from '../../support/store.ts';
import { verifyKey } from '../../support/verification.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

const generate = (input: Partial<GenerateInput> = {}) =>
  generateFor(here.deps, here.ada, newKey(here.fullAccess, input));
const list = () => listKeys(here.deps, here.ada, { view: EVERYTHING, after: null, limit: 50 });
const count = async (table: 'keys' | 'secrets' | 'audit_entries') =>
  (await here.deps.db.selectFrom(table).selectAll().execute()).length;

describe('a generated key', () => {
  it('is in the list, with its hint, and verifies', async () => {
    const { row, usage, secret } = await generate({
      name: '  Payroll  ',
      description: ' pays \n',
      expiresAt: MORNING + DAY,
    });
    expect(row).toEqual({
      id: 1,
      name: 'Payroll',
      description: 'pays',
      hint: `${secret.slice(0, 7)}…${secret.slice(-4)}`,
      owner: null,
      authorizationGroup: { id: here.fullAccess, name: 'Full access' },
      state: 'active',
      revocation: null,
      expiresAt: MORNING + DAY,
      lastUsedAt: null,
      createdAt: MORNING,
      rotation: null,
      revision: 1,
    });
    expect(usage).toEqual({ counted: 1, limit: 10 });
    expect(parseKey(secret)?.prefix).toBe('lk');
    expect(await list()).toEqual({
      rows: [row],
      end: null,
      usage,
      all: 1,
      expiringSoonDays: 14,
      validityDays: 90,
    });
    expect(verifyKey(here.store, secret, MORNING).code).toBe('VALID');
    expect(verifyKey(here.store, secret, MORNING + DAY - 1).code).toBe('VALID');
    expect(verifyKey(here.store, secret, MORNING + DAY).code).toBe('EXPIRED');
  });

  it('has the tenant’s prefix', async () => {
    await meddle(here.store).updateTable('tenants').set({ key_prefix: 'acme' }).execute();
    expect((await generate()).secret).toMatch(/^acme_/);
  });

  it('is in the log, without its secret', async () => {
    const { secret } = await generate({ description: 'pays', expiresAt: MORNING + 1 });
    const { body } = await here.deps.db
      .selectFrom('audit_entries')
      .select('body')
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow();
    expect(JSON.parse(body)).toMatchObject({
      action: 'keys.generate',
      outcome: 'done',
      actor: { id: here.ada.accountId, name: 'ada' },
      tenant: here.ada.tenantId,
      target: { type: 'key', id: 1, name: 'Payroll' },
      details: { after: { name: 'Payroll', description: 'pays', owner: 'tenant', expiresAt: MORNING + 1 } },
    });
    expect(body).not.toContain(secret);
    expect(body).not.toContain(hashKey(secret).toString('hex'));
  });

  it('leaves its secret nowhere in the files of the store', async () => {
    const { secret } = await generate();
    const body = parseKey(secret)?.body ?? '';
    const files = ['', '-wal'].map((ending) => readFileSync(here.store.path + ending));
    expect(
      files.some((bytes) => bytes.includes(hashKey(secret))),
      'the search can find what is there',
    ).toBe(true);
    for (const text of [secret, body, secret.slice(3), body.slice(4)]) {
      const plain = Buffer.from(text);
      const forms: readonly (readonly [string, Buffer])[] = [
        ['raw', plain],
        ['UTF-16LE', Buffer.from(text, 'utf16le')],
        ['hex', Buffer.from(plain.toString('hex'))],
        ['HEX', Buffer.from(plain.toString('hex').toUpperCase())],
        // Where it starts in the base 64 of something longer decides which three forms it has.
        ...[0, 1, 2].map((shift) => {
          const whole = Buffer.concat([Buffer.alloc(shift), plain]).toString('base64');
          return [`base64 at ${shift}`, Buffer.from(whole.slice(shift === 0 ? 0 : 4, -4))] as const;
        }),
      ];
      for (const [form, bytes] of forms) {
        for (const file of files) expect(file.includes(bytes), form).toBe(false);
      }
    }
  });
});

describe('the name', () => {
  it.each([
    ['', /required/],
    ['   ', /required/],
    ['a', /at least 2/],
    ['x'.repeat(201), /at most 200/],
    ['pay\u202eroll', /invisible/],
    ['pay\0roll', /control/],
    ['pay\ud83droll', /half of a character/],
  ])('%o is refused, whoever calls', async (name, message) => {
    expect(await refusal(generate({ name }))).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'name',
      message: expect.stringMatching(message),
    });
    expect(await count('keys')).toBe(0);
  });

  it('may have 2 and 200 characters', async () => {
    await generate({ name: 'ab' });
    expect((await generate({ name: '🔑'.repeat(200) })).row.name).toBe('🔑'.repeat(200));
  });

  it.each(['payroll', 'PAYROLL', ' Payroll ', 'Ｐａｙｒｏｌｌ'])(
    '%o is taken when there is Payroll',
    async (name) => {
      await generate({ name: 'Payroll' });
      const entries = await count('audit_entries');
      expect(await refusal(generate({ name }))).toMatchObject({ code: 'NAME_TAKEN', field: 'name' });
      expect(await count('keys')).toBe(1);
      expect(await count('secrets')).toBe(1);
      expect(await count('audit_entries')).toBe(entries);
      expect((await list()).usage.counted).toBe(1);
    },
  );

  it('is free again once the key is removed', async () => {
    await generate();
    await meddle(here.store).updateTable('keys').set({ deleted_at: MORNING }).execute();
    await generate();
    expect(await count('keys')).toBe(2);
  });

  it('may be another tenant’s', async () => {
    await generate();
    await meddle(here.store)
      .insertInto('tenants')
      .values({
        id: 2,
        name: 'Other',
        name_key: 'other',
        key_prefix: 'ot',
        key_limit: 10,
        validity_days: 90,
        expiring_soon_days: 14,
        created_at: 0,
        archived_at: null,
      })
      .execute();
    const { id } = await meddle(here.store)
      .insertInto('authorization_groups')
      .values({ tenant_id: 2, name: 'Any', name_key: 'any', type: 'Tenant API Key', created_at: 0 })
      .returning('id')
      .executeTakeFirstOrThrow();
    const { secret } = await generateFor(here.deps, { ...here.ada, tenantId: 2 }, newKey(id));
    expect(secret).toMatch(/^ot_/);
    expect((await list()).all).toBe(1);
  });

  it('is given once when it is asked for twice at the same moment, from two connections', async () => {
    const other = await openAt(here.store.path);
    const results = await Promise.allSettled([
      generate(),
      generateFor({ ...here.deps, db: other.db }, here.ada, newKey(here.fullAccess, { name: 'payroll' })),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await count('keys')).toBe(1);
  });
});

describe('the description', () => {
  it('may have 1,000 characters and lines, and no more', async () => {
    expect((await generate({ description: 'a\nb' })).row.description).toBe('a\nb');
    await generate({ name: 'Long', description: '🔑'.repeat(1000) });
    expect(await refusal(generate({ name: 'Longer', description: 'x'.repeat(1001) }))).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'description',
    });
  });
});

describe('the expiry', () => {
  it.each([0, -1, -DAY])('%i milliseconds from now is not in the future', async (fromNow) => {
    expect(await refusal(generate({ expiresAt: MORNING + fromNow }))).toMatchObject({
      code: 'EXPIRY_NOT_IN_FUTURE',
      field: 'expiresAt',
    });
    expect(await count('keys')).toBe(0);
  });

  it('may be the next millisecond', async () => {
    expect((await generate({ expiresAt: MORNING + 1 })).row.expiresAt).toBe(MORNING + 1);
  });
});

describe('the limit', () => {
  it('is ten: the tenth is generated, the eleventh refused', async () => {
    for (let number = 1; number <= 10; number += 1) {
      expect((await generate({ name: `Key ${number}` })).usage).toEqual({ counted: number, limit: 10 });
    }
    expect(await refusal(generate({ name: 'Key 11' }))).toMatchObject({
      code: 'KEY_LIMIT_REACHED',
      message: expect.stringContaining('All 10 keys'),
    });
    expect(await count('keys')).toBe(10);
    expect((await list()).usage).toEqual({ counted: 10, limit: 10 });
  });

  it('holds when twenty are asked for at once, from two connections', async () => {
    const other = await openAt(here.store.path);
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, number) =>
        generateFor(
          { ...here.deps, db: number % 2 ? other.db : here.deps.db },
          here.ada,
          newKey(here.fullAccess, { name: `Key ${number}` }),
        ),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect(await count('keys')).toBe(10);
  });
});

describe('without the authority', () => {
  it('nothing is generated and nothing listed', async () => {
    const nobody = { ...here.ada, authorities: new Set<never>() };
    expect(await refusal(generateFor(here.deps, nobody, newKey(here.fullAccess)))).toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('Manage Tenant API Keys'),
    });
    expect(
      await refusal(async () => listKeys(here.deps, nobody, { view: EVERYTHING, after: null, limit: 1 })),
    ).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await count('keys')).toBe(0);
  });
});
