import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { Batches } from '../../src/main/batches.ts';
import { Imports } from '../../src/main/imports.ts';
import { generateKey } from '../../src/core/keys/key-format.ts';
import { csvOfRows } from '../support/csv-rows.ts';
import { goodRow, mixedFile } from '../support/import-rows.ts';
import { organisation } from '../support/people.ts';
import { ADA, Program, until } from '../support/program.ts';
import { refusal } from '../support/store.ts';
import { tempFolder } from '../support/temp-folder.ts';

let program: Program;
let path: string;
beforeEach(async () => {
  program = await Program.setUp();
  path = join(tempFolder(), 'old keys.csv');
  program.chosen = [path];
});

const rows = (count: number) => csvOfRows(Array.from({ length: count }, (_, at) => goodRow(`Old key ${at}`)));
async function chosen(contents: string) {
  writeFileSync(path, contents);
  const preview = await program.api.keys.previewImport({ file: 'choose' });
  if (preview === null) throw new Error('Nothing was chosen.');
  return preview;
}
const entries = async () => (await program.log()).map(({ action, outcome }) => `${action} ${outcome}`);
/** The newest entry of an action, as it is stored. */
const entryOf = async (action: string): Promise<unknown> =>
  JSON.parse((await program.log()).findLast((entry) => entry.action === action)?.body ?? 'null');

