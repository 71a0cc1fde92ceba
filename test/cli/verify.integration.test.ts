import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { beforeEach, describe, expect, it } from 'vitest';
import { addMembers } from '../../src/core/access/data-access-members.ts';
import { createDataAccessGroup } from '../../src/core/access/data-access-service.ts';
import { generateKey } from '../../src/core/keys/key-format.ts';
import { generate as generateFor } from '../../src/core/keys/generate.ts';
import { DAY } from '../support/clock.ts';
import { type Invocation, latchkey, typed } from '../support/command-line.ts';
import { newKey } from '../support/keys.ts';
import { addAccount, type Organisation, organisation } from '../support/people.ts';
import { tempFolder, whenDone } from '../support/temp-folder.ts';

const NOBODY = 65_534;
let here: Organisation;
let secret: string;
beforeEach(async () => {
  here = await organisation();
  secret = await generate('Payroll');
});

async function generate(name: string, expiresAt: number | null = null): Promise<string> {
  const key = await generateFor(here.deps, here.ada, newKey(here.fullAccess, { name, expiresAt }));
  return key.secret;
}
const verify = (invocation: Invocation = {}, ...args: string[]) =>
  latchkey(['verify', '--store', here.store.path, ...args], invocation);
/** Without a process of its own. */
const verifyHere = (invocation: Invocation = {}, ...args: string[]) =>
  typed(['verify', '--store', here.store.path, ...args], invocation);
const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

describe('the key comes in', () => {
  it('from standard input, as a file with or without its last line feed', async () => {
    for (const stdin of [secret, `${secret}\n`]) {
      const { code, out, err } = await verify({ stdin });
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toMatch(/^VALID {2}The key is valid\.\n {2}Key {6}Payroll \(lk_.{4}….{4}, id 1\)\n/);
      expect(out).not.toContain(secret);
    }
  });

  it('from LATCHKEY_KEY, which comes before standard input', async () => {
    expect(await verify({ env: { LATCHKEY_KEY: secret }, stdin: 'rubbish' })).toMatchObject({ code: 0 });
    expect(await verify({ env: { LATCHKEY_KEY: `${secret}\n` } })).toMatchObject({ code: 0 });
    expect(await verify({ env: { LATCHKEY_KEY: 'rubbish' }, stdin: secret })).toMatchObject({ code: 1 });
    expect((await verify({ env: { LATCHKEY_KEY: '' }, stdin: secret })).out).toMatch(/^MISSING /);
  });

  it('with nothing else dropped', async () => {
    const wrong = [
      `${secret}\r\n`,
      `${secret}\n\n`,
      ` ${secret}`,
      `${secret} \n`,
      `\n${secret}`,
      `${secret}\0`,
      `\ufeff${secret}`,
      '\n\n',
      ' ',
    ];
    for (const stdin of wrong) {
      const { code, out } = await verifyHere({ stdin });
      expect({ stdin, code, out: out.split(' ')[0] }).toEqual({ stdin, code: 1, out: 'MALFORMED' });
    }
    const { code, out } = await verify({
      stdin: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(secret)]),
    });
    expect({ code, out: out.split(' ')[0] }).toEqual({ code: 1, out: 'MALFORMED' });
  });

  it('never as an argument, and what was given there is not repeated', async () => {
    for (const args of [
      [secret],
      [`--key=${secret}`],
      ['--key', secret],
      ['--', secret],
      [`-${secret}`],
      [`--${secret}`],
    ]) {
      const { code, out, err } = await verifyHere({ stdin: secret }, ...args);
      expect({ args: args.length, code, out }).toEqual({ args: args.length, code: 2, out: '' });
      expect(err).toMatch(/^latchkey: /);
      expect(err).not.toContain(secret.slice(4));
    }
    const json = await verifyHere({ stdin: secret }, '--json', secret);
    expect(json).toMatchObject({ code: 2, err: '' });
    expect(JSON.parse(json.out)).toMatchObject({ error: { code: 'USAGE' } });
    expect(json.out).not.toContain(secret.slice(4));
    expect((await verifyHere({ stdin: secret }, secret, '--help')).code).toBe(2);
    const alone = await latchkey([secret]);
    expect(alone).toMatchObject({ code: 2, out: '' });
    expect(alone.err).not.toContain(secret);
    expect((await verify({}, secret)).err).toMatch(/must not be an argument.*\n.*leaked/);
  });

  it('and not at all when there is too much of it', async () => {
    expect(await verify({ stdin: 'x'.repeat(1_000_000) })).toMatchObject({ code: 2, out: '' });
    expect((await verify({ stdin: 'x'.repeat(1_000) })).out).toMatch(/^MALFORMED /);
  });
});

