import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { describe, expect, it } from 'vitest';
import { differences } from './support/compare.ts';
import { given, system } from './support/given.ts';

const { release, e2e, bare } = given.packages;
const executable = (folder: string): string => join(folder, 'latchkey-desktop');
const asar = (folder: string): string => join(folder, 'resources', 'app.asar');

const { ENABLE: on, DISABLE: off } = FuseState;
const SHIPPED = [
  ['RunAsNode', off],
  ['EnableCookieEncryption', on],
  ['EnableNodeOptionsEnvironmentVariable', off],
  ['EnableNodeCliInspectArguments', off],
  ['OnlyLoadAppFromAsar', on],
  ['LoadBrowserProcessSpecificV8Snapshot', off],
  ['GrantFileProtocolExtraPrivileges', off],
  // Electron looks at it on macOS and Windows alone.
  ['EnableEmbeddedAsarIntegrityValidation', off],
] as const;

describe('fuses of the shipped program', () => {
  it.each(SHIPPED)('%s', async (name, state) => {
    const wire = await getCurrentFuseWire(executable(release.folder));
    expect(wire[FuseV1Options[name]]).toBe(state);
  });

  it('has no other that nobody has looked at', async () => {
    const { version: _, ...wire } = await getCurrentFuseWire(executable(release.folder));
    const looked = new Set<string>(SHIPPED.map(([name]) => String(FuseV1Options[name])));
    // Newer Electrons have it: how traps of WebAssembly are caught, which the page's policy does not let run.
    looked.add(String(FuseV1Options.WasmTrapHandlers));
    expect(Object.keys(wire).filter((index) => !looked.has(index))).toEqual([]);
  });
});

describe('the variant for tests', () => {
  it('has the same files, and only the executable and the archive differ', () => {
    expect(differences(release.folder, e2e.folder)).toEqual(['latchkey-desktop', 'resources/app.asar']);
  });

  it('differs in one fuse', async () => {
    const [ours, theirs] = await Promise.all(
      [release, e2e].map(({ folder }) => getCurrentFuseWire(executable(folder))),
    );
    const inspect = FuseV1Options.EnableNodeCliInspectArguments;
    expect(theirs).toEqual({ ...ours, [inspect]: FuseState.ENABLE });
    const [one, other] = [release, e2e].map(({ folder }) => readFileSync(executable(folder)));
    expect(bytesThatDiffer(one, other)).toBe(1);
  });

  it('differs in the check of the debugging switches', () => {
    const [one, other] = [release, e2e].map(({ folder }) => asar(folder));
    if (one === undefined || other === undefined) throw new Error('There are two of them.');
    expect(listPackage(other, { isPack: false })).toEqual(listPackage(one, { isPack: false }));
    const changed = files(one).filter((path) => !extractFile(one, path).equals(extractFile(other, path)));
    expect(changed).toEqual(['out/main/index.js']);
    const [shipped, driven] = [one, other].map((archive) => extractFile(archive, 'out/main/index.js'));
    expect(bytesThatDiffer(shipped, driven)).toBe(1);
    expect(shipped?.toString()).toContain('debuggable:!1');
    expect(driven?.toString()).toContain('debuggable:!0');
  });
});

describe('the archive', () => {
  const paths = files(asar(release.folder));

  it('has two packages, of each what this platform needs, and the build', () => {
    const outside = paths.filter((path) => !path.startsWith('out/') && !path.startsWith('node_modules/'));
    expect(outside).toEqual(['package.json']);
    // Pictures and the like that other commands leave in the folder of the build are not shipped.
    const built = paths.flatMap((path) => /^out\/([^/]+)/.exec(path)?.[1] ?? []);
    expect(new Set(built)).toEqual(new Set(['main', 'preload', 'renderer']));
    const packages = new Set<string | undefined>(
      paths.filter((path) => path.startsWith('node_modules/')).map((path) => path.split('/')[1]),
    );
    expect(packages).toEqual(new Set(['better-sqlite3', 'keytar']));
    const here = `${process.platform}-${process.arch}`;
    expect(paths.filter((path) => path.endsWith('.node')).toSorted()).toEqual([
      `node_modules/better-sqlite3/prebuilds/${here}.node`,
      `node_modules/keytar/prebuilds/${here}/keytar.node`,
    ]);
  });

  it('has no sources, maps or tests', () => {
    expect(
      paths.filter((path) => /\.(?:tsx?|map|c|cc|cpp|h|gyp)$|(?:^|\/)(?:test|spec|\.git)/u.test(path)),
    ).toEqual([]);
  });

  it('names the version and starts with the entry that asks which program is meant', () => {
    const about = JSON.parse(extractFile(asar(release.folder), 'package.json').toString()) as object;
    expect(about).toMatchObject({ version: release.version, main: './out/main/entry.js', name: 'latchkey' });
    expect(about).not.toHaveProperty('devDependencies');
  });
});

