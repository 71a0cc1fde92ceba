import { readdirSync, readFileSync } from 'node:fs';
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

describe('the release workflow', () => {
  it('names no host but those of its own service, and pins what it runs to a commit', () => {
    const workflow = read('.github/workflows/release.yml');
    expect(workflow).not.toMatch(/https?:\/\//u);
    const used = [...workflow.matchAll(/uses: (\S+)/gu)].map(([, name]) => name);
    expect(used.length).toBeGreaterThan(0);
    for (const name of used) expect(name).toMatch(/@[0-9a-f]{40}$/u);
  });
});
