import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
} from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { setUp } from '../../src/core/accounts/set-up.ts';
import { APPLICATION_ID } from '../../src/core/db/file-check.ts';
import { MIGRATIONS } from '../../src/core/db/migrations/index.ts';
import { openStore } from '../../src/core/db/open.ts';
import { cheapHasher } from '../support/hasher.ts';
import { freePort } from '../support/free-port.ts';
import { DESKTOP } from '../support/installed.ts';
import { differences, filesBelow } from './support/compare.ts';
import { ended, given, person, startAs, system } from './support/given.ts';
import { install, installedVersion, remove } from './support/life.ts';

const { release } = given.packages;
const LATCHKEY = '/usr/bin/latchkey';
const PROGRAM = '/usr/lib/latchkey';
/** Somebody whom the passwd file does not know, with nothing but a home. */
const STRANGER = { uid: 61_234, gid: 61_234 };

const folder = mkdtempSync(join(tmpdir(), 'latchkey-package-'));
const home = join(folder, 'home');
const store = join(home, '.config', 'Latchkey', 'latchkey.db');
const stranger = { ...STRANGER, environment: { HOME: home, PATH: '/usr/bin:/bin' } };

beforeAll(async () => {
  install(release.deb);
  mkdirSync(join(home, '.config', 'Latchkey'), { recursive: true });
  const made = await openStore({ path: store, mode: 'create', now: Date.now });
  const input = { organisation: 'Northwind', username: 'ada', password: 'marmalade on a tricycle' };
  await setUp({ db: made.db, now: Date.now, hasher: cheapHasher() }, input, 'test');
  await made.close();
  for (const path of ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]) {
    chownSync(join(folder, path), STRANGER.uid, STRANGER.gid);
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  if (installedVersion() !== null) remove('--purge');
});

describe('what is installed', () => {
  it('is what was built, unchanged', () => {
    // The package sets modes of its own, which the next test looks at.
    expect(differences(release.folder, PROGRAM, { modes: false })).toEqual([]);
    expect(system('dpkg', '--verify', 'latchkey')).toBe('');
  });

  it('has a sandbox that is setuid root, and nobody else may write anything', () => {
    expect(lstatSync(join(PROGRAM, 'chrome-sandbox'))).toMatchObject({ uid: 0, gid: 0, mode: 0o104755 });
    const listed = system('dpkg-query', '--listfiles', 'latchkey').trim().split('\n');
    for (const path of listed) {
      const stat = lstatSync(path);
      expect(stat.uid, path).toBe(0);
      if (!stat.isSymbolicLink()) expect(stat.mode & 0o022, path).toBe(0);
    }
  });

  it('finds all its libraries', () => {
    for (const file of [
      'latchkey-desktop',
      ...filesBelow(PROGRAM).filter((path) => /\.(?:node|so|so\.\d+)$/u.test(path)),
    ]) {
      expect(system('ldd', join(PROGRAM, file)), file).not.toContain('not found');
    }
  });

  it('has an entry in the menu whose program and icons exist', () => {
    const entry = readFileSync('/usr/share/applications/latchkey.desktop', 'utf8');
    expect(entry).toContain(`Exec=${DESKTOP}\n`);
    for (const size of ['16x16', '48x48', '256x256']) {
      expect(existsSync(`/usr/share/icons/hicolor/${size}/apps/latchkey.png`)).toBe(true);
    }
  });

  it('has a manual page that man reads without a complaint', () => {
    const { MANPAGER: _, ...env } = person.environment;
    const page = system(
      'env',
      `PATH=${env['PATH']}`,
      'man',
      '--warnings',
      '--local-file',
      '/usr/share/man/man1/latchkey.1.gz',
    );
    for (const verb of ['latchkey verify', 'latchkey serve', 'latchkey audit scan'])
      expect(page).toContain(verb);
  });
});

describe('the desktop program', () => {
  it('opens its store and its window, listens nowhere although it was told to, and ends when asked', async () => {
    const data = join(given.home, 'shipped');
    const child = startAs(person, DESKTOP, ['--disable-gpu', `--user-data-dir=${data}`, '--inspect=0']);
    const end = ended(child);
    await vi.waitUntil(() => existsSync(join(data, 'latchkey.db')) && hasWindow(), { timeout: 60_000 });
    expect(portsOf(child.pid)).toEqual([]);
    child.kill('SIGTERM');
    const { code, err } = await end;
    expect(code).toBe(0);
    expect(err).not.toMatch(/listening/iu);
  });

  it('brings a store of an older version up to date, and keeps a copy of it', async () => {
    const data = join(given.home, 'older');
    const path = join(data, 'latchkey.db');
    mkdirSync(data);
    const older = new Sqlite(path);
    older.pragma(`application_id = ${APPLICATION_ID}`);
    older.exec(`CREATE TABLE keepsake (text TEXT) STRICT; INSERT INTO keepsake VALUES ('still here')`);
    older.close();
    for (const of of [data, path]) chownSync(of, given.user.uid, given.user.gid);
    const child = startAs(person, DESKTOP, ['--disable-gpu', `--user-data-dir=${data}`]);
    const end = ended(child);
    const copies = () => readdirSync(data).filter((name) => /\.before-migration-1-\d+$/u.test(name));
    await vi.waitUntil(() => copies().length > 0 && hasWindow(), { timeout: 60_000 });
    child.kill('SIGTERM');
    expect((await end).code).toBe(0);
    // Only now: until a store is closed, its newest pages are beside the file.
    expect(versionOf(path)).toBe(MIGRATIONS.length);
    expect(copies().map((name) => versionOf(join(data, name)))).toEqual([0]);
    const now = new Sqlite(path, { readonly: true });
    expect(now.prepare('SELECT text FROM keepsake').pluck().get()).toBe('still here');
    now.close();
  });
});

