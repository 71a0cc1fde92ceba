import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeShipped } from './sbom.ts';

/** `node write-sbom.ts NPM …`: asks npm for the bill of materials and writes it, with what is shipped, into dist. */
const root = join(import.meta.dirname, '../..');
const read = (...path: readonly string[]) => JSON.parse(readFileSync(join(root, ...path), 'utf8')) as unknown;
const [npm = 'npm', ...first] = process.argv.slice(2);

type Named = { readonly name: string; readonly version: string };
const program = read('package.json') as Named;
const own = (folder: string): Named => read('node_modules', folder, 'package.json') as Named;
const bundled = ['main', 'renderer'].flatMap((part) => read('out', part, 'licenses.json') as Named[]);
const shipped = [...bundled, own('better-sqlite3'), own('keytar'), own('electron')];

const words = [...first, 'sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'];
const printed = execFileSync(npm, words, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
const bill = JSON.parse(printed) as Parameters<typeof describeShipped>[0];
mkdirSync(join(root, 'dist'), { recursive: true });
const file = join('dist', `${program.name}-${program.version}.cdx.json`);
writeFileSync(join(root, file), `${JSON.stringify(describeShipped(bill, program, shipped), null, 2)}\n`);
console.log(file);
