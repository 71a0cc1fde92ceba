import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { given, system } from './given.ts';

/** Installs a package, or upgrades to it. */
export const install = (deb: string): string => system('dpkg', '--install', deb);

/** Removes the package if it is there. */
export function remove(how: '--remove' | '--purge'): void {
  system('dpkg', how, 'latchkey');
}

/** The version of the package that dpkg has installed, or `null`. */
export function installedVersion(): string | null {
  const format = '--showformat=${db:Status-Status} ${Version}';
  try {
    const [status, version] = system('dpkg-query', '--show', format, 'latchkey').split(' ');
    return status === 'installed' ? (version ?? null) : null;
  } catch {
    // dpkg knows no such package.
    return null;
  }
}

/** Where the person's store is, as the design says. */
export const STORE = join(given.home, '.config', 'Latchkey', 'latchkey.db');
export const storeIsThere = (): boolean => existsSync(STORE);
