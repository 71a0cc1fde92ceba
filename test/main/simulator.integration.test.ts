import { beforeEach, describe, expect, it } from 'vitest';
import { generateKey } from '../../src/core/keys/key-format.ts';
import { REFUSALS } from '../../src/core/verification/codes.ts';
import type { GenerateInput } from '../../src/shared/key-input.ts';
import type { ExplainInput, Simulation } from '../../src/shared/verification.ts';
import { Program } from '../support/program.ts';
import { openAt, refusal } from '../support/store.ts';
import { verifyKey } from '../support/verification.ts';

const HOUR = 3_600_000;

let program: Program;
beforeEach(async () => {
  program = await Program.setUp();
});

/** A key and its secret, which was saved. */
async function made(more: Partial<GenerateInput> = {}): Promise<{ id: number; text: string }> {
  const { row, secret } = await program.generate(more);
  await program.api.secrets.release({ id: secret.id, loseIt: true });
  return { id: row.id, text: secret.text };
}

async function rotated(id: number, overlap: 'none' | '1-hour'): Promise<string> {
  const { secret } = await program.api.keys.rotate({ id, overlap });
  await program.api.secrets.release({ id: secret.id, loseIt: true });
  return secret.text;
}

const question = (presented: ExplainInput['presented'], more: Partial<ExplainInput> = {}): ExplainInput => ({
  presented,
  address: '',
  time: null,
  operation: null,
  permissions: [],
  ...more,
});
const byText = (text: string, more: Partial<ExplainInput> = {}) => question({ by: 'text', text }, more);
const byKey = (id: number, more: Partial<ExplainInput> = {}, secret: 'current' | 'previous' = 'current') =>
  question({ by: 'key', id, secret }, more);
const ask = (input: ExplainInput): Promise<Simulation> => program.api.verification.explain(input);

/** All that the store holds, but for who is signed in. */
async function everything(): Promise<string> {
  const tables = await program.rows<{ name: string }>(
    `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'`,
  );
  const rows: unknown[] = [];
  for (const { name } of tables) rows.push(name, await program.rows(`SELECT * FROM ${name}`));
  return JSON.stringify(rows);
}

const ROBOT = `INSERT INTO accounts (id, tenant_id, username, username_key, display_name, licence, api_only, status, created_at)
  VALUES (9, 1, 'robot', 'robot', 'Robot', 'API', 1, 'disabled', 0)`;

/** A way to each answer, by the key itself; where there is one, also by its secret. */
const WAYS: Readonly<Record<(typeof REFUSALS)[number] | 'VALID', () => Promise<readonly ExplainInput[]>>> = {
  MISSING: async () => [byText('')],
  MALFORMED: async () => [byText('lk_short'), byText(`${(await made()).text} `)],
  NOT_FOUND: async () => [byText(generateKey('lk'))],
  DELETED: async () => {
    const { id, text } = await made();
    await program.api.keys.remove({ id });
    return [byKey(id), byText(text)];
  },
  ROTATED: async () => {
    const { id, text } = await made();
    await rotated(id, 'none');
    return [byKey(id, {}, 'previous'), byText(text)];
  },
  REVOKED: async () => {
    const { id, text } = await made();
    await program.api.keys.revoke({ id, how: 'until-reinstated' });
    return [byKey(id), byText(text)];
  },
  EXPIRED: async () => {
    const { id, text } = await made({ expiresAt: program.clock.time + HOUR });
    program.clock.pass(HOUR);
    return [byKey(id), byText(text)];
  },
  OWNER_DISABLED: async () => {
    const { id, text } = await made();
    await program.sql(ROBOT);
    await program.sql('UPDATE keys SET owner_account_id = 9');
    return [byKey(id), byText(text)];
  },
  IP_NOT_ALLOWED: async () => {
    const { id, text } = await made({ allowlist: '10.0.0.0/8' });
    return [byKey(id), byText(text), byKey(id, { address: '11.0.0.1' })];
  },
  KEY_MANAGEMENT_FORBIDDEN: async () => {
    const { id, text } = await made();
    const operation = { method: 'POST', path: '/latchkey/keys' };
    return [byKey(id, { operation }), byText(text, { permissions: ['latchkey:keys'] })];
  },
  API_NOT_ALLOWED: async () => {
    const set = { name: 'One order', description: '', operations: 'GET /v1/orders/{id}' };
    const apiSet = await program.api.apiSets.create(set);
    const { id, text } = await made({ apiAccess: 'selected', apiSetIds: [apiSet.id] });
    return [byKey(id), byText(text, { operation: { method: 'POST', path: '/v1/orders/7' } })];
  },
  INSUFFICIENT_PERMISSIONS: async () => {
    const { id, text } = await made();
    return [byKey(id, { permissions: ['moon:land'] }), byText(text, { permissions: ['moon:land'] })];
  },
  VALID: async () => {
    const { id, text } = await made({ allowlist: '10.0.0.0/8' });
    const more = {
      address: ' 10.1.2.3 ',
      operation: { method: 'GET', path: '/v1/orders/7?full=1' },
      permissions: ['orders:read'],
    };
    return [byKey(id, more), byText(text, more)];
  },
};

