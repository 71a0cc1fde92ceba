import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { writePrivately } from '../../src/core/private-file.ts';
import type { ReportFormat } from '../../src/shared/report-words.ts';
import type { ReportWish } from '../../src/shared/reports.ts';
import { CLI, latchkey, typed } from '../support/command-line.ts';
import { ADA, Program, until } from '../support/program.ts';
import { refusal } from '../support/store.ts';
import { tempFolder } from '../support/temp-folder.ts';

let program: Program;
let folder: string;
const INVENTORY: ReportWish = { kind: 'inventory', asOf: null };
const FORMATS: readonly ReportFormat[] = ['pdf', 'html', 'csv', 'json'];

beforeEach(async () => {
  program = await Program.setUp();
  folder = tempFolder();
  await program.generate({ name: '=cmd|A1 <b>' });
  // A report of this moment is about what was before it.
  program.clock.pass(60_000);
});

async function exported(report: ReportWish, format: ReportFormat) {
  const { saved } = await program.api.reports.export({ report, format });
  if (saved === null) throw new Error('It was not saved.');
  const name = saved.path.slice(saved.path.lastIndexOf('/') + 1);
  const path = join(folder, name);
  writeFileSync(path, program.savedBytes.get(name) ?? '');
  const note = program.savedFiles.get(`${name}.sig`);
  if (note !== undefined) writeFileSync(`${path}.sig`, note);
  return { saved, path };
}
/** What was written beside reports: nothing comes to its place before it. */
const notes = () => [...program.savedFiles.keys()].filter((name) => name.endsWith('.sig'));
const verify = (...args: string[]) => typed(['audit', 'verify', ...args]);
const entries = async () =>
  (
    await program.api.activityLog.list({
      filter: {
        everywhere: false,
        from: null,
        until: null,
        actorId: null,
        subject: 'reports',
        outcome: null,
        target: null,
        search: '',
      },
      before: null,
      limit: 50,
    })
  ).entries;

describe('an exported report', () => {
  it.each(FORMATS)(
    'as %s is signed, and checked without the store; a changed byte is found',
    async (format) => {
      const { saved, path } = await exported(INVENTORY, format);
      const bytes = readFileSync(path);
      expect(saved.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      if (!('verifierKey' in saved.signature)) throw new Error('It is signed.');
      const { verifierKey } = saved.signature;
      const { code, out } = await verify(path);
      expect(out).toMatch(/^OK {2}The report is as it was signed\.\n/);
      expect(out).toContain(saved.sha256);
      expect(out).toContain(verifierKey);
      expect(code).toBe(0);
      expect((await verify('--key', verifierKey, `${path}.sig`)).code).toBe(0);
      for (const at of [0, Math.floor(bytes.length / 2), bytes.length - 1]) {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ 1;
        writeFileSync(path, changed);
        expect(await verify(path)).toMatchObject({
          code: 1,
          out: expect.stringContaining('was changed since'),
        });
      }
      writeFileSync(path, bytes.subarray(0, -1));
      const cut = await verify('--json', path);
      expect(JSON.parse(cut.out)).toMatchObject({
        ok: false,
        changed: true,
        report: { kind: 'inventory', format },
      });
      writeFileSync(path, bytes);
      const note = readFileSync(`${path}.sig`, 'utf8');
      writeFileSync(`${path}.sig`, note.replace('kind inventory', 'kind findings'));
      expect(await verify(path)).toMatchObject({ code: 1, out: expect.stringContaining('not by this key') });
    },
  );

  it('is in the log with kind, format, date and rows, before the file is there', async () => {
    const { saved } = await exported(INVENTORY, 'csv');
    const [entry] = await entries();
    expect(entry).toMatchObject({
      action: 'reports.export',
      outcome: 'done',
      details: {
        report: 'inventory',
        format: 'csv',
        rows: saved.rows,
        asOf: expect.stringMatching(/^2.*Z$/),
      },
    });
  });

  it('is unsigned without a keychain, and says so; checking it says what is missing', async () => {
    program.keychain.logMode = 'locked';
    const { saved, path } = await exported(INVENTORY, 'json');
    expect(saved.signature).toEqual({ unsigned: 'no keychain' });
    expect(existsSync(`${path}.sig`)).toBe(false);
    expect(await verify(path)).toMatchObject({ code: 2, err: expect.stringContaining('.sig) beside it') });
  });

  it('leaves no file and no entry when it is cancelled or cannot be made', async () => {
    program.saveTo = null;
    expect(await program.api.reports.export({ report: INVENTORY, format: 'csv' })).toEqual({ saved: null });
    program.saveTo = folder;
    program.whileAsked = () => program.api.reports.cancel(undefined).then(() => undefined);
    expect(await refusal(program.api.reports.export({ report: INVENTORY, format: 'csv' }))).toMatchObject({
      code: 'CANCELLED',
    });
    const future: ReportWish = { kind: 'access-review', asOf: '2100-01-01', question: null };
    expect(await refusal(program.api.reports.export({ report: future, format: 'csv' }))).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'asOf',
    });
    expect(program.savedFiles.size).toBe(0);
    expect(await entries()).toEqual([]);
    expect(program.internalErrors).toEqual([]);
  });
});

