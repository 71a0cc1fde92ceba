import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Sqlite from 'better-sqlite3';
import { openStore } from '../../../src/core/db/open.ts';
import { Verifier } from '../../../src/core/verification/verifier.ts';
import { addressOf } from './known-keys.ts';
import { median } from './in-process.ts';

const ROUNDS = 5;
const SOURCES = join(import.meta.dirname, 'compare');
/** Its packages are nobody else's, and nothing that looks through the sources must find them. */
const FOLDER = join(import.meta.dirname, '../../../.cache/bench-compare');
/** Of a slow side enough for a figure. */
const ANSWERS = 500;

/** Microseconds an answer. */
export interface Compared {
  readonly latchkey: number;
  readonly betterAuth: number;
}

type Over = (
  sqlite: Sqlite.Database,
  count: number,
  known: number,
) => Promise<{ readonly keys: readonly string[]; readonly verify: (key: string) => Promise<boolean> }>;

/**
 * Verification beside better-auth's, taking turns, over as many keys. `null` where npm cannot install it.
 * @param path of an empty file for the other's database
 */
export async function measureCompared(
  storePath: string,
  secrets: readonly string[],
  count: number,
  path: string,
  now: number,
): Promise<Compared | null> {
  mkdirSync(FOLDER, { recursive: true });
  for (const file of ['package.json', 'package-lock.json', 'better-auth.mjs']) {
    copyFileSync(join(SOURCES, file), join(FOLDER, file));
  }
  if (!existsSync(join(FOLDER, 'node_modules'))) {
    const npm = spawnSync('npm', ['ci', '--ignore-scripts'], { cwd: FOLDER, stdio: 'inherit' });
    if (npm.status !== 0) return null;
  }
  const { betterAuthOver } = (await import(pathToFileURL(join(FOLDER, 'better-auth.mjs')).href)) as {
    readonly betterAuthOver: Over;
  };
  const sqlite = new Sqlite(path);
  const store = await openStore({ path: storePath, mode: 'read', now: () => now });
  try {
    const other = await betterAuthOver(sqlite, count, ANSWERS);
    const verifier = new Verifier(store.sqlite);
    const times = { latchkey: [] as number[], betterAuth: [] as number[] };
    for (let round = 0; round <= ROUNDS; round += 1) {
      let start = performance.now();
      for (const [index, key] of secrets.entries()) {
        const request = { key, address: addressOf(index), operation: null, permissions: [] };
        if (verifier.verify(request, now).code !== 'VALID') throw new Error('A known key is not valid.');
      }
      const ours = ((performance.now() - start) * 1000) / secrets.length;
      start = performance.now();
      for (const key of other.keys) {
        if (!(await other.verify(key))) throw new Error('A known key is not valid for better-auth.');
      }
      const theirs = ((performance.now() - start) * 1000) / other.keys.length;
      if (round === 0) continue;
      times.latchkey.push(ours);
      times.betterAuth.push(theirs);
    }
    return { latchkey: median(times.latchkey), betterAuth: median(times.betterAuth) };
  } finally {
    sqlite.close();
    await store.close();
  }
}