it.each([...REFUSALS, 'VALID'] as const)('%s is answered, step by step', async (code) => {
  for (const input of await WAYS[code]()) {
    const { steps, ...answer } = await ask(input);
    expect(answer.code).toBe(code);
    const at = code === 'VALID' ? REFUSALS.length : REFUSALS.indexOf(code);
    expect(answer.status).toBe(code === 'VALID' ? 200 : at < 8 ? 401 : 403);
    expect(steps.map((step) => [step.code, step.result])).toEqual(
      REFUSALS.map((step, place) => [step, place < at ? 'passed' : place === at ? 'refused' : 'not reached']),
    );
    expect(answer.key?.name ?? null).toBe(at < 3 ? null : 'Payroll');
    expect(answer.grants === null).toBe(code !== 'VALID');
  }
  expect(program.internalErrors).toEqual([]);
});

describe('the answer', () => {
  it('is the one of a program that verifies, for either secret of a key and any time', async () => {
    const expiresAt = program.clock.time + 3 * HOUR;
    const { id, text: old } = await made({ expiresAt, allowlist: '10.0.0.0/8' });
    const fresh = await rotated(id, '1-hour');
    const store = await openAt(program.storePath, 'read');
    const seen = new Set<string>();
    for (const time of [
      program.clock.time,
      program.clock.time + HOUR - 1,
      program.clock.time + HOUR,
      expiresAt,
    ]) {
      for (const address of ['10.9.8.7', '']) {
        for (const [secret, key] of [
          ['current', fresh],
          ['previous', old],
        ] as const) {
          const request = { key, address: address || null, operation: null, permissions: [] };
          const { code } = verifyKey(store, request, time);
          seen.add(code);
          expect(await ask(byKey(id, { address, time }, secret))).toEqual(
            await ask(byText(key, { address, time })),
          );
          expect(await ask(byKey(id, { address, time }, secret))).toMatchObject({ code, time });
        }
      }
    }
    await store.close();
    expect([...seen].toSorted()).toEqual(['EXPIRED', 'IP_NOT_ALLOWED', 'ROTATED', 'VALID']);
  });

  it('is of this moment unless another is asked for, and of the key as it is now', async () => {
    const { id } = await made();
    expect(await ask(byKey(id))).toMatchObject({ code: 'VALID', time: program.clock.time });
    await program.api.keys.revoke({ id, how: 'until-reinstated' });
    expect(await ask(byKey(id, { time: program.clock.time - HOUR }))).toMatchObject({ code: 'REVOKED' });
    await program.api.keys.reinstate({ id });
    // Changed by another process, which the window has not heard of yet.
    await program.sql(`UPDATE keys SET expires_at = ?`, program.clock.time);
    expect(await ask(byKey(id))).toMatchObject({ code: 'EXPIRED' });
  });

  it('says what a valid key hands on', async () => {
    const roles = await program.api.roles.list(undefined);
    const role = roles.find(({ builtIn }) => !builtIn) ?? roles[0];
    const { id } = await made({ roleIds: role ? [role.id] : [], expiresAt: program.clock.time + HOUR });
    const { key, grants } = await ask(byKey(id));
    expect(key).toMatchObject({ id, owner: null, expiresAt: program.clock.time + HOUR, removed: false });
    expect(grants).toMatchObject({ roles: [role?.name], dataScopes: null });
    expect(grants?.permissions).toContain('orders:read');
  });

  it('leaves rate limits open, and says so once everything else is right', async () => {
    const { id } = await made();
    await program.sql(`UPDATE keys SET policy = replace(policy, '|all|||||', '|all||||10/s,600/m|')`);
    const last = async (more = {}) => (await ask(byKey(id, more))).steps.at(-1);
    expect(await last()).toMatchObject({ code: 'RATE_LIMITED', result: 'not simulated' });
    expect((await last())?.reason).toContain('10 a second, 600 a minute');
    expect((await ask(byKey(id))).code).toBe('VALID');
    expect(await last({ permissions: ['moon:land'] })).toMatchObject({ result: 'not reached' });
  });
});