describe('the answers', () => {
  it.each([
    ['MISSING', ''],
    ['MISSING', '\n'],
    ['MALFORMED', 'lk_short'],
    ['NOT_FOUND', generateKey('lk')],
  ])('%s is a no', async (code, stdin) => {
    expect(await verifyHere({ stdin })).toMatchObject({
      code: 1,
      out: expect.stringMatching(new RegExp(`^${code}  [A-Z].*\\.\n$`)),
      err: '',
    });
  });

  it.each([
    ['DELETED', 'UPDATE keys SET deleted_at = 1'],
    ['ROTATED', 'UPDATE secrets SET ends_at = 1'],
    ['REVOKED', `UPDATE keys SET revocation = 'permanent', revoked_at = 1`],
    ['EXPIRED', 'UPDATE keys SET expires_at = 1'],
  ])('%s is a no, with the key that it was, at once', async (code, statement) => {
    expect(await verifyHere({ stdin: secret })).toMatchObject({ code: 0 });
    here.store.sqlite.exec(statement);
    const answer = await verifyHere({ stdin: secret });
    expect(answer).toMatchObject({ code: 1, err: '' });
    expect(answer.out).toMatch(new RegExp(`^${code}  .*\n  Key      Payroll `));
  });

  it('as JSON are one line with everything that the text says', async () => {
    const expiring = await generate('Expiring', Date.now() + DAY);
    const { code, out } = await verify({ stdin: expiring }, '--json');
    expect(code).toBe(0);
    expect(out).toMatch(/^[^\n]+\n$/);
    expect(JSON.parse(out)).toEqual({
      valid: true,
      code: 'VALID',
      message: 'The key is valid.',
      key: {
        id: 2,
        name: 'Expiring',
        hint: `${expiring.slice(0, 7)}…${expiring.slice(-4)}`,
        owner: null,
        tenant: 'Northwind Traders',
        expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        roles: [],
        permissions: [
          'customers:read',
          'customers:write',
          'invoices:read',
          'invoices:write',
          'orders:read',
          'orders:write',
          'reports:read',
        ],
        dataScopes: null,
      },
    });
    const none = await verify({ stdin: generateKey('lk') }, '--json');
    expect(none.code).toBe(1);
    expect(JSON.parse(none.out)).toEqual({ valid: false, code: 'NOT_FOUND', message: expect.any(String) });
  });

  it('of an account’s key tell the data that it reaches', async () => {
    const accountId = await addAccount(here.store, here.ada, 'shop', { apiOnly: true });
    here.store.sqlite.prepare('UPDATE keys SET owner_account_id = ?').run(accountId);
    expect((await verifyHere({ stdin: secret })).out).toContain('\n  Data     none: ');
    const input = { name: 'EU', description: '', scopes: ['EU-02', 'EU-01'] };
    const { id } = await createDataAccessGroup(here.deps, here.ada, input);
    await addMembers(here.deps, here.ada, { id, accountIds: [accountId] });
    expect((await verifyHere({ stdin: secret })).out).toContain('\n  Data     EU-01, EU-02\n');
    expect(JSON.parse((await verifyHere({ stdin: secret }, '--json')).out)).toMatchObject({
      key: { owner: 'shop', dataScopes: ['EU-01', 'EU-02'] },
    });
  });

  it('include a key that another process has just generated, its store still open', async () => {
    for (let number = 0; number < 2; number += 1) {
      const fresh = await generate(`Fresh ${number}`);
      expect(await verify({ stdin: fresh })).toMatchObject({
        code: 0,
        out: expect.stringContaining(`Fresh ${number}`),
      });
    }
  });

  it('are given while another process is in the middle of a change', async () => {
    here.store.sqlite.exec(`BEGIN IMMEDIATE; UPDATE keys SET revocation = 'permanent', revoked_at = 1`);
    expect(await verify({ stdin: secret })).toMatchObject({ code: 0 });
    here.store.sqlite.exec('COMMIT');
    expect(await verify({ stdin: secret })).toMatchObject({ code: 1 });
  });
});

