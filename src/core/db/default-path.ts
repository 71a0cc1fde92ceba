import { posix, win32 } from 'node:path';

/**
 * Where the desktop program keeps its store when nobody says otherwise: `latchkey.db` in Electron's user-data folder.
 * @param home the user's home folder
 */
export function defaultStorePath(
  platform: NodeJS.Platform,
  home: string,
  env: { readonly [name: string]: string | undefined },
): string {
  if (platform === 'win32') {
    return win32.join(env['APPDATA'] ?? win32.join(home, 'AppData', 'Roaming'), 'Latchkey', 'latchkey.db');
  }
  const config =
    platform === 'darwin'
      ? posix.join(home, 'Library', 'Application Support')
      : env['XDG_CONFIG_HOME'] || posix.join(home, '.config');
  return posix.join(config, 'Latchkey', 'latchkey.db');
}
