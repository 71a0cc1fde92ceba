/** A .deb of Electron as it comes, made the same way as ours: what our package's size is compared with. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cache } from '../setup/paths.mjs';
import { step } from '../setup/progress.mjs';
import { makeDeb } from './deb.mjs';

/**
 * @param {{ electron: import('../setup/electron.mjs').Electron, target: string, compression: 'xz' | 'zstd' }} what
 */
export async function makeBareDeb({ electron, target, compression }) {
  await step(`Bare Electron, ${compression}`, async () => {
    const tree = join(cache, 'package', 'tree', 'bare-electron');
    rmSync(tree, { recursive: true, force: true });
    cpSync(electron.dist, join(tree, 'usr', 'lib', 'electron'), { recursive: true });
    const fields = {
      Package: 'bare-electron',
      Version: electron.version,
      Maintainer: 'nobody <nobody@example.org>',
      Description: 'Electron as it comes, to compare sizes with',
    };
    await makeDeb({ tree, fields, target, compression });
  });
}