describe('the desktop program refuses', () => {
  it.each([
    ['--remote-debugging-port=0', 'remote-debugging-port'],
    ['--remote-debugging-pipe', 'remote-debugging-pipe'],
    ['--no-sandbox', 'no-sandbox'],
    ['--disable-gpu-sandbox', 'disable-gpu-sandbox'],
    ['--disable-setuid-sandbox', 'disable-setuid-sandbox'],
    ['--js-flags=--expose-gc', 'js-flags'],
    ['--disable-web-security', 'disable-web-security'],
    ['--bypasscsp-schemes=data', 'bypasscsp-schemes'],
    // Chromium takes one dash as well.
    ['-no-sandbox', 'no-sandbox'],
  ])('%s', async (given_, name) => {
    const data = `--user-data-dir=${join(given.home, 'refused')}`;
    const { code, err } = await ended(startAs(person, DESKTOP, ['--disable-gpu', data, given_]));
    expect(code).toBe(1);
    expect(err).toContain(`Latchkey does not run with --${name}.`);
    expect(err).not.toContain('DevTools listening');
    expect(existsSync(join(given.home, 'refused', 'latchkey.db'))).toBe(false);
  });

  it('to lose its sandbox to the environment', async () => {
    const { code, err } = await ended(
      startAs(person, DESKTOP, ['--disable-gpu'], { ELECTRON_DISABLE_SANDBOX: '1' }),
    );
    expect(code).toBe(1);
    expect(err).toContain('Latchkey does not run with --no-sandbox.');
  });

  it('to run as root', async () => {
    const root = { ...person, uid: 0, gid: 0 };
    const { code, err } = await ended(startAs(root, DESKTOP, ['--disable-gpu']));
    expect(code).not.toBe(0);
    expect(err).toContain('Running as root without --no-sandbox is not supported');
  });

  it('to be a Node, whatever its environment says', async () => {
    const child = startAs(person, DESKTOP, ['--remote-debugging-port=0', '-e', 'console.log("I am Node")'], {
      ELECTRON_RUN_AS_NODE: '1',
      NODE_OPTIONS: '--inspect=0',
    });
    const { code, out, err } = await ended(child);
    // It is the desktop program still, which refuses the port.
    expect(code).toBe(1);
    expect(out).not.toContain('I am Node');
    expect(err).toContain('Latchkey does not run with');
    expect(err).not.toMatch(/Debugger listening/u);
  });
});

describe('the command line', () => {
  const ask = (args: readonly string[], input = '', more: Readonly<Record<string, string>> = {}) =>
    ended(startAs(stranger, LATCHKEY, args, more), input);

  it('tells its version, without a display, a bus or a known user', async () => {
    const { code, out, err } = await ask(['--version']);
    expect({ code, out, err }).toEqual({ code: 0, out: `latchkey ${release.version}\n`, err: '' });
  });

  it('reads standard input, and its exit status is the answer', async () => {
    const { code, out } = await ask(['verify'], 'no key at all\n');
    expect(code).toBe(1);
    expect(out).toContain('MALFORMED');
  });

  it('works in threads, too', async () => {
    expect((await ask(['audit', 'verify'])).out).toContain('OK ');
    cpSync(join(PROGRAM, 'version'), join(home, 'version'));
    expect(await ask(['audit', 'scan', home])).toMatchObject({ code: 0 });
  });

  it('asks the keychain by a process of its own, which needs no display', async () => {
    const { out } = await ask(['doctor', '--json']);
    // Nobody has a bus here, and libsecret says so.
    expect(JSON.parse(out)).toMatchObject({ notLookedAt: [{ code: 'KEYCHAIN_ABSENT' }] });
  });

  it('exits with 2 when it cannot answer', async () => {
    const { code, err } = await ask(['verify', '--store', '/nonexistent']);
    expect(code).toBe(2);
    expect(err).toContain('There is no store at /nonexistent');
  });

  it('keeps words that Chromium or Node would understand', async () => {
    const { code, err } = await ask([
      'verify',
      '--no-sandbox',
      '--inspect',
      '--remote-debugging-port=0',
      '--version',
    ]);
    expect(code).toBe(2);
    expect(err).toContain('latchkey: An option is not known.');
    expect(err).not.toContain('DevTools listening');
  });

  it('runs for root as well', async () => {
    const root = { uid: 0, gid: 0, environment: stranger.environment };
    expect(await ended(startAs(root, LATCHKEY, ['--version']))).toMatchObject({ code: 0, err: '' });
  });

  it('ends quietly when nobody reads on', async () => {
    const sh = ['-c', `${LATCHKEY} --help | head -n 1`];
    expect(await ended(startAs(stranger, '/bin/sh', sh))).toMatchObject({ code: 0, err: '' });
  });

  it('has no way to the desktop program, nor the other way round', async () => {
    // The launcher's switch counts before `--` alone, and then nothing graphical starts.
    const words = ['--no-sandbox', '--cli', '--remote-debugging-port=0', '--', '--version'];
    const { code, out, err } = await ended(startAs(person, DESKTOP, words));
    expect({ code, out }).toEqual({ code: 0, out: `latchkey ${release.version}\n` });
    expect(err).not.toContain('DevTools listening');
    const after = await ended(startAs(person, DESKTOP, ['--no-sandbox', '--', '--cli']));
    expect(after.code).toBe(1);
    expect(after.err).toContain('Latchkey does not run with --no-sandbox.');
  });
});

