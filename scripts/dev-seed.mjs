/**
 * `npm run dev:seed`: starts Latchkey on a throwaway profile filled with believable data, and prints who
 * signs in there. The profile is gone when the program ends, unless it was given a place of its own:
 *
 *   npm run dev:seed                        a temporary profile
 *   npm run dev:seed -- --into DIR          kept in DIR, for `npm start -- --user-data-dir=DIR` later
 *   npm run dev:seed -- --no-start          only makes the profile
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ownDataFolder } from './setup/data-folder.mjs';
import { setUp } from './setup/index.mjs';
import { runIn, untilEnd } from './setup/launch.mjs';
import { inRepo } from './setup/paths.mjs';
import { SetupError, fail, say } from './setup/progress.mjs';
import { openSession } from './setup/session.mjs';
import { mustDrop } from './setup/user.mjs';

const usage = 'Usage: npm run dev:seed -- [--into DIR] [--no-start]';

function readArguments() {
  try {
    const { values } = parseArgs({ options: { into: { type: 'string' }, 'no-start': { type: 'boolean' } } });
    return { into: values.into, starts: !values['no-start'] };
  } catch (error) {
    throw new SetupError(`${error.message}\n${usage}`);
  }
}

/** Makes the profile as the user whom it is to belong to; returns where it is. */
async function seed(place) {
  const session = await openSession({}); // without display or keychain: nothing is shown yet
  try {
    const { folder } = ownDataFolder(session, [`--user-data-dir=${place}`]);
    if (existsSync(join(folder, 'latchkey.db')))
      throw new SetupError(`There is a store in ${folder} already. Name an empty folder.`);
    say(`  Making a profile in ${folder}`);
    const make = session.view(inRepo('scripts', 'seed', 'make.ts'));
    const code = await runIn(session, session.node, [make, folder, 'people']);
    if (code !== 0) throw new SetupError(`The profile in ${folder} could not be made.`);
    return folder;
  } finally {
    await session.close();
  }
}

/** Runs `npm start` on the profile; it says itself what is unusual about where it runs. */
function start(folder) {
  const detached = process.platform !== 'win32'; // Ctrl+C reaches us alone, and we end it in order
  const args = [inRepo('scripts', 'start.mjs'), `--user-data-dir=${folder}`];
  return untilEnd(spawn(process.execPath, args, { stdio: 'inherit', detached }));
}

async function run() {
  const { into, starts } = readArguments();
  await setUp('packages', { electron: 'none', quiet: true });
  const place = into ?? mkdtempSync(join(mustDrop() ? '/tmp' : tmpdir(), 'latchkey-seed-'));
  const throwaway = into === undefined && starts;
  try {
    const folder = await seed(place);
    return starts ? await start(folder) : 0;
  } finally {
    if (throwaway) rmSync(place, { recursive: true, force: true });
  }
}

run().then((code) => process.exit(code), fail);
