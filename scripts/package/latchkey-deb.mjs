/** Latchkey's .deb: what it is called, what it needs, and who looks after it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache, inRepo } from '../setup/paths.mjs';
import { step } from '../setup/progress.mjs';
import { makeDeb } from './deb.mjs';
import { maintainer, writeTree } from './linux-tree.mjs';

/** What the executables link to or load, in the names of Debian before and after its 64-bit time. */
const depends = [
  'libc6 (>= 2.31)',
  'libasound2 | libasound2t64',
  'libatk-bridge2.0-0 | libatk-bridge2.0-0t64',
  'libatk1.0-0 | libatk1.0-0t64',
  'libatspi2.0-0 | libatspi2.0-0t64',
  'libcairo2',
  'libcups2 | libcups2t64',
  'libdbus-1-3',
  'libdrm2',
  'libexpat1',
  'libgbm1',
  'libgcc-s1',
  'libglib2.0-0 | libglib2.0-0t64',
  'libgtk-3-0 | libgtk-3-0t64',
  'libnspr4',
  'libnss3',
  'libpango-1.0-0',
  'libsecret-1-0',
  'libstdc++6',
  'libudev1',
  'libx11-6',
  'libxcb1',
  'libxcomposite1',
  'libxdamage1',
  'libxext6',
  'libxfixes3',
  'libxkbcommon0',
  'libxrandr2',
  'xdg-utils',
];

const fields = (version) => ({
  Package: 'latchkey',
  Version: version,
  Section: 'utils',
  Priority: 'optional',
  Maintainer: maintainer,
  Depends: depends.join(', '),
  Recommends: 'libnotify4, gnome-keyring | kwalletmanager | keepassxc',
  Description: `administration client for API keys
 Latchkey issues, scopes, rotates, revokes and audits the API keys of an
 organisation. It works offline: everything is in one file of the person who
 uses it, and a key is shown once, only its SHA-256 is kept.
 .
 The package brings the desktop program, the command line "latchkey", which
 needs no display, and "latchkey serve", which gateways ask about keys.`,
});

/**
 * @param {{ folder: string, version: string, name: string, compression: 'xz' | 'zstd', target: string }} what
 *   `folder` of the program, `name` of the tree in the cache
 */
export async function makeLatchkeyDeb({ folder, version, name, compression, target }) {
  await step(`${name}, ${compression}`, async () => {
    const tree = join(cache, 'package', 'tree', name);
    await writeTree(tree, { version, program: folder });
    const scripts = Object.fromEntries(
      ['postinst', 'prerm', 'postrm'].map((script) => [
        script,
        readFileSync(inRepo('packaging', 'linux', script), 'utf8'),
      ]),
    );
    await makeDeb({ tree, fields: fields(version), scripts, target, compression });
  });
}