describe('the store', () => {
  it('is the desktop program’s by default', async () => {
    const home = tempFolder();
    mkdirSync(join(home, '.config', 'Latchkey'), { recursive: true });
    await here.store.close();
    copyFileSync(here.store.path, join(home, '.config', 'Latchkey', 'latchkey.db'));
    expect(await latchkey(['verify'], { stdin: secret, env: { HOME: home } })).toMatchObject({ code: 0 });
    const elsewhere = await latchkey(['verify'], {
      stdin: secret,
      env: { HOME: home, XDG_CONFIG_HOME: join(home, 'none') },
    });
    expect(elsewhere).toMatchObject({
      code: 2,
      err: expect.stringContaining(join(home, 'none', 'Latchkey', 'latchkey.db')),
    });
  });

  it('is not changed by a verification', async () => {
    await here.store.close();
    const before = sha256(here.store.path);
    await verify({ stdin: secret });
    await verifyHere({ stdin: generateKey('lk') });
    expect(sha256(here.store.path)).toBe(before);
    const log = `${here.store.path}-wal`;
    expect(existsSync(log) ? readFileSync(log).length : 0).toBe(0);
  });

  it.each([
    ['STORE_MISSING', null],
    ['STORE_DAMAGED', ''],
    ['STORE_FOREIGN', 'a text file'],
  ])('that is none cannot answer: %s', async (code, content) => {
    const path = join(tempFolder(), 'latchkey.db');
    if (content !== null) writeFileSync(path, content);
    const text = await latchkey(['verify', '--store', path], { stdin: secret });
    expect(text).toMatchObject({ code: 2, out: '' });
    expect(text.err).toContain(path);
    expect(text.err).toContain(`(${code})`);
    expect(text.err).not.toContain(secret);
    const json = await latchkey(['verify', '--store', path, '--json'], { stdin: secret });
    expect(json).toMatchObject({ code: 2, err: '' });
    expect(JSON.parse(json.out)).toEqual({ error: { code, message: expect.stringContaining(path) } });
    expect(existsSync(path)).toBe(content !== null);
    if (content !== null) expect(readFileSync(path, 'utf8')).toBe(content);
  });

  it('of a newer Latchkey cannot answer and is left alone', async () => {
    here.store.sqlite.pragma('user_version = 999');
    await here.store.close();
    const before = sha256(here.store.path);
    expect(await verify({ stdin: secret })).toMatchObject({
      code: 2,
      err: expect.stringContaining('(STORE_NEWER)'),
    });
    expect(sha256(here.store.path)).toBe(before);
  });

  it('may lie in a folder that cannot be written while Latchkey has it open; otherwise it says why not', async () => {
    const folder = dirname(here.store.path);
    const asRoot = process.getuid?.() === 0;
    // Root may write everywhere, so it asks as somebody who may not.
    const ask = () => verify({ stdin: secret, ...(asRoot && { uid: NOBODY }) });
    for (const name of asRoot ? readdirSync(folder) : []) chownSync(join(folder, name), NOBODY, NOBODY);
    chmodSync(folder, 0o555);
    whenDone(() => chmodSync(folder, 0o755));
    expect(await ask()).toMatchObject({ code: 0, err: '' });
    chmodSync(folder, 0o755);
    await here.store.close();
    chmodSync(folder, 0o555);
    expect(await ask()).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/folder.*\(STORE_READ_ONLY\)/),
    });
  });
});

describe('the command', () => {
  it('says its version and explains itself', async () => {
    expect(await latchkey(['--version'])).toEqual({
      code: 0,
      out: `latchkey ${packageJson.version}\n`,
      err: '',
    });
    for (const args of [['--help'], ['-h'], ['help']]) {
      expect(await latchkey(args)).toMatchObject({
        code: 0,
        out: expect.stringContaining('verify'),
        err: '',
      });
    }
    expect(await latchkey(['verify', '--help'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('LATCHKEY_KEY'),
      err: '',
    });
  });

  it.each([
    [[], 'Usage'],
    [['verfy'], 'not known'],
    [['__proto__'], 'not known'],
    [['constructor'], 'not known'],
    [['verify', '--colour'], 'option is not known'],
    [['verify', '--store'], 'missing its value'],
    [['verify', '--store', ''], '--store needs'],
    [['verify', '--json=yes'], 'one too many'],
  ])('does not understand %o, and says so', async (args, message) => {
    expect(await typed(args, { stdin: secret })).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining(message),
    });
  });
});