describe('a report is for whoever asked for it, and stops', () => {
  const wish: ReportWish = { kind: 'activity', from: '2025-06-01', to: '2025-06-17' };
  const refused = (report: ReportWish = wish) =>
    refusal(program.api.reports.export({ report, format: 'csv' }));
  const signIn = { username: ADA.username, password: ADA.password, remember: false };
  const signOut = async () => {
    for (const { id } of await program.api.secrets.pending(undefined)) {
      await program.api.secrets.release({ id, loseIt: true });
    }
    await program.api.session.signOut(undefined);
  };
  const take = (authority: string) =>
    program.sql('DELETE FROM role_authorities WHERE authority = ?', authority);

  it.each([
    ['lock', () => program.backend.lock('idle')],
    ['sign-out', signOut],
  ])('at a %s while it is signed', async (_, leave) => {
    program.keychain.logMode = 'hanging';
    const asked = refused();
    await until(() => program.keychain.waitsFor('get'));
    program.keychain.logMode = 'available';
    await leave();
    program.keychain.answer();
    expect(await asked).toMatchObject({ code: 'CANCELLED' });
    expect(notes()).toEqual([]);
    expect(program.internalErrors).toEqual([]);
  });

  it('at a lock in the midst of its lines', async () => {
    const emit = program.events.push.bind(program.events);
    program.events.push = (...events) => {
      if (events.some(({ name }) => name === 'report-progress')) void program.backend.lock('suspend');
      return emit(...events);
    };
    // Tells of itself after each rule.
    expect(await refused({ kind: 'findings', asOf: null })).toMatchObject({ code: 'CANCELLED' });
    expect(program.savedFiles.size).toBe(0);
    expect(await program.rows("SELECT * FROM audit_entries WHERE action = 'reports.export'")).toEqual([]);
  });

  it.each(['view-activity', 'export'])('when %s is taken while it is asked where to', async (authority) => {
    program.whileAsked = () => take(authority);
    expect(await refused()).toMatchObject({ code: 'FORBIDDEN' });
    expect(program.savedFiles.size).toBe(0);
  });

  it('when it is taken while the report is signed', async () => {
    program.keychain.logMode = 'hanging';
    const asked = refused();
    await until(() => program.keychain.waitsFor('get'));
    program.keychain.logMode = 'available';
    await take('view-activity');
    program.keychain.answer();
    expect(await asked).toMatchObject({ code: 'FORBIDDEN' });
    expect(notes()).toEqual([]);
  });

  it('when somebody signs in anew while it is asked where to, as every file does', async () => {
    program.whileAsked = async () => {
      await signOut();
      await program.api.session.signIn(signIn);
    };
    const other = { code: 'SESSION_CHANGED' };
    expect(await refused()).toMatchObject({ code: 'CANCELLED' });
    const selection = { by: 'ids' as const, ids: [1] };
    expect(await refusal(program.api.keys.export({ selection }))).toMatchObject(other);
    expect(await refusal(program.api.activityLog.export(undefined))).toMatchObject(other);
    const { secret } = await program.generate({ name: 'Other' });
    expect(await refusal(program.api.secrets.download({ id: secret.id }))).toMatchObject(other);
    expect(program.savedFiles.size).toBe(0);
  });
});