describe('the services', () => {
  it.each(['/usr/lib/systemd/system', '/usr/lib/systemd/user'])('in %s start the command line', (place) => {
    const unit = readFileSync(join(place, 'latchkey-verify.service'), 'utf8');
    expect(/^ExecStart=(.*)$/mu.exec(unit)?.[1]).toBe('/usr/bin/latchkey serve');
  });

  it('are understood by systemd, and the one of a server has little power', () => {
    const unit = '/usr/lib/systemd/system/latchkey-verify.service';
    system('systemd-analyze', 'verify', '--man=no', unit);
    // In tenths of its scale, on which 100 is a service with every power.
    system('systemd-analyze', 'security', '--offline=true', '--threshold=20', unit);
  });

  it('find the user and the folder of a server made', () => {
    const place = join(folder, 'server');
    for (const [from, name] of [
      ['sysusers.d', 'systemd-sysusers'],
      ['tmpfiles.d', 'systemd-tmpfiles'],
    ] as const) {
      mkdirSync(join(place, 'usr/lib', from), { recursive: true });
      mkdirSync(join(place, 'etc'), { recursive: true });
      cpSync(`/usr/lib/${from}/latchkey.conf`, join(place, 'usr/lib', from, 'latchkey.conf'));
      system(name, `--root=${place}`, ...(name === 'systemd-tmpfiles' ? ['--create'] : []), 'latchkey.conf');
    }
    const [, , uid] =
      /^latchkey:.*$/mu.exec(readFileSync(join(place, 'etc/passwd'), 'utf8'))?.[0].split(':') ?? [];
    const { mode, uid: owner } = lstatSync(join(place, 'var/lib/latchkey'));
    expect({ mode: mode & 0o777, owner }).toEqual({ mode: 0o700, owner: Number(uid) });
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('answer as another user until %s', async (signal) => {
    const unit = readFileSync('/usr/lib/systemd/system/latchkey-verify.service', 'utf8');
    const [command = '', ...args] = /^ExecStart=(.*)$/mu.exec(unit)?.[1]?.split(' ') ?? [];
    const port = await freePort();
    // As systemd does by NoNewPrivileges; a setuid program would have no effect.
    const child = startAs(stranger, 'setpriv', [
      '--no-new-privs',
      command,
      ...args,
      '--listen',
      `127.0.0.1:${port}`,
    ]);
    const [line] = (await once(createInterface({ input: child.stdout as Readable }), 'line')) as [string];
    expect(line).toBe(`Latchkey answers at http://127.0.0.1:${port}/verify`);
    const refused = await fetch(`http://127.0.0.1:${port}/verify`, { headers: { 'x-api-key': 'none' } });
    expect(refused.status).toBe(401);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    child.kill(signal);
    expect((await ended(child)).code).toBe(0);
  });
});

/** The version of a store's schema, as its header says; SQLite's file format puts it there. */
const versionOf = (path: string): number => readFileSync(path).readUInt32BE(60);

/** Whether a window of the program is on the display. */
function hasWindow(): boolean {
  const { DISPLAY = '', XAUTHORITY = '' } = person.environment;
  const tree = system('env', `DISPLAY=${DISPLAY}`, `XAUTHORITY=${XAUTHORITY}`, 'xwininfo', '-root', '-tree');
  return tree.includes('("latchkey" "Latchkey")');
}

/** The TCP ports that a process listens on. */
function portsOf(pid: number | undefined): string[] {
  if (pid === undefined) throw new Error('The program did not start.');
  const sockets = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      const target =
        lstatSync(`/proc/${pid}/fd/${fd}`, { throwIfNoEntry: false }) &&
        readlinkSync(`/proc/${pid}/fd/${fd}`);
      return /^socket:\[(\d+)\]$/u.exec(target ?? '')?.[1] ?? [];
    }),
  );
  return ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/${pid}/net/${table}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/u))
      .filter((fields) => fields[3] === '0A' && sockets.has(fields[9] ?? ''))
      .map((fields) => fields[1] ?? ''),
  );
}
