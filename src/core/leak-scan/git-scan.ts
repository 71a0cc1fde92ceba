import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { ByteReader } from './archive/byte-reader.ts';
import { ContentScan, type ContentOptions, type Spot } from './content-scan.ts';
import { type Harvest, newHarvest, Stopped } from './place.ts';

/** What is no larger is read in one piece. */
const SMALL = 1024 * 1024;
const LONGEST_LINE = 64 * 1024;
/** How often is looked whether git is still wanted. Milliseconds. */
const LOOK_EVERY = 100;

export interface GitOptions {
  readonly isStopped: () => boolean;
  /** git that says nothing for longer waits for what does not come, such as a FIFO that its settings name. Milliseconds. */
  readonly gitPatience: number;
}

/**
 * Scans every object that a repository has, whether a commit still leads to it or not: files of all commits, and the
 * messages of commits and tags. A repository that git does not want to read is a trouble.
 */
export async function scanRepository(
  folder: string,
  options: ContentOptions & GitOptions,
  harvest: Harvest,
): Promise<void> {
  const own = newHarvest();
  try {
    await scanObjects(folder, options, own);
  } catch (error) {
    if (error instanceof Stopped) throw error;
    const detail = error instanceof Error ? error.message : '';
    harvest.troubles.push({ kind: 'git', path: folder, inside: [], detail });
  }
  const ids = new Set(own.hits.map(({ object }) => object?.id ?? ''));
  const names = await namesOf(folder, ids, options);
  harvest.found += own.found;
  harvest.troubles.push(...own.troubles);
  for (const hit of own.hits) {
    const { object } = hit;
    harvest.hits.push({ ...hit, object: object && { ...object, name: names.get(object.id) ?? null } });
  }
}

async function scanObjects(
  folder: string,
  options: ContentOptions & GitOptions,
  harvest: Harvest,
): Promise<void> {
  const content = new ContentScan(options);
  const { isStopped } = options;
  const args = ['cat-file', '--batch-all-objects', '--batch', '--unordered', '--buffer'];
  const git = run(folder, args, options);
  try {
    const reader = new ByteReader(git.stdout);
    for (;;) {
      if (isStopped()) throw new Stopped();
      const line = await reader.readLine(LONGEST_LINE);
      if (line === null) break;
      const [id = '', type = '', length = ''] = line.split(' ');
      const size = Number(length);
      if (!Number.isSafeInteger(size) || length === '') continue;
      const spot: Spot = { path: folder, inside: [], object: { id, type, name: null } };
      if (size <= SMALL) {
        const bytes = await reader.read(size);
        options.onBytes(bytes.length);
        await content.whole(bytes, spot, harvest);
      } else {
        let left = size;
        const pieces = async function* () {
          for await (const piece of reader.stream(left)) {
            left -= piece.length;
            yield piece;
          }
        };
        await content.stream(pieces(), spot, harvest);
        // What an archive at its limit left.
        for await (const piece of reader.stream(left)) left -= piece.length;
      }
      await reader.read(1);
    }
    const problem = await git.problem;
    if (isStopped()) throw new Stopped();
    if (problem !== null) throw new Error(problem);
  } finally {
    git.stop();
  }
}

/** Under which names commits have these objects, as far as git tells: a key is one without its name, too. */
async function namesOf(
  folder: string,
  ids: ReadonlySet<string>,
  options: GitOptions,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  if (ids.size === 0) return names;
  const git = run(folder, ['rev-list', '--objects', '--all', '--reflog'], options);
  try {
    const reader = new ByteReader(git.stdout);
    for (let line = await reader.readLine(LONGEST_LINE); line !== null;) {
      const space = line.indexOf(' ');
      if (space !== -1 && ids.has(line.slice(0, space)))
        names.set(line.slice(0, space), line.slice(space + 1));
      if (names.size === ids.size) break;
      line = await reader.readLine(LONGEST_LINE);
    }
  } catch {
    // A tree that somebody made may hold names that are no names.
  } finally {
    git.stop();
  }
  if (options.isStopped()) throw new Stopped();
  return names;
}

/** Where the objects of the repository are of which this folder is a work tree; `null`: git does not say. */
export async function objectFolder(folder: string, options: GitOptions): Promise<string | null> {
  const git = run(folder, ['rev-parse', '--path-format=absolute', '--git-common-dir'], options);
  const line = await new ByteReader(git.stdout).readLine(LONGEST_LINE).catch(() => null);
  const problem = await git.problem;
  return problem === null ? line : null;
}

/**
 * Runs git on a repository that may be anybody's: nothing of it is run, nothing is fetched, nothing is asked, and what
 * belongs to somebody else git refuses by itself.
 */
function run(folder: string, args: readonly string[], { isStopped, gitPatience }: GitOptions) {
  const env: Record<string, string | undefined> = {
    ...process.env,
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    // Older ones fetch all the same what a repository says is missing, by a command of its own: by nothing at all.
    GIT_ALLOW_PROTOCOL: 'none',
    // What only looks like a repository is none; git would take the one that it stands in.
    GIT_CEILING_DIRECTORIES: dirname(folder),
    LC_ALL: 'C',
  };
  // Of a repository in which Latchkey itself was started.
  for (const name of [
    'GIT_DIR',
    'GIT_WORK_TREE',
    'GIT_OBJECT_DIRECTORY',
    'GIT_ALTERNATE_OBJECT_DIRECTORIES',
    // Nothing of git's.
    'LATCHKEY_KEY',
  ]) {
    delete env[name];
  }
  const git = spawn('git', ['-c', 'core.fsmonitor=false', '-C', folder, ...args], {
    env,
    // Windows looks for programs there first: not in the folder in which somebody has started the scan.
    cwd: dirname(process.execPath),
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  let said = '';
  let waitingSince: number | null = performance.now();
  let silent = false;
  const watch = setInterval(() => {
    silent = waitingSince !== null && performance.now() - waitingSince > gitPatience;
    if (silent || isStopped()) git.kill('SIGKILL');
  }, LOOK_EVERY);
  git.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (said.length < 1_000) said += text;
  });
  const problem = new Promise<string | null>((resolve) => {
    git.once('error', (error) =>
      resolve('code' in error && error.code === 'ENOENT' ? NO_GIT : error.message),
    );
    git.once('close', (code) => {
      const failed = silent ? 'git does not answer' : (said.trim().split('\n')[0] ?? 'git has failed');
      resolve(code === 0 ? null : failed);
    });
  }).finally(() => clearInterval(watch));
  async function* heard(): AsyncGenerator<Uint8Array> {
    for await (const piece of git.stdout as AsyncIterable<Uint8Array>) {
      waitingSince = null;
      yield piece;
      waitingSince = performance.now();
    }
  }
  return {
    stdout: heard(),
    problem,
    stop: () => {
      git.stdout.destroy();
      if (git.exitCode === null) git.kill();
    },
  };
}

export const NO_GIT = 'git is not installed';
