import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A second file that belongs to the first, beside it: `report.pdf.sig`. */
export interface FileBeside {
  readonly suffix: string;
  /** Asked when all of the first is written; `null`: there is none, and one of an earlier first file goes. */
  readonly text: () => Promise<string | null>;
}

type Content = string | AsyncIterable<string | Uint8Array>;

/**
 * Writes a file that only its owner may read. Beside its place first: the mode is right from the first byte on, and what
 * was there stays until all is on the disk.
 */
export async function writePrivately(path: string, content: Content, beside?: FileBeside): Promise<void> {
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
