import { beforeEach, describe, expect, it } from 'vitest';
import { Buffer } from 'node:buffer';
import { edit } from '../../../../src/core/keys/edit.ts';
import { keysAsCsv } from '../../../../src/core/keys/export-keys.ts';
import { generate } from '../../../../src/core/keys/generate.ts';
import { readDetails } from '../../../../src/core/keys/key-details.ts';
import { generateKey, hashKey, keyHint } from '../../../../src/core/keys/key-format.ts';
import { remove } from '../../../../src/core/keys/remove.ts';
import { revoke } from '../../../../src/core/keys/revoke.ts';
import { rotate } from '../../../../src/core/keys/rotate.ts';
import { listKeys } from '../../../../src/core/keys/list/list-keys.ts';
import { EVERYTHING } from '../../../../src/shared/everything.ts';
import type { KeySelection } from '../../../../src/shared/key-view.ts';
import type { GenerateInput } from '../../../../src/shared/key-input.ts';
import { DAY, MORNING } from '../../../support/clock.ts';
import { csvOfRows } from '../../../support/csv-rows.ts';
import { bring, look, WATCH } from '../../../support/import.ts';
import { editOf, entriesAfter, named, newKey, permissionIds, tracesOf } from '../../../support/keys.ts';
import { faultIn } from '../../../support/log.ts';
import {
  addAccount,
  addAdministrator,
  holding,
  type Organisation,
  organisation,
  secondTenant,
} from '../../../support/people.ts';
import { meddle, refusal } from '../../../support/store.ts';
import { verifyKey } from '../../../support/verification.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

const GROUP = 'Full access';
const fresh = (prefix = 'old') => generateKey(prefix);
const row = (more: { readonly [column: string]: string } = {}) => ({
  Name: 'Payroll',
  'Authorization group': GROUP,
  Key: fresh(),
  ...more,
});
const code = (secret: string) => verifyKey(here.store, secret, here.clock.time).code;
const make = (more: Partial<GenerateInput> = {}) =>
  generate(here.deps, here.ada, newKey(here.fullAccess, more));
const usage = async () =>
  (await listKeys(here.deps, here.ada, { view: EVERYTHING, after: null, limit: 1 })).usage;
const everything = async () => ({
  keys: await meddle(here.store).selectFrom('keys').selectAll().execute(),
  secrets: await meddle(here.store).selectFrom('secrets').selectAll().execute(),
  tenants: await meddle(here.store).selectFrom('tenants').selectAll().execute(),
  entries: await entriesAfter(here.deps.db),
});
/** Every byte of text and every blob that the store holds. */
const dump = async () => {
  const tables = here.store.sqlite
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    .pluck()
    .all() as string[];
  return tables
    .map((table) => JSON.stringify(here.store.sqlite.prepare(`SELECT * FROM "${table}"`).all()))
    .join('\n');
};
/** The problems of the dry run, as `row column: message`. */
const problems = async (...rows: readonly { readonly [column: string]: string }[]) =>
  (await look(here, csvOfRows(rows))).preview.problems.map(
    ({ row, column, message }) => `${row} ${column}: ${message}`,
  );

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

