import { statSync } from 'node:fs';

/** Which file is at a path, empty when none can be told: another one after a restore. */
export function fileIdentity(path: string): string {
  try {
    // NTFS has numbers that are no longer told apart as floating ones.
    const { dev, ino } = statSync(path, { bigint: true });
    return `${dev}/${ino}`;
  } catch {
    // A folder that cannot be looked into is as good as no file.
    return '';
  }
}
