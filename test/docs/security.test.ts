import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const page = read('docs/security.md');

/** Every title that the page names, with the file that it is said to be in: a file counts until the next one. */
function proofs(): { file: string; title: string }[] {
  const found: { file: string; title: string }[] = [];
  let file = '';
  for (const [, path, title] of page.matchAll(/`(test\/[\w./-]+\.tsx?)`|“([^”]+)”|\n\n/g)) {
    if (path !== undefined) file = path;
    else if (title === undefined) file = '';
    else if (file !== '') found.push({ file, title });
  }
  return found;
}

/** What the titles of tests, and of groups and steps of them, begin with; of tables their rows, and named cases. */
const BEGINS = /(?:[(\[,]\s*(?:'|"|`(?:\$\{\w+\} )?)|export const |^\s*')$/;

/** Whether a file has a test of that title that runs, or is part of one. */
function hasTest(file: string, title: string): boolean {
  // As a source writes it: quotes of strings may be escaped there.
  const text = read(file).replaceAll("\\'", "'");
  const places: number[] = [];
  for (let at = text.indexOf(title); at !== -1; at = text.indexOf(title, at + 1)) places.push(at);
  return places.some((at) => {
    const before = text.slice(Math.max(0, at - 200), at);
    const after = text[at + title.length] ?? '';
    return BEGINS.test(before) && /['"`:]/.test(after);
  });
}

describe('docs/security.md', () => {
  it('names tests that are there', () => {
    const named = proofs();
    expect(named.length).toBeGreaterThan(80);
    const missing = named.filter(({ file, title }) => !existsSync(join(root, file)) || !hasTest(file, title));
    expect(missing).toEqual([]);
  });

  it('names no test that is left out', () => {
    const files = new Set(proofs().map(({ file }) => file));
    const left = [...files].filter((file) =>
      /\.(?:skip|todo|fixme|only|fails|skipIf|runIf)\b/.test(read(file)),
    );
    expect(left).toEqual([]);
  });

  it('finds a title that is only said in passing to be none', () => {
    const [one] = proofs();
    if (!one) throw new Error('There are no proofs.');
    expect(hasTest(one.file, one.title)).toBe(true);
    expect(hasTest(one.file, one.title.slice(3))).toBe(false);
    expect(hasTest(one.file, one.title.slice(0, -3))).toBe(false);
  });

  it('names files and commands that are there', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const [, name = ''] of page.matchAll(/`npm run ([\w:-]+)/g))
      expect(Object.keys(scripts)).toContain(name);
    for (const [, path = ''] of page.matchAll(/`((?:src|test|docs|scripts)\/[\w./-]+\.\w+)`/g))
      expect(existsSync(join(root, path)), path).toBe(true);
    for (const [, path = ''] of page.matchAll(/\]\(([\w./-]+\.md)\)/g))
      expect(existsSync(join(root, 'docs', path)), path).toBe(true);
  });

  it('has a proof for every promise, fault, input and setting', () => {
    const unproven = page
      .split('\n')
      .filter((line) => line.startsWith('|') && !/^\| *[-:]/.test(line))
      .filter((line, index, lines) => isOfProofs(lines, index) && !/`test\/|`npm run/.test(line));
    expect(unproven).toEqual([]);
  });
});

/** How the last column of Electron's table says that a setting is tried, and what then has to be among the proofs. */
const TRIED: Readonly<Record<string, RegExp>> = {
  shipped: /`test\/package\/[\w-]+\.spec\.ts` “/,
  driven: /`test\/e2e\/[\w-]+\.spec\.ts` “/,
};

it('docs/security.md has every setting of Electron tried on the installed package', () => {
  const [, table = ''] = page.split('\n| setting ');
  const rows = table
    .split('\n\n')[0]
    ?.split('\n')
    .slice(2)
    .map((line) => line.split('|').map((cell) => cell.trim()));
  expect(rows?.length).toBeGreaterThan(12);
  for (const [, setting, proof, how = ''] of rows ?? [])
    expect(proof, `${setting}: ${how}`).toMatch(TRIED[how] ?? 'tried in the package');
  // `driven` is true as long as all of test/e2e runs there; hardening.spec.ts itself looks whether it does.
  expect(read('scripts/test-package.mjs')).toMatch(/playwright\('e2e', 'tests', args, \{ LATCHKEY_INSTALLED/);
  expect(read('test/e2e/playwright.config.ts')).not.toMatch(/test(?:Ignore|Match)|grep/);
  expect(read('test/e2e/hardening.spec.ts')).toContain('const packaged = INSTALLED !== undefined;');
});

/** Whether a row belongs to a table that has a column of proofs. */
function isOfProofs(lines: readonly string[], index: number): boolean {
  for (let row = index; row >= 0; row -= 1) {
    const cells = (lines[row] ?? '').split('|').map((cell) => cell.trim());
    if (HEADS.includes(cells[1] ?? '')) return row !== index && cells.includes('proof');
  }
  return false;
}
/** What the first column of each table is called. */
const HEADS = [
  'promise',
  'what happens',
  'what comes',
  'setting',
  'check',
  'package',
  'figure',
  'somebody who',
];

interface Locked {
  readonly version?: string;
  readonly name?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}

describe('the dependencies', () => {
  const manifest = JSON.parse(read('package.json')) as {
    readonly allowScripts: Readonly<Record<string, boolean>>;
    readonly dependencies: Readonly<Record<string, string>>;
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> };
  const locked = Object.entries(packages).filter(([path]) => path !== '');

  it('have no install script but those that are allowed, and docs/security.md says why', () => {
    const scripted = locked
      .filter(([, { hasInstallScript }]) => hasInstallScript === true)
      .map(([path, { name }]) => name ?? path.split('node_modules/').at(-1) ?? '');
    const allowed = Object.entries(manifest.allowScripts).flatMap(([name, yes]) => (yes ? [name] : []));
    expect(scripted.toSorted()).toEqual(allowed.toSorted());
    for (const name of allowed) expect(page).toMatch(new RegExp(`^\\| \`${name}\` +\\| [A-Z].{20}`, 'm'));
  });

  it('that only package the program have none that runs', () => {
    const lock = JSON.parse(read('packaging/package-lock.json')) as { packages: Record<string, Locked> };
    const scripted = Object.entries(lock.packages)
      .filter(([path, { hasInstallScript }]) => path !== '' && hasInstallScript === true)
      .map(([path]) => path.split('node_modules/').at(-1) ?? '');
    const { allowScripts } = JSON.parse(read('packaging/package.json')) as typeof manifest;
    expect(Object.fromEntries(scripted.map((name) => [name, false]))).toEqual(allowScripts);
    expect(read('scripts/package/builder.mjs')).toContain("'ci', '--ignore-scripts'");
    for (const name of scripted) expect(page).toContain(`\`${name}\``);
  });

  it('are pinned by version and by hash', () => {
    const exact = /^(?:npm:@?[\w./-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/;
    for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }))
      expect(version, name).toMatch(exact);
    const loose = locked.filter(
      ([, { integrity, link }]) => link !== true && integrity?.startsWith('sha512-') !== true,
    );
    // What comes inside of another package has that one's hash.
    expect(loose.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });
});

it('no source hands an address or a file to another program, or runs text as code', () => {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
  const found = sources
    .filter((name) => /\.tsx?$/.test(name))
    .filter((name) => FORBIDDEN.test(read(join('src', name))));
  expect(found).toEqual([]);
});

const FORBIDDEN =
  /\b(?:openExternal|openPath|showItemInFolder|executeJavaScript|insertCSS|dangerouslySetInnerHTML|eval\(|new Function)/;
