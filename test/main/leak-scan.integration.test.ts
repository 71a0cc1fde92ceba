import { execFileSync } from 'node:child_process';
import { linkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { generateKey } from '../../src/core/keys/key-format.ts';
import type { GenerateInput } from '../../src/shared/key-input.ts';
import type { ScanRun } from '../../src/shared/leak-scan.ts';
import { gzip, plant, plantTraps } from '../core/leak-scan/tree.ts';
import { tracesOf } from '../support/keys.ts';
import { ADA, Program, turns, until } from '../support/program.ts';
import { refusal } from '../support/store.ts';
import { tempFolder } from '../support/temp-folder.ts';

const HOUR = 3_600_000;
const CONTOSO = { name: 'Contoso', keyPrefix: 'co', keyLimit: 9, validityDays: 30, expiringSoonDays: 7 };

let program: Program;
let folder: string;
beforeEach(async () => {
  program = await Program.setUp();
  folder = tempFolder();
});

async function made(more: Partial<GenerateInput> = {}): Promise<{ id: number; text: string }> {
  const { row, secret } = await program.generate(more);
  await program.api.secrets.release({ id: secret.id, loseIt: true });
  return { id: row.id, text: secret.text };
}

async function rotated(id: number, overlap: 'none' | '1-hour'): Promise<void> {
  const { secret } = await program.api.keys.rotate({ id, overlap });
  await program.api.secrets.release({ id: secret.id, loseIt: true });
}

/** A key of another tenant; the first one is open again afterwards. */
async function theirs(): Promise<string> {
  const { id } = await program.api.tenants.create(CONTOSO);
  await program.api.tenants.open({ id });
  const { text } = await made({ name: 'Their key' });
  await program.api.tenants.open({ id: 1 });
  return text;
}

async function choose(...paths: readonly string[]): Promise<void> {
  program.chosen = paths;
  await program.api.leakScan.choose({ what: 'folders' });
}

/** Scans what is chosen, to its end. */
async function scan(): Promise<ScanRun> {
  await program.api.leakScan.start({ git: true });
  return ended();
}

async function ended(): Promise<ScanRun> {
  for (;;) {
    const heard = program.events.length;
    const { run } = await program.api.leakScan.state(undefined);
    if (run !== null && run.status !== 'running') return run;
    await until(() => program.events.length > heard);
  }
}

const results = () => program.api.leakScan.results({ of: 'all', after: 0, limit: 100 });
const entries = async (prefix: string) =>
  (await program.log())
    .filter(({ action }) => action.startsWith(prefix))
    .map(({ body }) => JSON.parse(body) as { action: string; details: Record<string, unknown> });

describe('identify', () => {
  const identify = async (text: string) => program.api.leakScan.identify({ text });
  const standing = async (text: string) => {
    const [found] = (await identify(text)).keys;
    return found?.match.of === 'tenant' ? `${found.match.secret} ${found.match.standing}` : found?.match.of;
  };

  it('names a key in each state that it can be in', async () => {
    const key = await made({ name: 'Payroll' });
    expect(await standing(key.text)).toBe('current active');
    await rotated(key.id, '1-hour');
    expect(await standing(key.text)).toBe('previous rotating');
    program.clock.pass(HOUR);
    expect(await standing(key.text)).toBe('previous rotated');
    const other = await made({ name: 'Shop', expiresAt: program.clock.time + HOUR });
    program.clock.pass(HOUR);
    expect(await standing(other.text)).toBe('current expired');
    await program.api.keys.revoke({ id: other.id, how: 'until-reinstated' });
    expect(await standing(other.text)).toBe('current revoked');
    await program.api.keys.revoke({ id: other.id, how: 'permanent' });
    expect(await standing(other.text)).toBe('current revoked-permanently');
    await program.api.keys.remove({ id: other.id });
    expect(await standing(other.text)).toBe('current removed');
    expect(await standing(generateKey('lk'))).toBe('unknown');
  });

  it('tells of another tenant’s key no more than that it is one', async () => {
    const text = await theirs();
    expect(await identify(text)).toEqual({
      keys: [{ hint: null, written: [], match: { of: 'other-tenant' } }],
      count: 1,
      why: null,
    });
  });

  it('leaves nothing of the text anywhere', async () => {
    const { text } = await made();
    const [logged, kept] = [(await program.log()).length, program.savedFiles.size];
    await identify(`Bearer ${text}`);
    await identify(text.slice(0, -1));
    expect(await program.log()).toHaveLength(logged);
    expect(program.savedFiles.size).toBe(kept);
    expect(program.internalErrors).toEqual([]);
  });
});

describe('a scan', () => {
  it('tells own, other tenants’ and foreign keys apart, in rows that follow what becomes of them', async () => {
    const foreignText = generateKey('zz');
    const theirText = await theirs();
    const own = await made({ name: 'Payroll' });
    plant(folder, { 'a.txt': theirText, 'b.txt': foreignText, 'c/own.gz': gzip(Buffer.from(own.text)) });
    const traps = plantTraps(folder);
    await choose(folder);
    const run = await scan();
    expect(run).toMatchObject({
      status: 'finished',
      found: { tenant: 1, 'other-tenant': 1, unknown: 1 },
      ...traps,
    });
    const { rows, more } = await results();
    expect(more).toBe(false);
    expect(rows.map(({ path, match }) => [path.slice(folder.length + 1), match.of])).toEqual([
      ['c/own.gz', 'tenant'],
      ['a.txt', 'other-tenant'],
      ['b.txt', 'unknown'],
    ]);
    expect(rows[0]?.match).toMatchObject({ key: { name: 'Payroll' }, standing: 'active' });
    expect(rows[1]?.match).toEqual({ of: 'other-tenant' });
    await program.api.keys.revoke({ id: own.id, how: 'permanent' });
    expect((await results()).rows[0]?.match).toMatchObject({ standing: 'revoked-permanently' });
    const unknown = await program.api.leakScan.results({ of: 'unknown', after: 0, limit: 1 });
    expect(unknown).toMatchObject({ rows: [{ match: { of: 'unknown' } }], more: false });
    for (const format of ['csv', 'json', 'sarif'] as const) await program.api.leakScan.export({ format });
    await program.api.leakScan.writeBaseline({});
    const told = [...program.savedFiles.values(), JSON.stringify([rows, program.events])].join();
    for (const trace of tracesOf(own.text, theirText, foreignText)) expect(told).not.toContain(trace);
    expect(told).not.toContain('Their key');
  });

  it('passes over the store itself, by whatever name, and says so', async () => {
    const { text } = await made();
    plant(folder, { 'a.txt': text });
    linkSync(program.storePath, join(folder, 'b.txt'));
    await choose(folder, dirname(program.storePath));
    const run = await scan();
    // Itself, its log, what it shares with other processes, and the second name.
    expect(run).toMatchObject({ own: 4, special: 0, troubles: 0, progress: { files: 1, found: 1 } });
    await choose(program.storePath);
    await program.api.leakScan.unchoose({ place: 0 });
    await program.api.leakScan.unchoose({ place: 0 });
    expect(await scan()).toMatchObject({ own: 1, progress: { files: 0, found: 0 } });
  });

  it('is in the log with its places and what it came to', async () => {
    const { text } = await made();
    plant(folder, { [`${text}.txt`]: text });
    await choose(folder);
    await scan();
    await program.api.leakScan.export({ format: 'csv' });
    await program.api.leakScan.writeBaseline({});
    expect(await entries('leak-scan.')).toMatchObject([
      { action: 'leak-scan.start', details: { paths: [folder], chosen: 1, git: true, baseline: null } },
      { action: 'leak-scan.end', details: { how: 'finished', files: 1, found: { tenant: 1 }, working: 1 } },
      { action: 'leak-scan.export', details: { format: 'csv', places: 1 } },
      { action: 'leak-scan.write-baseline', details: { places: 1 } },
    ]);
    for (const trace of tracesOf(text)) expect(JSON.stringify(await program.log())).not.toContain(trace);
  });

  it('asks for something to scan, is one at a time, and stops when it is told to', async () => {
    const start = () => program.api.leakScan.start({ git: false });
    expect(await refusal(start())).toMatchObject({ code: 'NOTHING_CHOSEN' });
    expect(await refusal(program.api.leakScan.export({ format: 'csv' }))).toMatchObject({
      code: 'NO_RESULTS',
    });
    endless();
    await choose(folder, folder);
    expect((await program.api.leakScan.state(undefined)).chosen).toEqual([folder]);
    await start();
    expect(await refusal(start())).toMatchObject({ code: 'SCAN_UNDER_WAY' });
    await program.api.leakScan.cancel(undefined);
    expect(await ended()).toMatchObject({ status: 'stopped' });
    expect((await entries('leak-scan.end'))[0]?.details).toMatchObject({ how: 'stopped' });
    await program.api.leakScan.unchoose({ place: 0 });
    expect(await refusal(start())).toMatchObject({ code: 'NOTHING_CHOSEN' });
  });

  it('refuses a baseline that is none, and waits for no pipe', async () => {
    const pipe = join(folder, 'pipe.json');
    execFileSync('mkfifo', [pipe]);
    for (const path of [pipe, folder, '/dev/zero', join(folder, 'nothing.json')]) {
      program.chosen = [path];
      expect(await refusal(program.api.leakScan.chooseBaseline(undefined))).toMatchObject({
        code: 'BASELINE_UNREADABLE',
      });
    }
    program.chosen = [program.storePath];
    expect(await refusal(program.api.leakScan.chooseBaseline(undefined))).toMatchObject({
      code: 'FILE_IS_STORE',
    });
    expect(program.internalErrors).toEqual([]);
  });

  it('ends and is forgotten with its session; a lock leaves it', async () => {
    endless();
    await choose(folder);
    await program.api.leakScan.start({ git: false });
    await program.api.session.lock(undefined);
    expect(await refusal(program.api.leakScan.state(undefined))).toMatchObject({ code: 'LOCKED' });
    await program.api.session.unlock({ password: ADA.password });
    expect((await program.api.leakScan.state(undefined)).run?.status).toBe('running');
    await program.api.session.signOut(undefined);
    while ((await entries('leak-scan.end')).length === 0) await turns();
    await program.api.session.signIn({ username: ADA.username, password: ADA.password, remember: false });
    expect(await program.api.leakScan.state(undefined)).toEqual({ chosen: [], baseline: null, run: null });
  });

  it('of one tenant is nothing in another', async () => {
    await choose(folder);
    await scan();
    const { id } = await program.api.tenants.create(CONTOSO);
    await program.api.tenants.open({ id });
    expect(await program.api.leakScan.state(undefined)).toEqual({ chosen: [], baseline: null, run: null });
    expect(await results()).toEqual({ rows: [], more: false });
  });

  it('does not keep the program from ending', async () => {
    endless();
    await choose(folder);
    await program.api.leakScan.start({ git: false });
    expect(program.backend.calls.underWay()).toBe(false);
    await program.stop();
    await program.open();
    expect((await entries('leak-scan.end'))[0]?.details).toMatchObject({ how: 'stopped' });
  });

  it('takes what is dropped of somebody who is there, and of nobody else', async () => {
    program.backend.dropped([folder]);
    await program.backend.calls.settle();
    expect((await program.api.leakScan.state(undefined)).chosen).toEqual([folder]);
    await program.api.session.signOut(undefined);
    program.backend.dropped(['/etc']);
    await program.backend.calls.settle();
    await program.api.session.signIn({ username: ADA.username, password: ADA.password, remember: false });
    expect((await program.api.leakScan.state(undefined)).chosen).toEqual([]);
    expect(program.internalErrors).toEqual([]);
  });
});

/** A file that takes minutes to read, and no room. */
function endless(): void {
  const path = join(folder, 'sparse.bin');
  writeFileSync(path, '');
  truncateSync(path, 500_000_000_000);
}
