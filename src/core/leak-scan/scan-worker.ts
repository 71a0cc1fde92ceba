import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { StoreFiles } from '../db/store-files.ts';
import { ChunkScanner } from './chunk-scanner.ts';
import { FileScan } from './file-scan.ts';
import { objectFolder, scanRepository } from './git-scan.ts';
import { codeOf, type Harvest, newHarvest, Stopped } from './place.ts';
import { forSystem, type RawPath, told, within } from './raw-path.ts';

/** Scans folders, files and repositories in a thread of its own. */
export interface ScanWorkerData {
  /** Of the store that this process has open. */
  readonly storePath: string;
  readonly archives: boolean;
  readonly git: boolean;
  readonly gitPatience: number;
  /** One number: not 0 once the scan is to stop. */
  readonly stop: SharedArrayBuffer;
  /** Two numbers of this thread alone: files and bytes that were read. */
  readonly counters: SharedArrayBuffer;
}

export type ScanTask =
  | { readonly type: 'folder'; readonly path: RawPath }
  | { readonly type: 'files'; readonly paths: readonly RawPath[] }
  | { readonly type: 'repository'; readonly path: string };

/** What came of a task, and the tasks that it leads to. */
export interface ScanAnswer extends Harvest {
  readonly tasks: readonly ScanTask[];
  readonly stopped: boolean;
}

/** Files of a task: enough that asking costs nothing, few enough that no thread stands idle at the end. */
const FILES_AT_ONCE = 32;

type Entries = readonly Dirent<Buffer>[];
const HEAD = Buffer.from('HEAD');
const OBJECTS = Buffer.from('objects');
const REFS = Buffer.from('refs');
const DOT_GIT = Buffer.from('.git');

const { storePath, archives, git, gitPatience, stop, counters } = workerData as ScanWorkerData;
const stopFlag = new Int32Array(stop);
const counted = new Float64Array(counters);
const options = {
  scanner: new ChunkScanner(),
  archives,
  gitPatience,
  isStopped: () => Atomics.load(stopFlag, 0) !== 0,
  onBytes: (bytes: number) => void (counted[1] = (counted[1] ?? 0) + bytes),
};
const files = new FileScan(options);
const storeFiles = new StoreFiles(storePath);

parentPort?.on('message', (task: ScanTask) => {
  void answer(task).then((found) => parentPort?.postMessage(found));
});

async function answer(task: ScanTask): Promise<ScanAnswer> {
  const harvest = newHarvest();
  const tasks: ScanTask[] = [];
  try {
    if (task.type === 'folder') tasks.push(...(await readFolder(task.path, harvest)));
    else if (task.type === 'repository') await scanRepository(task.path, options, harvest);
    else {
      storeFiles.look();
      for (const path of task.paths) {
        if (options.isStopped()) throw new Stopped();
        if (storeFiles.has(forSystem(path))) {
          harvest.own += 1;
          continue;
        }
        await files.scan(path, harvest);
        counted[0] = (counted[0] ?? 0) + 1;
      }
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    return { ...harvest, tasks: [], stopped: true };
  }
  return { ...harvest, tasks, stopped: false };
}

/** The tasks that a folder is made of, files first. */
async function readFolder(path: RawPath, harvest: Harvest): Promise<ScanTask[]> {
  let entries: Entries;
  try {
    entries = readdirSync(forSystem(path), { withFileTypes: true, encoding: 'buffer' });
  } catch (error) {
    harvest.troubles.push({ kind: 'unreadable', path: told(path), inside: [], detail: codeOf(error) });
    return [];
  }
  const paths: RawPath[] = [];
  const tasks: ScanTask[] = [];
  const isRepository = git && holdsObjects(entries);
  for (const entry of entries) {
    const place = within(path, entry.name);
    if (entry.isSymbolicLink()) harvest.links += 1;
    else if (entry.isDirectory()) {
      // Its objects are packed; git reads them.
      if (!(isRepository && entry.name.equals(OBJECTS))) tasks.push({ type: 'folder', path: place });
    } else if (entry.isFile()) {
      paths.push(place);
    } else harvest.special += 1;
  }
  // A work tree whose repository is elsewhere has a file of that name.
  const worksFrom = git && entries.some((entry) => entry.name.equals(DOT_GIT) && entry.isFile());
  if (isRepository || worksFrom) await addRepository(path, isRepository, tasks, harvest);
  for (let start = 0; start < paths.length; start += FILES_AT_ONCE) {
    tasks.push({ type: 'files', paths: paths.slice(start, start + FILES_AT_ONCE) });
  }
  return tasks;
}

async function addRepository(
  path: RawPath,
  isRepository: boolean,
  tasks: ScanTask[],
  { troubles }: Harvest,
): Promise<void> {
  const trouble = (detail: string) =>
    troubles.push({
      kind: 'git',
      path: isRepository ? told(path) : join(told(path), '.git'),
      inside: [],
      detail,
    });
  // It is told its folder in text.
  if (typeof path !== 'string') return void trouble('git cannot be told a path that is no UTF-8');
  const objects = isRepository ? path : await objectFolder(path, options);
  if (objects === null) trouble('git does not find its repository');
  else tasks.push({ type: 'repository', path: objects });
}

/** Whether these are the entries of a repository: a bare one, or the folder `.git` of one. */
function holdsObjects(entries: Entries): boolean {
  const folder = (name: Buffer) => entries.some((entry) => entry.name.equals(name) && entry.isDirectory());
  // A FIFO of that name would keep git waiting.
  const isHead = (entry: Entries[number]) =>
    entry.name.equals(HEAD) && (entry.isFile() || entry.isSymbolicLink());
  return folder(OBJECTS) && folder(REFS) && entries.some(isHead);
}