describe('each row that is wrong', () => {
  it('is told by row, column and cure', async () => {
    await make({ name: 'Taken' });
    await addAccount(here.store, here.ada, 'grace');
    await addAccount(here.store, here.ada, 'off', { apiOnly: true, disabled: true });
    const cases: readonly [{ [column: string]: string }, string][] = [
      [{ Name: 'x' }, 'Name: Key Name must have at least 2 characters.'],
      [{ Name: 'TAKEN' }, 'Name: There is already a key named “TAKEN”. Write another name.'],
      [{ Name: 'a\u202eb' }, 'Name: Key Name contains a control or invisible character.'],
      [{ Description: 'd'.repeat(1001) }, 'Description: Description must have at most 1000 characters'],
      [{ Owner: 'nobody' }, 'Owner: There is no account “nobody”.'],
      [
        { Owner: 'grace', 'Authorization group': '' },
        'Owner: Only grace may import a key of their own account.',
      ],
      [{ Owner: 'off', 'Authorization group': '' }, 'Owner: The account off is disabled'],
      [{ 'Authorization group': '' }, 'Authorization group: A tenant key needs an authorization group.'],
      [{ 'Authorization group': 'Nope' }, 'Authorization group: There is no authorization group “Nope”.'],
      [
        { 'Authorization group': 'Standard user' },
        'Authorization group: “Standard user” is a group of type User.',
      ],
      [{ Roles: 'Auditor;Ghost' }, 'Roles: There is no role “Ghost”.'],
      [{ 'API sets': 'Ghost' }, 'API sets: There is no API set “Ghost”.'],
      [{ 'API sets': ';' }, 'API sets: This names no API set.'],
      [
        { 'Withheld permissions': 'ghosts:read' },
        'Withheld permissions: There is no permission “ghosts:read”.',
      ],
      [{ Expires: '31.12.2029' }, 'Expires: This is no date. Write 2027-03-31'],
      [{ Expires: '2024-12-31' }, 'Expires: The key has expired already.'],
      [{ Created: 'yesterday' }, 'Created: This is no date.'],
      [{ Created: '2099-01-01' }, 'Created: This lies in the future.'],
      [{ Created: '2025-01-01', Expires: '2024-01-01' }, 'Expires: This is not after Created.'],
      [{ Status: 'paused' }, 'Status: This is no status. Write active,'],
      [{ Allowlist: '10.0.0.1;10.1' }, 'Allowlist: Entry 2: “10.1” is not an IP address.'],
      [{ 'Requests per minute': '0' }, 'Requests per minute: Requests per minute must be a whole number'],
      [{ 'Requests per day': '1e3' }, 'Requests per day: Requests per day must be a whole number'],
      [{ Key: '' }, 'SHA-256: There is neither a key nor a SHA-256.'],
      [{ 'SHA-256': 'a'.repeat(64) }, 'Key: There is a key and a SHA-256.'],
      [{ Key: '', 'SHA-256': 'a'.repeat(63) }, 'SHA-256: This is no SHA-256.'],
      [{ Key: 'sk_live_51H8xyz' }, 'Key: This is no key in Latchkey’s format'],
      [{ Key: `${fresh().slice(0, -1)}!` }, 'Key: This is no key in Latchkey’s format'],
      [{ Key: damaged(fresh()) }, 'Key: This key is damaged: its last six characters are not its checksum.'],
      [{ Key: 'lk_abcd…wxyz' }, 'Key: This is a hint, not a whole key.'],
      [{ Hint: 'a hint that is far too long' }, 'Hint: A hint has at most 20 characters'],
    ];
    const columns = [...new Set(cases.flatMap(([cells]) => Object.keys(cells)))];
    const blank = Object.fromEntries(columns.map((column) => [column, '']));
    const rows = cases.map(([cells], at) => ({ ...blank, ...row({ Name: `Key ${at}` }), ...cells }));
    const told = await problems(...rows);
    expect(told.map((text) => text.slice(0, text.indexOf(' ')))).toEqual(
      cases.map((_, at) => String(at + 2)),
    );
    for (const [at, [, expected]] of cases.entries()) expect(told[at]).toContain(` ${expected}`);
  });

  it('is told of all that is wrong with it', async () => {
    expect(await problems(row({ Name: '', Status: 'paused', Expires: 'never' }))).toEqual([
      expect.stringContaining('2 Name: Key Name is required.'),
      expect.stringContaining('2 Status:'),
      expect.stringContaining('2 Expires:'),
    ]);
  });

  it('names both rows of what is there twice in the file', async () => {
    const key = fresh();
    const told = await problems(
      row({ Name: 'Straße', Key: key }),
      row({ Name: 'STRASSE' }),
      row({ Name: 'Other', Key: key }),
    );
    expect(told).toEqual([
      '3 Name: Row 2 has the same name. Write another name in one of them.',
      '4 Key: Row 2 has the same key. Delete one of the two rows.',
    ]);
  });

  it('counts rows as a spreadsheet does', async () => {
    const csv = `Name,Authorization group,Key,Description\r\n\r\n"One",${GROUP},${fresh()},"two\nlines"\n\n,,,\nx,${GROUP},${fresh()}\r\n`;
    expect((await look(here, csv)).preview).toMatchObject({ rows: 2, ready: 1, problems: [{ row: 6 }] });
  });

  it('has no more cells than there are headings', async () => {
    const told = (await look(here, `Name,Authorization group,Key\nOne,${GROUP},${fresh()},,x`)).preview;
    expect(told.problems).toEqual([
      { row: 2, column: '', message: expect.stringContaining('more cells than there are headings') },
    ]);
  });

  it('is one whose secret is known: current, rotated, removed, or another tenant’s', async () => {
    const current = await make({ name: 'Current' });
    const removed = await make({ name: 'Removed' });
    await rotate(here.deps, here.ada, { id: 1, overlap: 'none' });
    await remove(here.deps, here.ada, 2);
    const kept = await make({ name: 'Kept' });
    const otto = await secondTenant(here);
    const theirs = await generate(here.deps, otto, {
      ...newKey(await groupOf(otto.tenantId)),
      name: 'Their own',
    });
    const told = await problems(
      ...[current, removed, kept, theirs].map(({ secret }, at) => row({ Name: `Row ${at}`, Key: secret })),
    );
    expect(told).toEqual([
      '2 Key: This is an earlier secret of the key “Current”, which was rotated. Leave the row out.',
      '3 Key: This is a secret of the key “Removed”, which was removed; its like is never valid again. Leave the row out.',
      '4 Key: The key “Kept” has this secret already. Leave the row out.',
      '5 Key: Another tenant has this key already, and no secret can belong to two. Leave the row out.',
    ]);
  });

  it('does not fit under the limit, and says how many do', async () => {
    for (let at = 0; at < 8; at += 1) await make({ name: `There ${at}` });
    const rows = ['a', 'b', 'c', 'd'].map((letter) => row({ Name: `New ${letter}` }));
    const { preview } = await look(here, csvOfRows(rows));
    expect(preview).toMatchObject({ ready: 2, wrong: 2, usage: { counted: 8, limit: 10 } });
    expect(preview.problems[0]?.message).toBe(
      'The tenant may have 10 tenant keys and has 8, so 2 more fit. Leave the row out, or ask a super user to raise the limit.',
    );
    expect(preview.problems.map(({ row }) => row)).toEqual([4, 5]);
  });
});