describe('a report that cannot be finished', () => {
  const threads = () => process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;

  it('leaves no thread behind when its entry cannot be written', async () => {
    await program.sql(
      "CREATE TRIGGER no_room BEFORE INSERT ON audit_entries WHEN new.action = 'reports.export' BEGIN SELECT raise(ABORT, 'no room'); END",
    );
    const before = threads();
    for (let at = 0; at < 2; at += 1) {
      await expect(program.api.reports.export({ report: INVENTORY, format: 'csv' })).rejects.toThrow();
    }
    expect(threads()).toBe(before);
    expect(program.savedFiles.size).toBe(0);
  });

  it('names the field of a question that nobody can ask, before it asks for a place', async () => {
    let asked = false;
    program.whileAsked = async () => {
      asked = true;
    };
    const question = { by: 'permission', permission: 'no permission' } as const;
    const report: ReportWish = { kind: 'access-review', asOf: null, question };
    expect(await refusal(program.api.reports.export({ report, format: 'csv' }))).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'permission',
    });
    expect(asked).toBe(false);
  });
});

it('a pipe in the place of a report, its signature or a checkpoint is waited for by nobody', async () => {
  const { path } = await exported(INVENTORY, 'json');
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  writeFileSync(`${pipe}.sig`, readFileSync(`${path}.sig`));
  expect(await verify(pipe)).toMatchObject({ code: 2, err: expect.stringContaining('FILE_UNREADABLE') });
  expect(await verify('--checkpoint', pipe, path)).toMatchObject({
    code: 2,
    err: expect.stringContaining('NOT_A_CHECKPOINT'),
  });
  rmSync(`${path}.sig`);
  symlinkSync(pipe, `${path}.sig`);
  expect(await verify(path)).toMatchObject({ code: 2, err: expect.stringContaining('NOT_AN_EXPORT') });
});

it('a signal stops the command line, and nothing of a file is left', async () => {
  const path = join(folder, 'report.csv');
  const { code, err } = await typed(
    ['audit', 'report', 'inventory', '--store', program.storePath, '--output', path],
    { stopped: Promise.resolve() },
  );
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('was stopped') });
  expect(readdirSync(folder)).toEqual([]);
});

