import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('icons', () => {
  const folder = join(root, 'resources/icons');
  const pictures = readdirSync(folder).filter((name) => name.endsWith('.png'));

  it('there is one for each size that desktops and installers ask for', () => {
    const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024].map((size) => `${size}x${size}.png`);
    expect(pictures.toSorted()).toEqual(sizes.toSorted());
  });

  it.each(pictures)('%s has the size of its name, and is transparent around', (name) => {
    const picture = readFileSync(join(folder, name));
    expect(`${picture.readUInt32BE(16)}x${picture.readUInt32BE(20)}.png`).toBe(name);
    // The colour type with an alpha channel.
    expect(picture.readUInt8(25)).toBe(6);
  });
});

describe('electron-builder', () => {
  it('is locked apart from the program’s own packages, without the name of a registry', () => {
    const lock = JSON.parse(read('packaging/package-lock.json')) as {
      packages: Record<string, { version?: string; resolved?: string; integrity?: string }>;
    };
    const { '': own, ...packages } = lock.packages;
    expect(own).toMatchObject({ devDependencies: { 'electron-builder': '26.17.0' } });
    expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
    expect(Object.values(packages).filter(({ integrity }) => integrity === undefined)).toEqual([]);
    expect(read('package-lock.json')).not.toContain('node_modules/electron-builder');
  });
});

describe('what the other forms of package may do', () => {
  interface Config {
    readonly appImage: { readonly executableArgs: readonly string[] };
    readonly rpm: { readonly depends: readonly string[]; readonly fpm: readonly string[] };
    readonly mac: Readonly<Record<string, unknown>>;
    readonly forceCodeSigning: boolean;
  }
  const require = createRequire(import.meta.url);
  const at = join(root, 'electron-builder.config.cjs');
  const configuration = (environment: Readonly<Record<string, string>> = {}): Config => {
    Object.assign(process.env, environment);
    try {
      Reflect.deleteProperty(require.cache, at);
      return require(at) as Config;
    } finally {
      for (const name of Object.keys(environment)) Reflect.deleteProperty(process.env, name);
    }
  };

  it('on macOS compiling while it runs, and nothing that lets foreign libraries in', () => {
    const { mac } = configuration();
    for (const name of ['entitlements', 'entitlementsInherit']) {
      const list = read(String(mac[name]));
      expect([...list.matchAll(/<key>([^<]+)<\/key>\s*<true\/>/gu)].map(([, key]) => key)).toEqual([
        'com.apple.security.cs.allow-jit',
      ]);
    }
    expect(mac['hardenedRuntime']).toBe(true);
  });

  it('starts an AppImage without a switch that the program refuses, and an rpm with libsecret', () => {
    const { appImage, rpm } = configuration();
    expect(appImage.executableArgs).toEqual([]);
    expect(rpm.depends.join(' ')).toContain('libsecret');
  });

  it('is signed where a certificate is, or not made', () => {
    expect(configuration()).toMatchObject({ forceCodeSigning: false, mac: { identity: null } });
    const signed = configuration({ CSC_LINK: 'a certificate' });
    expect(signed.forceCodeSigning).toBe(true);
    expect(signed.mac).not.toHaveProperty('identity');
  });

  it('is the same around the program in the rpm as in the .deb', () => {
    const tree = read('scripts/package/linux-tree.mjs');
    const own = [...tree.matchAll(/'(usr\/(?:lib|share\/(?:man|bash))[^'`]+)'/gu)].map(([, path]) => path);
    const taken = configuration().rpm.fpm.map((word) => word.split('=/')[1]);
    expect(taken).toEqual(expect.arrayContaining(own));
    expect(own.length).toBeGreaterThan(4);
  });
});

describe('the release workflow', () => {
  it('audits all dependencies by the commands that docs/security.md names, and tests the package', () => {
    const workflow = read('.github/workflows/release.yml');
    for (const command of ['audit:dependencies', 'audit:electron', 'test:package', 'sbom'])
      expect(workflow).toContain(`npm run ${command}`);
    expect(workflow).toContain('npm --prefix packaging audit');
  });

  it('does not go on while an address is still a placeholder', () => {
    const placeholder = 'latchkey@example.org';
    const workflow = read('.github/workflows/release.yml');
    expect(workflow).toContain(placeholder.replace('.', '\\.'));
    const docs = read('docs/packaging.md');
    if (read('scripts/package/linux-tree.mjs').includes(placeholder)) expect(docs).toContain(placeholder);
  });

  it('names no host but those of its own service, and pins what it runs to a commit', () => {
    const workflow = read('.github/workflows/release.yml');
    expect(workflow).not.toMatch(/https?:\/\//u);
    const used = [...workflow.matchAll(/uses: (\S+)/gu)].map(([, name]) => name);
    expect(used.length).toBeGreaterThan(0);
    for (const name of used) expect(name).toMatch(/@[0-9a-f]{40}$/u);
  });
});
