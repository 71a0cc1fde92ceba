import { spawnSync } from 'node:child_process';
import type { Hit } from '../../../src/core/leak-scan/place.ts';
import type { ScanCounts } from '../../../src/core/leak-scan/scan.ts';
import { wholeScan } from '../../support/whole-scan.ts';
import { median } from '../verify/in-process.ts';
import type { PlantedTree } from './tree.ts';

/** How fast a tree is scanned, beside ripgrep, and whether all that was planted is found. */

export const PATTERN = '[a-z][a-z0-9]{1,9}_[0-9A-Za-z]{38}';
const ROUNDS = 5;

export interface ScanFigures {
  /** Bytes a second, medians. */
  readonly latchkey: number;
  /** `null`: not installed. */
  readonly ripgrep: number | null;
  readonly missing: readonly string[];
  /** Places where nothing was planted. */
  readonly wrong: readonly string[];
  readonly counts: ScanCounts;
}

/** Scans the tree some times, the two sides in turns, after each has read it once. */
export async function measureScan(tree: PlantedTree, threads: number, ripgrep: string): Promise<ScanFigures> {
  const [ours, theirs]: [number[], number[]] = [[], []];
  const first = await scanOnce(tree, threads);
  const installed = searchOnce(tree, threads, ripgrep) !== null;
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push((await scanOnce(tree, threads)).seconds);
    const took = installed ? searchOnce(tree, threads, ripgrep) : null;
    if (took !== null) theirs.push(took);
  }
  const places = first.hits.map(({ path, inside }) =>
    [path.slice(tree.folder.length + 1), ...inside].join(' › '),
  );
  return {
    latchkey: tree.bytes / median(ours),
    ripgrep: theirs.length === 0 ? null : tree.bytes / median(theirs),
    missing: tree.planted.filter((place) => !places.includes(place)),
    wrong: places.filter((place, at) => !tree.planted.includes(place) || places.indexOf(place) !== at),
    counts: first.counts,
  };
}

async function scanOnce({ folder }: PlantedTree, threads: number) {
  const hits: Hit[] = [];
  const begin = performance.now();
  const scan = wholeScan([folder], { threads, onHits: async (found) => void hits.push(...found) });
  await scan.done;
  return { seconds: (performance.now() - begin) / 1_000, hits, counts: scan.counts() };
}

/** Seconds; `null`: there is no ripgrep. */
function searchOnce({ folder }: PlantedTree, threads: number, ripgrep: string): number | null {
  const begin = performance.now();
  const args = [
    '--no-config',
    '-uuu',
    '--text',
    '--no-messages',
    '--count',
    `--threads=${threads}`,
    '-e',
    PATTERN,
    folder,
  ];
  const { error } = spawnSync(ripgrep, args, { stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1e8 });
  return error ? null : (performance.now() - begin) / 1_000;
}
