/**
 * `npm run bench:start`: how long Latchkey takes to a usable window and how much memory it has then, side by
 * side with a bare Electron window in the same surroundings: the same Electron and switches, sandbox on, a
 * keychain at hand. The programs take turns, so that whatever else the machine does hits all alike.
 *
 * Warm: as on a second start. Cold: after the system was made to forget every file, which only root can ask
 * for. Each program has a data folder of its own and was started a few times before, so that its caches are
 * those of a program in use. Measure on an idle machine, with no other Electron program open: what programs
 * share counts for each of them in part only. Exits with 1 when a goal is missed, and says which.
 */
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { forgetFiles } from '../test/bench/start/cold.mjs';
import { goalLines, table } from '../test/bench/start/figures.mjs';
import { oneStart } from '../test/bench/start/one-start.mjs';
import { tellGoals } from './goals.mjs';
import { prepare, runIn } from './setup/launch.mjs';
import { inRepo } from './setup/paths.mjs';
import { fail, say } from './setup/progress.mjs';
import { makeOwnFolder } from './setup/user.mjs';

const rounds = 5;
const startsBefore = 3;

/** The programs to compare, the bare window first. */
async function preparePrograms(session) {
  const folder = (name) => makeOwnFolder(join(session.folder, name), session.user);
  const program = (name, app, data) => ({ name, app, data, warm: [], cold: [], memory: [] });
  const signIn = program('Latchkey, sign-in', session.app, folder('sign-in'));
  const make = [session.view(inRepo('scripts', 'seed', 'make.ts')), signIn.data];
  const code = await runIn(session, session.node, make, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (code !== 0) throw new Error('The store of the benchmark could not be made.');
  return [
    program('bare window', session.view(inRepo('test', 'bench', 'start', 'bare')), folder('bare')),
    signIn,
    program('Latchkey, set-up', session.app, folder('set-up')),
  ];
}

/** Starts each program in turn, some rounds long. */
async function inTurn(session, programs, title, count, take) {
  for (let round = 1; round <= count; round += 1) {
    say(`  ${title}, ${round} of ${count}`);
    for (const program of programs) await take(program, () => oneStart(session, program));
  }
}

async function measure(session) {
  const programs = await preparePrograms(session);
  await inTurn(session, programs, 'starts before', startsBefore, (_, start) => start());
  await inTurn(session, programs, 'warm', rounds, async ({ warm, memory }, start) => {
    const taken = await start();
    warm.push(taken.milliseconds);
    if (taken.memory !== undefined) memory.push(taken.memory);
  });
  if (forgetFiles()) {
    await inTurn(session, programs, 'cold', rounds, async ({ cold }, start) => {
      forgetFiles();
      cold.push((await start()).milliseconds);
    });
  }
  return programs;
}

function report(programs, load) {
  const [bare, latchkey] = programs;
  console.log(
    `\nMedian (lowest–highest) of ${rounds} starts each, and × the bare window\n\n${table(programs)}\n`,
  );
  console.log(`Load of the machine before it began: ${load.toFixed(2)}\n`);
  if (latchkey.cold.length === 0)
    console.log('No cold starts: only root may make the system forget its files.\n');
  if (latchkey.memory.length === 0) console.log('No memory: only root may look into sandboxed processes.\n');
  const goal = (name, what, limit) => ({ goal: name, figures: latchkey[what], bare: bare[what], limit });
  const goals = [
    goal('start to a usable window, warm', 'warm', 1.35),
    goal('start to a usable window, cold', 'cold', 1.2),
    goal('memory after the start', 'memory', 1.2),
  ];
  tellGoals(goalLines(goals));
}

try {
  const session = await prepare('tests', { keyring: true, quiet: true });
  try {
    const [load] = loadavg();
    report(await measure(session), load);
  } finally {
    await session.close();
  }
} catch (error) {
  fail(error);
}
