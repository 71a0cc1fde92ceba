import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** All below a folder but folders, as paths from it, in order. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => !lstatSync(join(folder, path)).isDirectory())
    .toSorted();

/** The files that two folders do not have alike: content, existence, and modes unless they are not to be looked at. */
export function differences(one: string, other: string, { modes = true } = {}): string[] {
  const paths = new Set([...filesBelow(one), ...filesBelow(other)]);
  return [...paths]
    .filter((path) => contentOf(join(one, path), modes) !== contentOf(join(other, path), modes))
    .toSorted();
}

function contentOf(path: string, modes: boolean): string | null {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat) return null;
  if (stat.isSymbolicLink()) return `→ ${readlinkSync(path)}`;
  return `${modes ? stat.mode : ''} ${readFileSync(path).toString('latin1')}`;
}
