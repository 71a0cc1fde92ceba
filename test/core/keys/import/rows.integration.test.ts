import { beforeEach, describe, expect, it } from 'vitest';
import { generate } from '../../../../src/core/keys/generate.ts';
import { generateKey } from '../../../../src/core/keys/key-format.ts';
import { remove } from '../../../../src/core/keys/remove.ts';
import { rotate } from '../../../../src/core/keys/rotate.ts';
import type { GenerateInput } from '../../../../src/shared/key-input.ts';
import { csvOfRows } from '../../../support/csv-rows.ts';
import { look, problemsOf } from '../../../support/import.ts';
import { GROUP, goodRow, type Row } from '../../../support/import-rows.ts';
import { newKey } from '../../../support/keys.ts';
import { addAccount, type Organisation, organisation, secondTenant } from '../../../support/people.ts';
import { meddle } from '../../../support/store.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

const fresh = (prefix = 'old') => generateKey(prefix);
const row = (more: Row = {}) => goodRow('Payroll', more);
const make = (more: Partial<GenerateInput> = {}) =>
  generate(here.deps, here.ada, newKey(here.fullAccess, more));
const problems = (...rows: readonly Row[]) => problemsOf(here, rows);
const groupOf = async (tenantId: number) =>
  (
    await meddle(here.store)
      .selectFrom('authorization_groups')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('name', '=', GROUP)
      .executeTakeFirstOrThrow()
  ).id;
const damaged = (key: string): string => key.slice(0, -1) + (key.endsWith('0') ? '1' : '0');

it('a cell with very many unknown names is told in a few lines', async () => {
  const names = Array.from({ length: 20_000 }, (_, at) => `r${at}`).join(';');
  const told = await problems(row({ Roles: names, 'API sets': names, 'Withheld permissions': names }));
  expect(told).toHaveLength(12);
  expect(told.slice(0, 4)).toEqual([
    expect.stringContaining('Roles: There is no role “r0”.'),
    expect.stringContaining('Roles: There is no role “r1”.'),
    expect.stringContaining('Roles: There is no role “r2”.'),
    '2 Roles: 19,997 more names in this cell are of no role.',
  ]);
  expect((await problems(row({ Roles: 'a1;b2;c3' }))).length).toBe(3);
  const wide = {
    ...row(),
    ...Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`Extra ${at}`, 'x'])),
  };
  const { ignored } = (await look(here, csvOfRows([wide]))).preview;
  expect([ignored.length, ignored.at(-1)]).toEqual([21, '…and 10 more']);
});

it('what may be a secret of somebody in the wrong cell is not repeated', async () => {
  for (const secret of ['ab-_'.repeat(10) + 'abc', '8d2f0c9e-6f4f-4a0b-9e5d-0d7b1c2e3f4a']) {
    for (const column of ['Roles', 'Owner', 'API sets']) {
      const [message = ''] = await problems(row({ [column]: secret }));
      expect(message).toContain('“…”');
      expect(message).not.toContain(secret.slice(0, 8));
    }
  }
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