describe('the .deb', () => {
  it('is at most 1.15 times as large as bare Electron in the same form', () => {
    const ratio = statSync(release.deb).size / statSync(bare).size;
    console.log(`size: ${ratio.toFixed(3)} × bare Electron`);
    expect(ratio).toBeLessThanOrEqual(1.15);
  });

  const lines = system('dpkg-deb', '--contents', release.deb).trim().split('\n');

  it('belongs to root, and only root writes', () => {
    for (const line of lines) {
      const [mode = '', owner] = line.split(/\s+/u);
      expect(owner, line).toBe('root/root');
      if (!mode.startsWith('l')) expect(mode, line).toMatch(/^.....-..-.$/u);
    }
  });

  it('has one setuid program: the sandbox, for systems without user namespaces', () => {
    const special = lines.filter((line) => /^...[sS]|^......[sS]|^.........[tT]/u.test(line));
    expect(special).toHaveLength(1);
    expect(special[0]).toMatch(/^-rwsr-xr-x .* \.\/usr\/lib\/latchkey\/chrome-sandbox$/u);
  });

  it('needs the packages of every library that the programs link to', () => {
    const depends = system('dpkg-deb', '--field', release.deb, 'Depends');
    const named = new Set(depends.split(/[,|]/u).map((one) => one.trim().split(' ')[0] ?? ''));
    const addon = 'resources/app.asar.unpacked/node_modules/keytar/prebuilds/linux-x64/keytar.node';
    for (const file of ['latchkey-desktop', 'libGLESv2.so', addon]) {
      for (const library of linkedTo(join(release.folder, file))) {
        expect(
          [...ownersOf(library)].some((owner) => named.has(owner)),
          `${library} of ${file}`,
        ).toBe(true);
      }
    }
  });
});

function files(archive: string): string[] {
  return listPackage(archive, { isPack: false })
    .map((path) => path.slice(1))
    .filter(
      (path) => !listPackage(archive, { isPack: false }).some((other) => other.startsWith(`/${path}/`)),
    );
}

function bytesThatDiffer(one: Buffer | undefined, other: Buffer | undefined): number {
  if (one === undefined || one.length !== other?.length) throw new Error('They differ in length.');
  let count = 0;
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) count += 1;
  return count;
}

/** The libraries of the system that an ELF file names, with the paths where they are. */
function linkedTo(file: string): string[] {
  const named = new Set(
    system('objdump', '--private-headers', file)
      .split('\n')
      .flatMap((line) => /^\s*NEEDED\s+(\S+)/u.exec(line)?.[1] ?? []),
  );
  return system('ldd', file)
    .split('\n')
    .flatMap((line) => {
      const [, name, path] = /^\s*(\S+) => (\/\S+)/u.exec(line) ?? [];
      return name !== undefined && path !== undefined && named.has(name) && !path.startsWith(release.folder)
        ? [path]
        : [];
    });
}

/** The packages that a library is from; dpkg knows it by the path with or without the merged `/usr`. */
function ownersOf(path: string): Set<string> {
  for (const known of [path, `/usr${path}`, path.replace(/^\/usr/u, '')]) {
    try {
      return new Set(
        system('dpkg', '--search', known)
          .split('\n')
          .map((line) => line.split(':')[0] ?? ''),
      );
    } catch {
      // Not known by this path.
    }
  }
  return new Set();
}
