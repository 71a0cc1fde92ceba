import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DAY } from '../../shared/duration.ts';
import { discard, UNFINISHED } from './files.ts';

/** Whoever makes a file writes to it, and nobody looks at a preview for so long. Milliseconds. */
const DEAD_AFTER = DAY;

/**
 * Takes away what backups and restores that were killed have left in a folder: each may hold all that a store holds.
 * @param begins how the names of the caller's own files begin; others may be somebody else's
 */
export function sweep(folder: string, begins: string, now: number): void {
  for (const name of namesIn(folder)) {
    if (!name.startsWith(begins) || !UNFINISHED.test(name)) continue;
    const path = join(folder, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isFile() && now - stat.mtimeMs > DEAD_AFTER) discard(path);
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
