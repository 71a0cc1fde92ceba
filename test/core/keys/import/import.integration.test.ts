import { beforeEach, describe, expect, it } from 'vitest';
import { generate } from '../../../../src/core/keys/generate.ts';
import { readDetails } from '../../../../src/core/keys/key-details.ts';
import { generateKey, hashKey, keyHint } from '../../../../src/core/keys/key-format.ts';
import { listKeys } from '../../../../src/core/keys/list/list-keys.ts';
import { EVERYTHING } from '../../../../src/shared/everything.ts';
import type { GenerateInput } from '../../../../src/shared/key-input.ts';
import { MORNING } from '../../../support/clock.ts';
import { csvOfRows } from '../../../support/csv-rows.ts';
import { bring, look, WATCH, written } from '../../../support/import.ts';
import { GROUP, goodRow, type Row } from '../../../support/import-rows.ts';
import { entriesAfter, newKey, permissionIds, tracesOf } from '../../../support/keys.ts';
import { faultIn } from '../../../support/log.ts';
import {
  addAccount,
  addAdministrator,
  holding,
  type Organisation,
  organisation,
  secondTenant,
} from '../../../support/people.ts';
import { refusal } from '../../../support/store.ts';
import { verifyKey } from '../../../support/verification.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

const fresh = (prefix = 'old') => generateKey(prefix);
const row = (more: Row = {}) => goodRow('Payroll', more);
const code = (secret: string) => verifyKey(here.store, secret, here.clock.time).code;
const make = (more: Partial<GenerateInput> = {}) =>
  generate(here.deps, here.ada, newKey(here.fullAccess, more));
const usage = async () =>
  (await listKeys(here.deps, here.ada, { view: EVERYTHING, after: null, limit: 1 })).usage;
const everything = () => written(here);
const dump = async () => {
  const tables = here.store.sqlite
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    .pluck()
    .all() as string[];
  return tables
    .map((table) => JSON.stringify(here.store.sqlite.prepare(`SELECT * FROM "${table}"`).all()))
    .join('\n');
};
const damaged = (key: string): string => key.slice(0, -1) + (key.endsWith('0') ? '1' : '0');

