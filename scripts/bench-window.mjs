/**
 * `npm run bench:window`: how fast the window shows keys, in the real program on a store of 1,000,000 keys. The second
 * half of `npm run bench:list`, which runs it on the stores that it has made.
 *
 *   node scripts/bench-window.mjs [--store DIR] [--only choices|scrolling] [--rounds N] [--every]
 *
 * Choices: every filter, sort and search is chosen with the mouse and the keyboard, and timed in the page from the click
 * (or the last letter, less the 120 ms in which the search box waits for more) until the second animation frame after
 * the new rows came into the document; beside the same with 1,000 keys. Scrolling: the list of 100,000 keys is scrolled
 * by wheel, scroll bar and keyboard while the page notes every frame; beside the same with 100 keys.
 *
 * --store DIR   takes copies of large.db and small.db in DIR (see --keep of bench:list) instead of making them
 * --only WHAT   one of the two
 * --rounds N    other than five
 * --every       prints every choice, and what ran in the longest frames
 *
 * The window is drawn on a virtual display without a GPU. Exits with 1 when a goal is missed, and says which. Measure on an idle machine.
 */
import { chownSync, constants, copyFileSync, renameSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { openStore } from '../src/core/db/open.ts';
import { makeStore, NOW, TENANT } from '../test/bench/list/stores.ts';
import { addAdministrator } from '../test/bench/list/window/administrator.ts';
import { reportChoices, reportScrolling } from '../test/bench/list/window/report.mjs';
import { tellGoals } from './goals.mjs';
import { prepare, untilEnd } from './setup/launch.mjs';
import { inRepo } from './setup/paths.mjs';
import { fail, say } from './setup/progress.mjs';
import { makeOwnFolder } from './setup/user.mjs';

const { values: options } = parseArgs({
  options: {
    store: { type: 'string' },
    only: { type: 'string', default: '' },
    rounds: { type: 'string', default: '5' },
    every: { type: 'boolean', default: false },
  },
});

/** A data folder whose store has that many keys; a copy of `kept` if there is one. Returns the folder. */
async function dataFolder(session, keys, kept) {
  const folder = makeOwnFolder(join(session.folder, `with ${keys}`), session.user);
  const path = join(folder, 'latchkey.db');
  if (kept) copyFileSync(kept, path, constants.COPYFILE_FICLONE);
  else {
    say(`  ${keys} keys`);
    const { store } = await makeStore(folder, 'made.db', keys);
    await store.close();
    renameSync(store.path, path);
  }
  const store = await openStore({ path, mode: 'write', now: () => NOW });
  await addAdministrator(store, TENANT, NOW);
  await store.close();
  if (session.user) chownSync(path, session.user.uid, session.user.gid);
  return folder;
}

async function run(session, what, folder) {
  const script = session.view(inRepo('test', 'bench', 'list', 'window', 'run.mjs'));
  const child = session.spawn(session.node, [script, options.rounds, what, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [answer, code] = await Promise.all([text(child.stdout), untilEnd(child)]);
  if (code !== 0) throw new Error(`The window could not be measured (${what}).`);
  return JSON.parse(answer);
}

async function both(session, what, keys) {
  const kept = (name) => (options.store ? join(options.store, name) : undefined);
  const [large, small] =
    what === 'choices'
      ? [
          await dataFolder(session, keys[0], kept('large.db')),
          await dataFolder(session, keys[1], kept('small.db')),
        ]
      : [await dataFolder(session, keys[0]), await dataFolder(session, keys[1])];
  return { small: await run(session, what, small), large: await run(session, what, large) };
}

try {
  const [load] = loadavg();
  const session = await prepare('tests', { quiet: true });
  // No keychain is found, at once: nothing here is about one.
  Object.assign(session.env, {
    LATCHKEY_INSIDE: '1',
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus',
  });
  const goals = [];
  try {
    if (options.only !== 'scrolling') {
      const { table, every, goals: own } = reportChoices(await both(session, 'choices', [1_000_000, 1_000]));
      console.log(`\n1,000,000 keys, from the choice to the drawn rows\n\n${table}\n`);
      if (options.every) console.log(`${every}\n`);
      goals.push(...own);
    }
    if (options.only !== 'choices') {
      const { table, long, goals: own } = reportScrolling(await both(session, 'scrolling', [100_000, 100]));
      console.log(`\n100,000 keys, frames while scrolling\n\n${table}\n`);
      if (options.every) console.log(`${long.join('\n')}\n`);
      goals.push(...own);
    }
  } finally {
    await session.close();
  }
  console.log(`Load of the machine before it began: ${load.toFixed(2)}\n`);
  tellGoals(goals);
} catch (error) {
  fail(error);
}
