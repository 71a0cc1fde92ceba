import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { latchkey, typed } from '../support/command-line.ts';
import { Program } from '../support/program.ts';
import { tempFolder } from '../support/temp-folder.ts';

let program: Program;
let folder: string;
beforeEach(async () => {
  program = await Program.setUp();
  await program.generate({ name: 'ERP' });
  folder = tempFolder();
});

const audit = (...args: string[]) => typed(['audit', ...args]);
const ofStore = (...args: string[]) => audit(...args, '--store', program.storePath);
/** Exports the log; the file, and the key that was kept of it. */
async function exported(name: string): Promise<{ path: string; key: string }> {
  program.savedFiles.clear();
  await program.api.activityLog.export(undefined);
  const text = [...program.savedFiles.values()].join('');
  const path = join(folder, name);
  writeFileSync(path, text);
  const { verifierKey } = JSON.parse(text.trimEnd().split('\n').at(-1) ?? '') as { verifierKey: string };
  return { path, key: verifierKey };
}

describe('latchkey audit log', () => {
  it('prints the entries as they are stored, one a line', async () => {
    const { code, out } = await ofStore('log', '--json');
    const bodies = (await program.log()).map(({ body }) => body);
    expect({ code, lines: out.trimEnd().split('\n') }).toEqual({ code: 0, lines: bodies });
  });

  it('prints text, and only what is asked for', async () => {
    const { out } = await ofStore('log', '--action', 'keys', '--tenant', 'northwind traders');
    expect(out.trimEnd().split('\n')).toHaveLength(1);
    expect(out).toMatch(
      /^ +\d+ {2}2025-06-17T08:30:00\.000Z {2}ada +keys\.generate +done +key “ERP” \(1\)\n$/,
    );
    expect((await ofStore('log', '--since', '2025-06-18')).out).toBe('');
    expect((await ofStore('log', '--until', '2025-06-17T10:30+02:00')).out).toBe('');
    expect((await ofStore('log', '--since', '2025-06-17T08:30Z')).out).not.toBe('');
  });

  it.each([
    ['--since', 'tomorrow'],
    ['--action', 'x;y'],
    ['more', ''],
  ])('refuses %s %s', async (...args) => {
    expect(await ofStore('log', ...args)).toMatchObject({ code: 2 });
  });

  it('hands no control characters to a terminal, and goes on behind what cannot be read', async () => {
    const all = (await program.log()).length;
    await program.sql(
      `INSERT INTO audit_entries SELECT 9007199254740000, replace(body, '“', ''), hash, tenant_id, time,
         actor_account_id, action, target_type, target_id, outcome FROM audit_entries WHERE seq = ${all}`,
    );
    await program.sql(`UPDATE audit_entries SET body = replace(body, 'ERP', 'E' || char(155, 8238) || 'RP')`);
    await program.sql("UPDATE audit_entries SET body = '{broken' WHERE seq = 1");
    const { code, out, err } = await ofStore('log');
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n')).toHaveLength(all);
    expect(out).toContain('“E\ufffd\ufffdRP”');
    expect(out).not.toMatch(/[\u009b\u202e]/u);
    expect(err).toContain('entry 1 cannot be read');
  });

  it('knows no tenant of that name, and no store', async () => {
    expect(await ofStore('log', '--tenant', 'Nobody')).toMatchObject({ code: 2 });
    expect(await audit('log', '--store', join(folder, 'none.db'))).toMatchObject({ code: 2 });
  });
});

