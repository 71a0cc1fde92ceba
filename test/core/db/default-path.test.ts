import { expect, it } from 'vitest';
import { defaultStorePath } from '../../../src/core/db/default-path.ts';

it.each([
  ['linux', '/home/ada', {}, '/home/ada/.config/Latchkey/latchkey.db'],
  ['linux', '/home/ada', { XDG_CONFIG_HOME: '/data/config' }, '/data/config/Latchkey/latchkey.db'],
  ['linux', '/home/ada', { XDG_CONFIG_HOME: '' }, '/home/ada/.config/Latchkey/latchkey.db'],
  ['darwin', '/Users/ada', {}, '/Users/ada/Library/Application Support/Latchkey/latchkey.db'],
  [
    'darwin',
    '/Users/ada',
    { XDG_CONFIG_HOME: '/x' },
    '/Users/ada/Library/Application Support/Latchkey/latchkey.db',
  ],
  ['win32', 'C:\\Users\\ada', {}, 'C:\\Users\\ada\\AppData\\Roaming\\Latchkey\\latchkey.db'],
  ['win32', 'C:\\Users\\ada', { APPDATA: 'D:\\Roaming' }, 'D:\\Roaming\\Latchkey\\latchkey.db'],
] as const)('on %s with the home %s and %o the store is %s', (platform, home, env, path) => {
  expect(defaultStorePath(platform, home, env)).toBe(path);
});
