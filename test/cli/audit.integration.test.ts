import { chmodSync, linkSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { generateKey } from '../../src/core/keys/key-format.ts';
import { generate } from '../../src/core/keys/generate.ts';
import { revoke } from '../../src/core/keys/revoke.ts';
import { plant, zip } from '../core/leak-scan/tree.ts';
import { latchkey, typed } from '../support/command-line.ts';
import { newKey, tracesOf } from '../support/keys.ts';
import { type Organisation, organisation } from '../support/people.ts';
import { tempFolder } from '../support/temp-folder.ts';

let here: Organisation;
let secret: string;
let id: number;
let folder: string;
const foreign = generateKey('other');
beforeEach(async () => {
  here = await organisation();
  const made = await generate(here.deps, here.ada, newKey(here.fullAccess, { name: 'Payroll' }));
  secret = made.secret;
  id = made.row.id;
  folder = tempFolder();
});
const audit = (verb: string, args: readonly string[], stdin = '') =>
  typed(['audit', verb, '--store', here.store.path, ...args], { stdin });

describe('audit identify', () => {
  it('says which key a text is, however it is written, and never repeats it', async () => {
    const forms = [
      secret,
      ` Authorization: Bearer ${secret}\n`,
      Buffer.from(`x:${secret}`).toString('base64'),
    ];
    for (const stdin of forms) {
      const { code, out, err } = await audit('identify', [], stdin);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toMatch(/^lk_.{4}….{4}.*: the current secret of “Payroll”\n {2}Id {7}1\n/);
      for (const trace of tracesOf(secret)) expect(out).not.toContain(trace);
    }
    await revoke(here.deps, here.ada, { id, how: 'permanent' });
    expect((await audit('identify', [], secret)).out).toContain('State    Revoked permanently\n');
    expect(JSON.parse((await audit('identify', ['--json'], secret)).out)).toMatchObject({
      keys: [{ match: { of: 'tenant', standing: 'revoked-permanently' } }],
    });
  });

  it('says why a text is none', async () => {
    expect(await audit('identify', [], foreign)).toMatchObject({
      code: 1,
      out: expect.stringContaining('does not know'),
    });
    expect(await audit('identify', [], secret.slice(0, -2))).toMatchObject({
      code: 1,
      out: expect.stringContaining('cut off'),
    });
    const changed = `${secret.slice(0, -1)}${secret.endsWith('a') ? 'b' : 'a'}`;
    expect(await audit('identify', [], changed)).toMatchObject({
      code: 1,
      out: expect.stringContaining('last six'),
    });
    expect(await audit('identify', [secret])).toMatchObject({
      code: 2,
      err: expect.not.stringContaining(secret),
    });
  });
});

describe('audit scan', () => {
  it('prints where keys stand and whose they are, and no secret', async () => {
    plant(folder, {
      'a/.env': `X=1\nKEY=${secret}\n`,
      'b.zip': zip([{ name: 'c.txt', bytes: Buffer.from(foreign) }]),
      [`\u001b[31m${secret}.txt`]: Buffer.from(secret).toString('base64'),
    });
    const { code, out, err } = await audit('scan', [folder]);
    expect(code).toBe(1);
    const hint = `${secret.slice(0, 7)}…${secret.slice(-4)}`;
    expect(out.split('\n').toSorted().slice(1)).toEqual(
      [
        `${folder}/a/.env:2:5: ${hint} “Payroll” (active)`,
        `${folder}/b.zip:1:1: other_${foreign.slice(6, 10)}…${foreign.slice(-4)} A key that is not known here, in c.txt`,
        `${folder}/\ufffd[31m${hint}.txt:1:1: ${hint} “Payroll” (active), as base64`,
      ].toSorted(),
    );
    expect(err).toMatch(/^3 found in 3 files, 0\.0 MB\n$/);
    // The store holds none in the clear, and whoever has it open does not open it a second time.
    expect(await audit('scan', [here.store.path])).toMatchObject({
      code: 2,
      err: expect.stringContaining('0 found in 0 files, 0.0 MB; 1 of the store itself\n') as string,
    });
    for (const args of [[], ['--json'], ['--sarif']]) {
      const told = await audit('scan', [...args, folder]);
      for (const trace of tracesOf(secret, foreign)) expect(told.out + told.err).not.toContain(trace);
    }
  });

  it('passes over what a baseline knows, and finds what is new', async () => {
    plant(folder, { 'a.txt': secret });
    const baseline = join(folder, 'known.json');
    expect(await audit('scan', ['--write-baseline', baseline, folder])).toMatchObject({ code: 0 });
    for (const trace of tracesOf(secret)) expect(readFileSync(baseline, 'utf8')).not.toContain(trace);
    const clean = await audit('scan', ['--baseline', baseline, folder]);
    expect(clean).toMatchObject({
      code: 0,
      out: '',
      err: expect.stringContaining('1 known from the baseline'),
    });
    // On another line it is the same place, in another file it is another.
    plant(folder, { 'a.txt': `\n\n${secret}`, 'b.txt': secret });
    const more = await audit('scan', ['--baseline', baseline, folder]);
    expect(more).toMatchObject({ code: 1, out: expect.stringMatching(/^\S+b\.txt:1:1: [^\n]*\n$/) });
    // By whichever way the baseline is come to.
    const link = join(tempFolder(), 'link');
    symlinkSync(folder, link);
    expect(await audit('scan', ['--baseline', join(link, 'known.json'), folder])).toMatchObject({
      code: 1,
      err: expect.stringContaining('1 known from the baseline'),
    });
    await audit('scan', ['--baseline', baseline, '--write-baseline', baseline, folder]);
    expect(await audit('scan', ['--baseline', baseline, folder])).toMatchObject({ code: 0 });
  });

  it('writes no baseline over the store, by whatever name', async () => {
    plant(folder, { 'a.txt': secret });
    const linked = join(folder, 'known.json');
    linkSync(here.store.path, linked);
    for (const path of [here.store.path, `${here.store.path}-wal`, linked]) {
      expect(await audit('scan', ['--write-baseline', path, folder])).toMatchObject({
        code: 2,
        out: '',
        err: expect.stringMatching(/ is the store itself, .*SAVE_FAILED/) as string,
      });
    }
    expect(here.store.sqlite.pragma('quick_check', { simple: true })).toBe('ok');
  });

  it('writes SARIF that names file, line and rule', async () => {
    plant(folder, { 'a b.txt': `\n ${secret}` });
    const { code, out } = await audit('scan', ['--sarif', folder]);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'Latchkey' } },
          results: [
            {
              ruleId: 'tenant',
              level: 'error',
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: `file://${folder}/a%20b.txt` },
                    region: { startLine: 2, startColumn: 2 },
                  },
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it('says 2 when it has not looked at what was named, or at histories for want of git', async () => {
    plant(folder, { 'a.txt': 'nothing', 'b/.git/objects/x': '', 'b/.git/refs/x': '', 'b/.git/HEAD': '' });
    const unreadable = join(folder, 'a.txt');
    chmodSync(unreadable, 0);
    // Nothing is unreadable to root.
    const { code } = await audit('scan', [unreadable]);
    expect(code).toBe(process.getuid?.() === 0 ? 0 : 2);
    // A repository that git does not read, and one that is nowhere.
    expect(await audit('scan', ['--git', join(folder, 'b')])).toMatchObject({ code: 2 });
    expect(await audit('scan', ['--git', folder])).toMatchObject({ code: 0 });
    plant(folder, { 'c/.git': 'gitdir: /nowhere' });
    expect(await audit('scan', ['--git', join(folder, 'c')])).toMatchObject({ code: 2 });
    const path = process.env['PATH'];
    try {
      process.env['PATH'] = folder;
      expect(await audit('scan', [folder])).toMatchObject({ code: 0 });
      const without = await audit('scan', ['--git', join(folder, 'b')]);
      expect(without).toMatchObject({ code: 2, err: expect.stringContaining('was not, so nothing') });
      plant(folder, { 'b/key.txt': secret });
      expect(await audit('scan', ['--git', join(folder, 'b')])).toMatchObject({ code: 1 });
    } finally {
      process.env['PATH'] = path;
    }
  });

  it('shows no control characters of names in the store', async () => {
    here.store.sqlite.exec("UPDATE keys SET name = 'Pay' || char(27) || '[2Jroll'");
    plant(folder, { 'a.txt': secret });
    for (const { out } of [await audit('scan', [folder]), await audit('identify', [], secret)]) {
      expect(out).toContain('Pay\ufffd[2Jroll');
    }
  });

  it('is clean where there is nothing', async () => {
    plant(folder, { 'a.txt': 'nothing' });
    expect(await latchkey(['audit', 'scan', '--store', here.store.path, folder])).toMatchObject({
      code: 0,
      out: '',
      err: '0 found in 1 files, 0.0 MB\n',
    });
  });

  it.each([
    [[], 'Name the files'],
    [['/nowhere/at/all'], 'PATH_NOT_FOUND'],
    [['--threads', '0', '/tmp'], '--threads'],
    [['--json', '--sarif', '/tmp'], 'exclude'],
    [['--baseline', '/nowhere.json', '/'], 'BASELINE_UNREADABLE'],
  ])('cannot do %o, and says so', async (args, message) => {
    const { code, out, err } = await audit('scan', args);
    expect(code).toBe(2);
    expect(out + err).toContain(message);
  });
});