describe('latchkey audit verify', () => {
  it('looks at the store in a process of its own, and says what it cannot prove', async () => {
    const { code, out } = await latchkey(['audit', 'verify', '--store', program.storePath]);
    expect(code).toBe(0);
    expect(out).toMatch(/^OK {2}\d+ entries, nothing wrong\.\n/);
    expect(out).toContain('Not shown by this:');
    await program.sql('UPDATE audit_entries SET time = time + 1 WHERE seq = 2');
    const wrong = await ofStore('verify', '--json');
    expect(wrong.code).toBe(1);
    expect(JSON.parse(wrong.out)).toMatchObject({ ok: false, fault: { seq: 2, what: 'modified' } });
  });

  it('compares the store with what was kept of it', async () => {
    const { path, key } = await exported('earlier.jsonl');
    const kept = ['--key', key, '--checkpoint', path];
    expect((await ofStore('verify', ...kept)).out).toContain('Checkpoint   agrees');
    await program.sql('DELETE FROM audit_entries WHERE seq = (SELECT max(seq) FROM audit_entries)');
    await program.sql('DELETE FROM audit_checkpoints');
    await program.sql('UPDATE audit_head SET seq = seq - 1');
    expect(await ofStore('verify')).toMatchObject({ code: 0 });
    const { code, out } = await ofStore('verify', ...kept);
    expect(code).toBe(1);
    expect(out).toContain('an older copy was put back');
  });

  it('looks at an export with no store, in its parts and with what was kept', async () => {
    const earlier = await exported('earlier.jsonl');
    await program.generate({ name: 'Later' });
    const { path, key } = await exported('later.jsonl');
    const own = await audit('verify', path);
    expect(own.code).toBe(0);
    expect(own.out).toContain('Signature    good');
    expect(own.out).toContain('Whose key it is');
    const note = (
      JSON.parse(readFileSync(earlier.path, 'utf8').trimEnd().split('\n').at(-1) ?? '') as {
        checkpoint: string;
      }
    ).checkpoint;
    writeFileSync(join(folder, 'note.txt'), note);
    for (const kept of [earlier.path, join(folder, 'note.txt')]) {
      const { code, out } = await audit('verify', path, '--key', key, '--checkpoint', kept);
      expect({ code, out }).toEqual({ code: 0, out: expect.not.stringContaining('Not shown') as unknown });
    }
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('"ada"', '"eve"'));
    const { code, out } = await audit('verify', path);
    expect(code).toBe(1);
    expect(out).toMatch(/^WRONG {2}\d+ entries\.\n {2}Entry \d+ was changed after it was written\.\n/);
  });

  it('finds bytes that only read like those that were written, and lines that are no entries', async () => {
    await program.generate({ name: 'E\ufffdRP' });
    const { path } = await exported('log.jsonl');
    const text = readFileSync(path);
    const lines = text.toString().split('\n');
    const at = text.indexOf('\ufffd');
    const seq = text.subarray(0, at).toString().split('\n').length;
    const wrong = async (bytes: Buffer | string) => {
      writeFileSync(path, bytes);
      const { code, out } = await audit('verify', '--json', path);
      return { code, fault: (JSON.parse(out) as { fault: unknown }).fault };
    };
    const lenient = Buffer.concat([text.subarray(0, at), Buffer.of(0xff), text.subarray(at + 3)]);
    expect(await wrong(lenient)).toEqual({ code: 1, fault: { seq, what: 'modified' } });
    const modified = { code: 1, fault: { seq: 2, what: 'modified' } };
    for (const second of [
      '{"tenant":{"toString":1}}',
      '',
      '[]',
      'x'.repeat(17_000_000),
      '['.repeat(1_000_000),
    ]) {
      expect(await wrong([lines[0], second, ...lines.slice(2)].join('\n')), second.slice(0, 30)).toEqual(
        modified,
      );
    }
    expect((await wrong(text.toString().replaceAll('\n', '\r\n'))).fault).toMatchObject({ seq: 1 });
    expect((await wrong(`${text.toString()}${lines[0]}\n`)).fault).toMatchObject({ what: 'inserted' });
    expect((await wrong(text)).code).toBe(0);
  });

  it('says that a log under another name is not the one whose key was kept', async () => {
    const { key } = await exported('log.jsonl');
    expect(await ofStore('verify', '--key', key)).toMatchObject({ code: 0 });
    const other = await Program.setUp();
    const { code, out } = await audit('verify', '--store', other.storePath, '--key', key);
    expect(code).toBe(1);
    expect(out).toContain('Entry 1 or one behind it was written anew');
  });

  it('says 2 when it cannot answer', async () => {
    writeFileSync(join(folder, 'other.txt'), 'hello\n');
    const { path, key } = await exported('log.jsonl');
    const other = join(folder, 'other.txt');
    for (const args of [
      [join(folder, 'none')],
      [folder],
      [other],
      [path, 'second'],
      [path, '--key', 'x'],
      [path, '--checkpoint', join(folder, 'none')],
      ['--checkpoint', path],
    ]) {
      expect(await audit('verify', ...args), args.join(' ')).toMatchObject({ code: 2 });
    }
    expect(await audit('verify', path, '--checkpoint', other)).toMatchObject({ code: 1 });
    expect(await audit('verify', path, '--key', key)).toMatchObject({ code: 0 });
    expect(await audit()).toMatchObject({ code: 2 });
    expect(await audit('--help')).toMatchObject({ code: 0 });
  });
});
