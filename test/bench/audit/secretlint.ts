import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { wholeScan } from '../../support/whole-scan.ts';
import { median } from '../verify/in-process.ts';

const ROUNDS = 5;
const SOURCES = join(import.meta.dirname, 'secretlint');
/** Its packages are nobody else's, and nothing that looks through the sources must find them. */
const FOLDER = join(import.meta.dirname, '../../../.cache/bench-secretlint');

/** Bytes a second. */
export interface Linted {
  readonly latchkey: number;
  /** With the form of our keys as its only rule. */
  readonly pattern: number;
  /** With the rules that it recommends. */
  readonly recommended: number;
}

/**
 * A folder of source files scanned beside secretlint, in turns. `null` where npm cannot install it.
 * Secretlint has one thread, so Latchkey has one.
 */
export async function measureLinted(folder: string): Promise<Linted | null> {
  mkdirSync(FOLDER, { recursive: true });
  for (const file of ['package.json', 'package-lock.json', 'pattern.json', 'recommended.json']) {
    copyFileSync(join(SOURCES, file), join(FOLDER, file));
  }
  if (!existsSync(join(FOLDER, 'node_modules'))) {
    const npm = spawnSync('npm', ['ci', '--ignore-scripts'], { cwd: FOLDER, stdio: 'inherit' });
    if (npm.status !== 0) return null;
  }
  const bytes = sizeOf(folder);
  const times = { latchkey: [] as number[], pattern: [] as number[], recommended: [] as number[] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    const ours = await scan(folder);
    const pattern = lint(folder, 'pattern.json');
    const recommended = lint(folder, 'recommended.json');
    if (round === 0) continue;
    times.latchkey.push(ours);
    times.pattern.push(pattern);
    times.recommended.push(recommended);
  }
  return {
    latchkey: bytes / median(times.latchkey),
    pattern: bytes / median(times.pattern),
    recommended: bytes / median(times.recommended),
  };
}

/** Seconds. */
async function scan(folder: string): Promise<number> {
  const begin = performance.now();
  await wholeScan([folder]).done;
  return (performance.now() - begin) / 1_000;
}

/** Seconds. */
function lint(folder: string, rules: string): number {
  const begin = performance.now();
  const program = join(FOLDER, 'node_modules/.bin/secretlint');
  const args = ['--secretlintrc', join(FOLDER, rules), '--no-gitignore', `${folder}/**/*`];
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1e8 });
  if (status !== 0) throw new Error(`secretlint ended with ${status}: ${stderr}`);
  return (performance.now() - begin) / 1_000;
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