describe('an imported key', () => {
  it('verifies at once with its old string, written plainly or as its SHA-256', async () => {
    const keys = [fresh(), fresh('zz'), fresh(), fresh()];
    const hash = (at: number) => hashKey(keys[at] ?? '');
    const csv = csvOfRows([
      row({ Name: 'Plain', Key: keys[0] ?? '', 'SHA-256': '', Hint: '' }),
      row({ Name: 'Hex', Key: '', 'SHA-256': hash(1).toString('hex').toUpperCase(), Hint: 'zz_abcd…wxyz' }),
      row({ Name: 'Base64', Key: '', 'SHA-256': hash(2).toString('base64') }),
      row({ Name: 'Base64url', Key: '', 'SHA-256': hash(3).toString('base64url') }),
    ]);
    expect((await look(here, csv)).preview).toMatchObject({ rows: 4, ready: 4, wrong: 0, hashes: 3 });
    expect(keys.map(code)).toEqual(keys.map(() => 'NOT_FOUND'));
    expect(await bring(here, csv)).toEqual({
      imported: 4,
      refused: 0,
      usage: { counted: 4, limit: 10 },
    });
    expect(keys.map(code)).toEqual(keys.map(() => 'VALID'));
    const { rows } = await listKeys(here.deps, here.ada, { view: EVERYTHING, after: null, limit: 9 });
    expect(Object.fromEntries(rows.map(({ name, hint }) => [name, hint]))).toEqual({
      Plain: keyHint(keys[0] ?? ''),
      Hex: 'zz_abcd…wxyz',
      Base64: '(imported)',
      Base64url: '(imported)',
    });
  });

  it('has all that its row says, as generating would leave it', async () => {
    const robot = await addAccount(here.store, here.ada, 'robot', { apiOnly: true });
    const key = fresh();
    const csv = csvOfRows([
      {
        name: ' Ledger ',
        description: "'=not a formula",
        OWNER: 'ROBOT',
        'authorization group': 'standard user',
        roles: 'Key Manager; Auditor',
        'api sets': '*',
        withheld_permissions: 'invoices:read',
        expires: '2026-01-31',
        allowlist: '10.1.2.3/16;::1',
        'requests per second': '5',
        'requests per day': '1000',
        status: 'active',
        created: '2024-05-01',
        key,
        colour: 'red',
      },
    ]);
    const { preview } = await look(here, csv);
    expect(preview).toMatchObject({ ready: 1, problems: [], ignored: ['“colour”'], counted: 0 });
    expect(preview.first).toEqual([
      {
        row: 2,
        name: 'Ledger',
        hint: keyHint(key),
        owner: 'robot',
        authorizationGroup: 'Standard user',
        revoked: false,
        expiresAt: new Date(2026, 0, 31, 23, 59, 59, 999).getTime(),
      },
    ]);
    await bring(here, csv);
    expect(await readDetails(here.deps, here.ada, 1)).toMatchObject({
      row: {
        name: 'Ledger',
        description: '=not a formula',
        owner: { accountId: robot },
        authorizationGroup: { name: 'Standard user' },
        createdAt: new Date(2024, 4, 1).getTime(),
        expiresAt: new Date(2026, 0, 31, 23, 59, 59, 999).getTime(),
        state: 'active',
      },
      allowlist: '10.1.0.0/16\n::1',
      rateLimits: [
        { unit: 'second', requests: 5 },
        { unit: 'day', requests: 1000 },
      ],
      roles: [{ name: 'Auditor' }, { name: 'Key Manager' }],
      excludedPermissionIds: await permissionIds(here.store.db, here.ada, 'invoices:read'),
      apiAccess: 'all',
      createdBy: 'ada',
    });
    expect(code(key)).toBe('IP_NOT_ALLOWED');
  });

  it('may be revoked already, and counts towards the limit only when it can come back', async () => {
    const [one, other] = [fresh(), fresh()];
    const csv = csvOfRows([
      row({ Name: 'One', Key: one, Status: 'revoked', Expires: '2020-01-01' }),
      row({ Name: 'Other', Key: other, Status: 'Revoked permanently' }),
    ]);
    expect((await look(here, csv)).preview).toMatchObject({ ready: 2, counted: 1 });
    await bring(here, csv);
    expect([code(one), code(other)]).toEqual(['REVOKED', 'REVOKED']);
    expect(await usage()).toEqual({ counted: 1, limit: 10 });
  });

  it('is told by the log as a generated one, after the import, and never with its secret', async () => {
    const { length } = await entriesAfter(here.deps.db);
    const { secret } = await make({ name: 'Generated' });
    const key = fresh();
    await bring(here, csvOfRows([row({ Key: key })]));
    const [generated, summary, imported, ...rest] = await entriesAfter(here.deps.db, length);
    expect(rest).toEqual([]);
    expect(summary).toMatchObject({
      action: 'keys.import',
      details: { file: 'keys.csv', rows: 1, imported: 1, refused: 0 },
      target: null,
    });
    expect(imported).toMatchObject({
      action: 'keys.generate',
      target: { type: 'key', id: 2, name: 'Payroll' },
      details: { imported: true, after: { owner: 'tenant', hint: keyHint(key), createdAt: MORNING } },
    });
    const fields = (entry: typeof generated) => Object.keys(entry?.details['after'] ?? {});
    expect(fields(imported)).toEqual(expect.arrayContaining(fields(generated)));
    expect(faultIn(here.store)).toBeNull();
    const log = JSON.stringify(await entriesAfter(here.deps.db));
    for (const trace of tracesOf(secret, key)) expect(log).not.toContain(trace);
  });
});