describe('a secret that is asked about', () => {
  it('of another tenant is answered like one of nobody, to the letter', async () => {
    const { id } = await program.api.tenants.create({
      name: 'Contoso',
      keyPrefix: 'lk',
      keyLimit: 10,
      validityDays: 90,
      expiringSoonDays: 14,
    });
    await program.api.tenants.open({ id });
    const theirs = await made({ name: 'Their key' });
    const gone = await made({ name: 'Their removed key' });
    await program.api.keys.remove({ id: gone.id });
    expect(await ask(byText(theirs.text))).toMatchObject({ code: 'VALID' });
    await program.api.tenants.open({ id: 1 });
    const nobody = await ask(byText(generateKey('lk')));
    for (const { text } of [theirs, gone]) expect(await ask(byText(text))).toEqual(nobody);
    for (const { id: key } of [theirs, gone]) {
      expect(await refusal(ask(byKey(key)))).toEqual(await refusal(ask(byKey(4_711))));
    }
  });

  it('is counted nowhere and written nowhere', async () => {
    const { id, text } = await made({ allowlist: '10.0.0.0/8' });
    const before = await everything();
    const asked = [
      byText(text),
      byText(text, { address: '10.1.2.3' }),
      byText(`${text}x`),
      byKey(id, { address: '10.1.2.3' }),
      byText(text.repeat(40)),
      byText(text, { address: 'nowhere' }),
    ];
    const replies = await Promise.all(
      asked.map((input) => program.backend.dispatch('verification.explain', input)),
    );
    expect(replies.map((reply) => reply.ok)).toEqual([true, true, true, true, false, false]);
    await program.backend.calls.settle();
    expect(await everything()).toBe(before);
    const body = text.slice(3);
    expect(JSON.stringify([replies, program.events, program.internalErrors])).not.toContain(body);
  });

  it('is asked about by nobody who may not see keys, and that attempt is told without it', async () => {
    const { text } = await made();
    await program.sql(`DELETE FROM role_authorities WHERE authority = 'view'`);
    expect(await refusal(ask(byText(text)))).toMatchObject({ code: 'FORBIDDEN' });
    await program.backend.calls.settle();
    const log = await program.log();
    expect(log.at(-1)).toMatchObject({ action: 'verification.explain', outcome: 'refused' });
    expect(JSON.stringify(log)).not.toContain(text.slice(3));
  });
});

describe('what cannot be asked is refused at its field', () => {
  it.each([
    ['address', { address: '10.1' }, '“10.1” is not an IP address'],
    ['address', { address: '10.0.0.0/8' }, 'without port or “/”'],
    ['address', { address: 'localhost' }, '“localhost” is not'],
    ['operation.path', { operation: { method: 'GET', path: 'v1/orders' } }, 'must begin with “/”'],
    ['operation.path', { operation: { method: 'GET', path: 'https://x.y/v1' } }, 'Leave out scheme and host'],
    ['operation.path', { operation: { method: 'GET', path: '/v1/a b' } }, '%20'],
    ['operation.method', { operation: { method: 'GET /v1', path: '/v1' } }, 'one word'],
    ['permissions', { permissions: ['orders:read', 'orders'] }, '“orders” is no permission'],
    ['time', { time: 9e15 }, 'time'],
    ['time', { time: 1.5 }, 'time'],
  ] as const)('%s: %o', async (field, more, message) => {
    const reply = await program.backend.dispatch('verification.explain', { ...byText(''), ...more });
    expect(reply).toMatchObject({ ok: false, code: 'INVALID_INPUT', field });
    expect(reply.ok ? '' : reply.message).toContain(message);
  });

  it('a previous secret that there never was', async () => {
    const { id } = await made();
    expect(await refusal(ask(byKey(id, {}, 'previous')))).toMatchObject({
      code: 'NO_PREVIOUS_SECRET',
      field: 'secret',
    });
  });
});
