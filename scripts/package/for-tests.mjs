/** The packages that `npm run test:package` installs. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache, readJson } from '../setup/paths.mjs';
import { makeBareDeb } from './bare-deb.mjs';
import { makeLatchkeyDeb } from './latchkey-deb.mjs';
import { packProgram, presentVersion } from './program.mjs';

/** An earlier version than any, so that the present one is an upgrade of it. */
const earlier = '0.0.1';
const made = join(cache, 'package', 'made.json');

/** The packages of the run before, if there was one. */
export const packagesMade = () => readJson(made);

/** Makes the packages, and the folders of the programs in them. */
export async function makePackages() {
  const place = (name) => join(cache, 'package', 'debs', `${name}.deb`);
  const compression = 'zstd';
  const make = async (variant, version) => {
    const { folder, electron } = await packProgram({ variant, version });
    const name = `${variant}-${version}`;
    const deb = place(name);
    await makeLatchkeyDeb({ folder, version, name, compression, target: deb });
    return { version, folder, deb, electron };
  };
  const release = await make('release', presentVersion);
  const e2e = await make('e2e', presentVersion);
  const before = await make('e2e', earlier);
  const bare = place('bare-electron');
  await makeBareDeb({ electron: release.electron, target: bare, compression });
  const packages = { release, e2e, before, bare };
  writeFileSync(made, JSON.stringify(packages));
  return packages;
}