const groupOf = async (tenantId: number) =>
  (
    await meddle(here.store)
      .selectFrom('authorization_groups')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('name', '=', GROUP)
      .executeTakeFirstOrThrow()
  ).id;

/** A well-formed key with a wrong checksum. */
const damaged = (key: string): string => key.slice(0, -1) + (key.endsWith('0') ? '1' : '0');

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
      look(here, csv, holding(grace, 'view')),
      bring(here, csv, { actor: holding(grace, 'export') }),
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

describe('a file', () => {
  const csv = () => csvOfRows([row({ Name: 'Zoë 日本', Description: '“a”;b' })]);
  const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();

  it('is read in UTF-8 and UTF-16, with any of the separators and line ends', async () => {
    const text = csv();
    const files: readonly (string | Buffer)[] = [
      text,
      `\ufeff${text}`,
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      swapped(Buffer.from(`\ufeff${text}`, 'utf16le')),
      text.replaceAll('\r\n', '\n'),
      text.replaceAll('\r\n', '\r'),
      `${text}\r\n`,
      text.replaceAll('","', '";"'),
      text.replaceAll('","', '"\t"'),
    ];
    for (const file of files) {
      const { preview } = await look(here, file);
      expect(preview).toMatchObject({ ready: 1, problems: [], first: [{ name: 'Zoë 日本', row: 2 }] });
    }
  });

  it.each<[string, () => string | Buffer, string]>([
    ['of another encoding', () => Buffer.from(csv(), 'latin1'), 'FILE_NOT_TEXT'],
    ['of UTF-16 without a mark', () => Buffer.from(csv(), 'utf16le'), 'FILE_NOT_TEXT'],
    ['that is a spreadsheet', () => Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0]), 'FILE_NOT_TEXT'],
    ['that ends within a character', () => Buffer.from('Name,Key\nx,é').subarray(0, -1), 'FILE_NOT_TEXT'],
    ['that is empty', () => '', 'FILE_EMPTY'],
    ['of one byte', () => 'x', 'FILE_COLUMNS'],
    ['with headings only', () => 'Name,Key\r\n', 'FILE_EMPTY'],
    ['without names', () => 'Key\nx', 'FILE_COLUMNS'],
    ['without secrets', () => 'Name,Hint\nx,y', 'FILE_COLUMNS'],
    ['with a heading twice', () => 'Name,Key,name\nx,y,z', 'FILE_COLUMNS'],
    ['with an open quotation mark', () => 'Name,Key\nok,y\n"x,y', 'FILE_BROKEN'],
    ['with a stray quotation mark', () => 'Name,Key\nok,y\n"x"z,y', 'FILE_BROKEN'],
    ['with a row that has no end', () => `Name,Key\n"${'x'.repeat(1_100_000)}`, 'FILE_BROKEN'],
    ['of too many rows', () => `Name,Key\n${'x,y\n'.repeat(100_001)}`, 'FILE_TOO_LARGE'],
    ['of too many bytes', () => Buffer.alloc(50 * 1024 * 1024 + 1, 0x20), 'FILE_TOO_LARGE'],
  ])('%s is refused as a whole', async (_, contents, failure) => {
    expect(await refusal(look(here, contents()))).toMatchObject({ code: failure, field: 'file' });
  });

  it('names the row of a quotation mark that is wrong', async () => {
    const rows = 'ok,y\n'.repeat(700);
    expect(await refusal(look(here, `Name,Key\n${rows}"x"z,y\n${rows}`))).toMatchObject({
      message: expect.stringContaining('Row 702: a quotation mark'),
    });
  });

  it('of hostile cells harms nothing', async () => {
    const names = [
      "'; DROP TABLE keys; --",
      '<img src=x onerror=alert(1)>',
      '__proto__',
      'constructor',
      '=cmd|calc',
    ];
    const rows = names.map((Name) => row({ Name, Description: Name }));
    expect(await bring(here, csvOfRows(rows))).toMatchObject({ imported: names.length });
    expect((await everything()).keys.map(({ name }) => name)).toEqual(names);
    expect(
      await problems(row({ Name: 'x1', Owner: '__proto__', Roles: 'constructor', 'API sets': 'toString' })),
    ).toHaveLength(3);
  });
});

it('100,000 rows come in, and the event loop turns meanwhile', { timeout: 300_000 }, async () => {
  here.store.sqlite.prepare('UPDATE tenants SET key_limit = 1000000').run();
  const count = 100_000;
  const lines = Array.from(
    { length: count },
    (_, at) => `Key ${at},${GROUP},${hashKey(`key ${at}`).toString('hex')}`,
  );
  const csv = `Name,Authorization group,SHA-256\n${lines.join('\n')}\n`;
  let turns = 0;
  let running = true;
  const turn = (): void => {
    turns += 1;
    if (running) setImmediate(turn);
  };
  setImmediate(turn);
  expect(await bring(here, csv)).toMatchObject({ imported: count });
  running = false;
  expect(turns).toBeGreaterThan(1_000);
  expect(await usage()).toMatchObject({ counted: count });
  expect(faultIn(here.store)).toBeNull();
});