describe('who may import', () => {
  it('is asked for each owner: the tenant, an API-only account, oneself, nobody else', async () => {
    const grace = await addAdministrator(here, 'grace');
    await addAccount(here.store, here.ada, 'robot', { apiOnly: true });
    const csv = csvOfRows(
      ['', 'robot', 'grace', 'ada'].map((Owner, at) =>
        row({ Name: `Key ${at}`, Owner, 'Authorization group': Owner === '' ? GROUP : '' }),
      ),
    );
    const wrong = async (actor: typeof grace) =>
      (await look(here, csv, actor)).preview.problems.map(({ row, column }) => `${row} ${column}`);
    expect(await wrong(grace)).toEqual(['5 Owner']);
    expect(await wrong(holding(grace, 'manage-user-api-key'))).toEqual(['2 Owner', '5 Owner']);
    expect(await wrong(holding(grace, 'manage-tenant-api-keys'))).toEqual(['3 Owner', '4 Owner', '5 Owner']);
    for (const work of [
      () => look(here, csv, holding(grace, 'view')),
      () => bring(here, csv, { actor: holding(grace, 'export') }),
    ]) {
      expect(await refusal(work)).toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  it('sees neither groups nor accounts nor names of another tenant', async () => {
    const otto = await secondTenant(here);
    await make({ name: 'Taken' });
    await addAccount(here.store, here.ada, 'robot', { apiOnly: true });
    const csv = csvOfRows([row({ Name: 'Taken' }), row({ Name: 'Robot', Owner: 'robot' })]);
    const { preview } = await look(here, csv, otto);
    expect(preview.problems).toMatchObject([{ row: 3, column: 'Owner' }]);
    expect(preview.problems[0]?.message).toContain('There is no account');
  });
});

describe('an import', () => {
  const mixed = () => csvOfRows([row({ Name: 'Right' }), row({ Name: 'x' }), row({ Name: 'Right too' })]);

  it('does all or nothing, unless the rows that are right are wanted', async () => {
    const csv = mixed();
    const before = await everything();
    expect(await refusal(bring(here, csv))).toMatchObject({ code: 'ROWS_WRONG' });
    expect(await everything()).toEqual(before);
    expect(await bring(here, csv, { partial: true })).toMatchObject({ imported: 2, refused: 1 });
    expect((await everything()).keys.map(({ name }) => name)).toEqual(['Right', 'Right too']);
  });

  it('is refused when it would do another number than was confirmed', async () => {
    const before = await everything();
    expect(await refusal(bring(here, mixed(), { partial: true, expected: 3 }))).toMatchObject({
      code: 'COUNT_CHANGED',
    });
    expect(await everything()).toEqual(before);
  });

  it('leaves nothing half when it is stopped, wherever it is', async () => {
    here.store.sqlite.prepare('UPDATE tenants SET key_limit = 1000').run();
    const csv = csvOfRows(Array.from({ length: 400 }, (_, at) => row({ Name: `Key ${at}` })));
    const before = await everything();
    for (const at of [0, 250, 400, 600, 700]) {
      const controller = new AbortController();
      const seen: number[] = [];
      const watch = {
        signal: controller.signal,
        onProgress: (done: number, of: number) => {
          seen.push(done);
          expect(of).toBe(800);
          if (done >= at) controller.abort();
        },
      };
      expect(await refusal(bring(here, csv, { watch }))).toMatchObject({ code: 'CANCELLED' });
      expect(seen.at(-1)).toBe(at);
      expect(await everything()).toEqual(before);
    }
    expect(await bring(here, csv, { watch: WATCH })).toMatchObject({ imported: 400 });
  });

  it('keeps no plain key and no hash anywhere but in the column of hashes', async () => {
    const [good, inName, inDescription, asHint] = [fresh(), fresh(), fresh(), fresh()];
    const bad = damaged(fresh());
    const rows = [
      row({ Name: 'Good', Key: good, Description: '', Hint: '', Roles: '' }),
      row({ Name: inName }),
      row({ Name: 'Third', Description: `see ${inDescription}!` }),
      row({ Name: 'Fourth', Hint: asHint }),
      row({ Name: 'Fifth', Key: bad }),
      row({ Name: 'Sixth', Roles: bad }),
      row({ Name: 'Seventh', Owner: good }),
    ];
    const csv = csvOfRows(rows);
    const seen = await look(here, csv);
    expect(seen.preview.ready).toBe(1);
    const failed = await refusal(bring(here, csv));
    await bring(here, csv, { partial: true });
    const secrets = [good, inName, inDescription, asHint, bad];
    const told = JSON.stringify(seen) + JSON.stringify(failed) + String(failed) + (await dump());
    for (const secret of secrets) expect(told).not.toContain(secret.slice(4, 24));
  });

  it('tells nothing of a file without headings, whose first row is a key', async () => {
    const key = fresh();
    for (const csv of [key, `${key},Name\n${key},x`, `Name,Key,${key}\nx,"${key}`]) {
      const failure = await refusal(look(here, csv));
      expect(failure).toMatchObject({ code: expect.stringMatching(/^FILE_/) });
      expect(JSON.stringify(failure) + String(failure)).not.toContain(key.slice(4, 20));
    }
  });
});