describe('an import by the window', () => {
  it('is of the file that was chosen, by its name alone', async () => {
    const preview = await chosen(rows(2));
    expect(preview).toMatchObject({ file: 'old keys.csv', ready: 2, usage: { counted: 0, limit: 10 } });
    const { id } = preview;
    expect(await program.api.keys.import({ id, partial: false, expected: 2 })).toMatchObject({ imported: 2 });
    expect(await entryOf('keys.import')).toMatchObject({
      details: { file: 'old keys.csv', rows: 2, imported: 2, refused: 0 },
    });
    expect(await refusal(program.api.keys.import({ id, partial: false, expected: 2 }))).toMatchObject({
      code: 'IMPORT_GONE',
    });
  });

  it('is not of the store itself', async () => {
    for (const ending of ['', '-wal', '-shm']) {
      program.chosen = [program.storePath + ending];
      expect(await refusal(program.api.keys.previewImport({ file: 'choose' }))).toMatchObject({
        code: 'FILE_IS_STORE',
      });
    }
  });

  it('knows nothing of a file any more once it was to forget it', async () => {
    writeFileSync(path, rows(1));
    const here = await organisation();
    const batches = new Batches(program.ports);
    const imports = new Imports({
      db: here.store.db,
      storePath: here.store.path,
      ports: program.ports,
      batches,
    });
    const allowed = () => Promise.resolve();
    const preview = await imports.preview(here.ada, 'choose', allowed);
    expect(await imports.preview(here.ada, 'again', allowed)).toMatchObject({ ready: 1 });
    imports.forget();
    expect(await imports.preview(here.ada, 'again', allowed)).toBeNull();
    const input = { id: preview?.id ?? '', partial: false, expected: 1 };
    expect(await refusal(imports.run(here.ada, input))).toMatchObject({ code: 'IMPORT_GONE' });
  });

  it('is none without a file', async () => {
    expect(await program.api.keys.previewImport({ file: 'again' })).toBeNull();
    program.chosen = null;
    expect(await program.api.keys.previewImport({ file: 'choose' })).toBeNull();
  });

  it('is refused for another file than was looked at, and for one that has gone', async () => {
    const { id } = await chosen(rows(1));
    writeFileSync(path, rows(2));
    const run = program.api.keys.import({ id, partial: true, expected: 1 });
    expect(await refusal(run)).toMatchObject({ code: 'FILE_CHANGED' });
    program.chosen = [join(path, 'nothing.csv')];
    const pipe = join(tempFolder(), 'pipe.csv');
    execFileSync('mkfifo', [pipe]);
    for (const gone of [join(path, 'nothing.csv'), tempFolder(), '/dev/zero', pipe]) {
      program.chosen = [gone];
      expect(await refusal(program.api.keys.previewImport({ file: 'choose' }))).toMatchObject({
        code: 'FILE_UNREADABLE',
      });
    }
    expect(program.internalErrors).toEqual([]);
  });

  it('tells of its refusal in the log when rows are wrong, and exports them', async () => {
    const { id, ready, problems } = await chosen(mixedFile());
    expect(await refusal(program.api.keys.import({ id, partial: false, expected: ready }))).toMatchObject({
      code: 'ROWS_WRONG',
    });
    await until(() => !program.backend.calls.underWay());
    expect((await entries()).at(-1)).toBe('keys.import refused');
    expect(await program.api.keys.saveImportProblems({ id })).toMatchObject({ problems: problems.length });
    expect(program.savedFiles.get('Import problems.csv')?.split('\r\n')).toHaveLength(problems.length + 2);
  });

  it('is stopped by the person, and leaves nothing', async () => {
    await program.sql('UPDATE tenants SET key_limit = 2000');
    const { id } = await chosen(rows(1_000));
    const before = await entries();
    program.events.length = 0;
    const run = refusal(program.api.keys.import({ id, partial: false, expected: 1_000 }));
    await until(() => program.events.some(({ name }) => name === 'batch-progress'));
    await program.api.keys.cancelBatch(undefined);
    expect(await run).toMatchObject({ code: 'CANCELLED' });
    expect(await entries()).toEqual(before);
    // The same look is good for another try.
    expect(await program.api.keys.import({ id, partial: false, expected: 1_000 })).toMatchObject({
      imported: 1_000,
    });
  });

  it('is of one session and tenant', async () => {
    const { id } = await chosen(rows(1));
    const tenant = { name: 'Contoso', keyPrefix: 'co', keyLimit: 9, validityDays: 30, expiringSoonDays: 7 };
    await program.api.tenants.open({ id: (await program.api.tenants.create(tenant)).id });
    expect(await program.api.keys.previewImport({ file: 'again' })).toBeNull();
    for (const work of [
      () => program.api.keys.import({ id, partial: false, expected: 1 }),
      () => program.api.keys.saveImportProblems({ id }),
    ]) {
      expect(await refusal(work)).toMatchObject({ code: 'IMPORT_GONE' });
    }
  });

  it('takes what is dropped of somebody who is there, and of nobody else', async () => {
    writeFileSync(path, rows(1));
    program.backend.dropped([path], 'import');
    await program.backend.calls.settle();
    expect(program.events.at(-1)).toEqual({ name: 'import-dropped', payload: {} });
    expect(await program.api.keys.previewImport({ file: 'again' })).toMatchObject({ ready: 1 });
    expect((await program.api.leakScan.state(undefined)).chosen).toEqual([]);
    await program.api.session.signOut(undefined);
    program.backend.dropped([path], 'import');
    await program.backend.calls.settle();
    await program.api.session.signIn({ username: ADA.username, password: ADA.password, remember: false });
    expect(await program.api.keys.previewImport({ file: 'again' })).toBeNull();
  });

  it('lets no plain key through to the window, the log or an error', async () => {
    const key = generateKey('old');
    const { id } = await chosen(
      csvOfRows([goodRow('Right', { Key: key }), goodRow(key), goodRow('Third', { Owner: key })]),
    );
    await program.api.keys.import({ id, partial: true, expected: 1 });
    await program.api.keys.saveImportProblems({ id: (await chosen(rows(1))).id });
    const told = JSON.stringify([program.events, [...program.savedFiles], await program.log()]);
    expect(told).not.toContain(key.slice(4, 24));
  });
});

it('an export with hashes is for who may, and told by the log', async () => {
  await program.generate();
  const selection = { by: 'ids' as const, ids: [1] };
  await program.api.keys.export({ selection, withSha256: true });
  expect(program.savedFiles.get('API keys.csv')).toMatch(/,[0-9a-f]{64}\r\n$/);
  expect(await entryOf('keys.export')).toMatchObject({
    details: { keys: 1, withSha256: true },
  });
  await program.sql("DELETE FROM role_authorities WHERE authority = 'manage-tenant-api-keys'");
  expect(await refusal(program.api.keys.export({ selection, withSha256: true }))).toMatchObject({
    code: 'FORBIDDEN',
  });
});
