import { randomUUID } from 'node:crypto';
import { lstat, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { t } from '../shared/language/t.ts';
import { AppError } from '../shared/rpc.ts';
import { requireNotStore } from './db/store-files.ts';

/** A second file that belongs to the first, beside it: `report.pdf.sig`. */
export interface FileBeside {
  readonly suffix: string;
  /** What stands there is of an earlier first file. Anything else is somebody's own, and stays. */
  readonly isEarlier: (text: string) => boolean;
  /** Asked when all of the first is written; `null`: there is none, and one of an earlier first file goes. */
  readonly text: () => Promise<string | null>;
}

/** Bytes. */
const LONGEST_BESIDE = 64 * 1024;

type Content = string | AsyncIterable<string | Uint8Array>;

/**
 * Writes a file that only its owner may read. Beside its place first: the mode is right from the first byte on, and what
 * was there stays until all is on the disk.
 * @param storePath of the store that this process has open
 */
export async function writePrivately(
  path: string,
  content: Content,
  beside?: FileBeside,
  storePath?: string,
): Promise<void> {
  await requireNoDevice(path);
  if (storePath !== undefined) requireNotStore(path, storePath, 'SAVE_FAILED');
  if (beside !== undefined) await requireOurs(path + beside.suffix, beside);
  const drafts: string[] = [];
  try {
    const first = await writeDraft(path, content, drafts);
    const second = beside === undefined ? null : await beside.text();
    const draft = second === null ? null : await writeDraft(path, second, drafts);
    await rename(first, path);
    if (beside === undefined) return;
    if (draft === null) await rm(path + beside.suffix, { force: true });
    else await rename(draft, path + beside.suffix);
  } catch (error) {
    for (const draft of drafts) await rm(draft, { force: true });
    throw error;
  }
}

/** Who may write everywhere would put a file in the place of `/dev/null`. A folder is refused by the system. */
async function requireNoDevice(path: string): Promise<void> {
  const there = await stat(path).catch(() => null);
  if (there === null || there.isFile() || there.isDirectory()) return;
  throw new AppError('SAVE_FAILED', t('{path} is a device or a pipe. Choose the name of a file.', { path }));
}

/** Nobody was asked whether what is beside may go. */
async function requireOurs(path: string, { isEarlier }: FileBeside): Promise<void> {
  const there = await lstat(path).catch(() => null);
  if (there === null) return;
  const isShort = there.isFile() && there.size <= LONGEST_BESIDE;
  if (isShort && isEarlier(await readFile(path, 'utf8'))) return;
  throw new AppError(
    'SAVE_FAILED',
    t('{path} is there already and is another file. Choose another name.', { path }),
  );
}

async function writeDraft(path: string, content: Content, drafts: string[]): Promise<string> {
  const draft = join(dirname(path), `.${randomUUID()}`);
  const file = await open(draft, 'wx', 0o600);
  drafts.push(draft);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  return draft;
}
