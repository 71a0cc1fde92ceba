import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { beforeAll, describe, expect, it } from 'vitest';
import { bashCompletion } from '../../scripts/package/commands/completion.ts';
import { manualPage, roff } from '../../scripts/package/commands/man.ts';
import { allCommands, type Command, readCommands } from '../../scripts/package/commands/read.ts';
import { askKeychain } from '../../src/cli/keychain.ts';
import { run } from '../../src/cli/run.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** The help of the present sources, as a person would get it. */
async function help(words: readonly string[]): Promise<string> {
  let printed = '';
  const code = await run([...words, '--help'], '1.2.3', {
    stdin: Readable.from([]),
    out: (text) => (printed += text),
    drained: () => Promise.resolve(),
    err: (text) => (printed += text),
    env: {},
    platform: 'linux',
    home: '/home/ada',
    now: () => 0,
    askKeychain,
    stopped: () => new Promise(() => {}),
  });
  expect(code).toBe(0);
  return printed;
}

let latchkey: Command;
let page: string;
beforeAll(async () => {
  latchkey = await readCommands(help);
  page = manualPage(latchkey, { version: '1.2.3', date: '2026-11-22' });
});

const named = (): string[] => allCommands(latchkey).map(({ words }) => words.join(' '));

describe('what the manual page is written from', () => {
  it('has the verbs, and those below them', () => {
    expect(named()).toEqual(expect.arrayContaining(['verify', 'serve', 'audit', 'audit log', 'audit scan']));
  });

  it('leaves out no verb that the program understands', async () => {
    // An unknown verb prints the list; each of its lines is a verb that was read.
    let printed = '';
    const around = {
      out: () => {},
      drained: () => Promise.resolve(),
      err: (text: string) => (printed += text),
    };
    await run(['no-such-verb'], '1.2.3', {
      ...around,
      stdin: Readable.from([]),
      env: {},
      platform: 'linux',
      home: '/',
      now: () => 0,
      askKeychain,
      stopped: () => new Promise(() => {}),
    });
    const listed = printed.split('\n').flatMap((line) => /^ {2}(\S+) {2,}\S/u.exec(line)?.[1] ?? []);
    expect(listed.length).toBeGreaterThan(3);
    expect(named()).toEqual(expect.arrayContaining(listed));
  });

  it('has the options of each', () => {
    const serve = allCommands(latchkey).find(({ words }) => words.join(' ') === 'serve');
    expect(serve?.options).toEqual(
      expect.arrayContaining(['--listen', '--trusted-proxy', '--terse', '--help']),
    );
  });
});

describe('the manual page', () => {
  it('says every word of every help', () => {
    const said = new Set(page.split(/\s+/u));
    for (const { words, help: text } of allCommands(latchkey).slice(1)) {
      const wanted = roff(text.replace(/^Usage: /u, ''))
        .split(/\s+/u)
        .filter(Boolean);
      expect(
        wanted.filter((word) => !said.has(word)),
        words.join(' '),
      ).toEqual([]);
    }
  });

  it('has each option as an item of a list', () => {
    for (const { words, options, verbs } of allCommands(latchkey).slice(1)) {
      const from = page.indexOf(`.SS ${roff(`latchkey ${words.join(' ')}`)}\n`);
      expect(from, words.join(' ')).toBeGreaterThan(0);
      const own = page.slice(from).split(/\n\.S[SH] /u)[0] ?? '';
      for (const option of options) expect(own).toContain(`.TP\n.B ${roff(option)}`);
      if (verbs.length === 0) expect(options, words.join(' ')).toContain('--help');
    }
  });

  it('lets no line of the help be taken for a command', () => {
    expect(roff(`.so /etc/passwd\n'x\na\\b --c`)).toBe(`\\&.so /etc/passwd\n\\&'x\na\\eb \\-\\-c`);
  });
});

describe('the completion for bash', () => {
  it.each([
    ['', 'verify'],
    ['ser', 'serve'],
    ['audit sc', 'scan'],
    ['serve --li', '--listen'],
    ['audit log --si', '--since'],
    ['verify --js', '--json'],
  ])('latchkey %s⇥ offers %s', (typed, offered) => {
    const file = join(tempFolder(), 'latchkey');
    writeFileSync(file, bashCompletion(latchkey));
    const words = ['latchkey', ...typed.split(' ')];
    const script = `. "$0"; compopt() { :; }; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _latchkey; echo "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', script, file, ...words], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout.trim().split(' ')).toContain(offered);
  });
});