describe('the command line', () => {
  const report = (...args: string[]) => latchkey(['audit', 'report', '--store', program.storePath, ...args]);

  it('writes the bytes that the program has signed, at any later moment', async () => {
    for (const format of ['pdf', 'html', 'json'] as const) {
      const { saved, path } = await exported({ kind: 'access-review', asOf: null, question: null }, format);
      await program.generate({ name: `Later ${format}` });
      const [, date = ''] = /^date (\S+)$/m.exec(readFileSync(`${path}.sig`, 'utf8')) ?? [];
      writeFileSync(path, '');
      const written = await report('access-review', '--as-of', date, '--output', path, '--json');
      expect(written).toMatchObject({ code: 0, err: '' });
      expect(JSON.parse(written.out)).toMatchObject({
        sha256: saved.sha256,
        rows: saved.rows,
        signature: null,
      });
      expect((await verify(path)).code).toBe(0);
    }
  });

  it('writes to standard output, and says what it does not understand', async () => {
    const csv = await report('inventory', '--format', 'csv');
    expect(csv.code).toBe(0);
    expect(csv.out).toContain("'=cmd|A1 <b>");
    const wrong: readonly (readonly string[])[] = [
      [],
      ['gossip'],
      ['inventory', '--format', 'docx'],
      ['inventory', '--as-of', '2026-02-31'],
      ['inventory', '--as-of', '2100-01-01'],
      ['inventory', '--from', '2026-01-01'],
      ['activity', '--from', '2026-01-01'],
      ['inventory', '--permission', 'a:b'],
      ['access-review', '--permission', 'a:b', '--scope', 'DE01'],
      ['access-review', '--operation', 'orders'],
      ['access-review', '--permission', 'no permission'],
      ['inventory', '--tenant', 'Nobody'],
    ];
    for (const args of wrong) {
      const { code, out, err } = await typed(['audit', 'report', '--store', program.storePath, ...args]);
      expect({ code, out }, args.join(' ')).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/^latchkey: /);
    }
    const lost = await report('inventory', '--output', join(folder, 'no', 'such', 'folder.pdf'));
    expect(lost).toMatchObject({ code: 2, err: expect.stringContaining('SAVE_FAILED') });
  });

  it('writes nothing over the store', async () => {
    const { ino } = statSync(program.storePath);
    const over = await report('inventory', '--format', 'csv', '--output', program.storePath);
    expect(over).toMatchObject({ code: 2, err: expect.stringContaining('is the store itself') });
    expect(statSync(program.storePath).ino).toBe(ino);
  });
});

it('a standard output that takes nothing is no answer', async () => {
  const full = openSync('/dev/full', 'w');
  const args = [CLI, 'audit', 'report', 'inventory', '--store', program.storePath];
  const { status, stderr } = spawnSync(process.execPath, args, {
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
  });
  closeSync(full);
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: 'latchkey: The output could not be written (ENOSPC).\n',
  });
});

describe('a file and the one beside it', () => {
  const path = () => join(folder, 'report.csv');
  const beside = (text: string | null) => ({
    suffix: '.sig',
    isEarlier: (there: string) => there === 'note',
    text: () => Promise.resolve(text),
  });
  async function* failing(): AsyncGenerator<string> {
    yield 'a';
    await Promise.resolve();
    throw new Error('stopped');
  }

  it('come together, and one of before goes when there is none', async () => {
    await writePrivately(path(), 'a', beside('note'));
    expect([readFileSync(path(), 'utf8'), readFileSync(`${path()}.sig`, 'utf8')]).toEqual(['a', 'note']);
    await writePrivately(path(), 'b', beside(null));
    expect(existsSync(`${path()}.sig`)).toBe(false);
  });

  it('leave what was there when either fails', async () => {
    await writePrivately(path(), 'a', beside('note'));
    const text = () => Promise.reject(new Error('no'));
    await expect(writePrivately(path(), 'b', { ...beside(null), text })).rejects.toThrow('no');
    await expect(writePrivately(path(), failing())).rejects.toThrow('stopped');
    expect([readFileSync(path(), 'utf8'), readFileSync(`${path()}.sig`, 'utf8')]).toEqual(['a', 'note']);
  });

  it('leave somebody else’s file beside it, folders and devices alone', async () => {
    writeFileSync(`${path()}.sig`, 'of another program');
    for (const text of ['note', null]) {
      expect(await refusal(writePrivately(path(), 'a', beside(text)))).toMatchObject({ code: 'SAVE_FAILED' });
    }
    rmSync(`${path()}.sig`);
    mkdirSync(`${path()}.sig`);
    expect(await refusal(writePrivately(path(), 'a', beside('note')))).toMatchObject({ code: 'SAVE_FAILED' });
    const device = join(folder, 'null');
    symlinkSync('/dev/null', device);
    expect(await refusal(writePrivately(device, 'a'))).toMatchObject({ code: 'SAVE_FAILED' });
    expect(readdirSync(folder).sort()).toEqual(['null', 'report.csv.sig']);
  });
});
