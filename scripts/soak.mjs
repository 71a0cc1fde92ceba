/**
 * `npm run soak`: the desktop program, `latchkey serve` and the `latchkey` command at work on one store, 30 minutes
 * long and at a fixed pace, as a person, a gateway and scripts would. It fails when an answer was wrong, when the store is
 * not sound at the end, or when a process, or all together, hold more than 5 % more memory at the end than after the first
 * 5 minutes. Nothing else should run meanwhile: on a machine that has too little time for it there are fewer rounds.
 *
 *   node scripts/soak.mjs [--minutes N]    other than 30; below 10 the growth says nothing
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { enter } from './setup/launch.mjs';

const { values: options } = parseArgs({ options: { minutes: { type: 'string', default: '30' } } });
const session = await enter(import.meta.url, { keyring: true });

// From here on we are inside the session, where the packages are there and Node runs TypeScript.
const [
  { startProgram },
  { ADMINISTRATOR, makeProfile },
  { createDesk },
  { createGateway },
  { runCommand },
  { waitLongestBeforeLocking },
  figures,
] = await Promise.all([
  import('./tour/program.mjs'),
  import('./seed/profile.ts'),
  import('../test/soak/desk.mjs'),
  import('../test/soak/gateway.mjs'),
  import('../test/soak/command.mjs'),
  import('../test/soak/patience.ts'),
  import('../test/soak/memory.mjs'),
]);

/** So often a person does something; the gateway asks many times meanwhile. Milliseconds. */
const ROUND = 6_000;
const SAMPLE_EVERY = 10_000;

/** Has Node collect garbage, and give back the room that was for it, when asked; the endpoint itself knows nothing of it. */
const COLLECTS = [
  '--expose-gc',
  '--import',
  'data:text/javascript,process.on("SIGUSR2", () => globalThis.gc({ type: "major", flavor: "last-resort" }))',
];

const folder = mkdtempSync(join(tmpdir(), 'latchkey-soak-'));
const store = join(folder, 'latchkey.db');
const cli = join(session.app, 'out', 'main', 'cli.js');
const sizes = () =>
  [store, `${store}-wal`].map((path) => statSync(path, { throwIfNoEntry: false })?.size ?? 0);

async function soak(program, endpoint, address) {
  const desk = await createDesk(program.page, ADMINISTRATOR);
  const gateway = createGateway(address);
  const lasts = Number(options.minutes) * 60_000;
  const memory = figures.createMemory(program, endpoint.pid, lasts);
  const began = performance.now();
  const elapsed = () => performance.now() - began;
  let sampled = Promise.resolve();
  let failed;
  const sampling = setInterval(() => {
    sampled = memory.sample(elapsed(), sizes()).catch((error) => (failed = error));
  }, SAMPLE_EVERY);
  let rounds = 0;
  try {
    for (; elapsed() < lasts; rounds += 1) {
      const secret = await desk.generate(`Soak ${rounds}`);
      await gateway.expects(secret, 200);
      if (rounds % 5 === 0) await runCommand(cli, store, secret, 0);
      await desk.lookAround(rounds);
      gateway.unsure();
      await desk.revoke(`Soak ${rounds}`);
      // In force at the very next request, in every process.
      await gateway.expects(secret, 401);
      if (rounds % 5 === 0) await runCommand(cli, store, secret, 1);
      await desk.remove(`Soak ${rounds}`);
      await sleep(Math.max(0, (rounds + 1) * ROUND - elapsed()));
    }
  } finally {
    clearInterval(sampling);
    await sampled;
    await gateway.stop();
  }
  if (failed) throw failed;
  return { rounds, asked: gateway.asked(), samples: memory.samples };
}

/** Runs the command on the store for a check at the end. */
async function mustSucceed(...args) {
  const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`latchkey ${args.join(' ')} ended with ${code}.`);
}

async function startEndpoint() {
  const args = [...COLLECTS, cli, 'serve', '--listen', '127.0.0.1:0', '--store', store];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = await once(child.stdout, 'data');
  const address = /127\.0\.0\.1:\d+/u.exec(String(said))?.[0];
  if (!address) throw new Error(`The endpoint said: ${said}`);
  return { child, address };
}

let endpoint;
let program;
try {
  await makeProfile(folder, Date.now(), { withPeople: true });
  await waitLongestBeforeLocking(store);
  endpoint = await startEndpoint();
  program = await startProgram(session, folder);
  const { rounds, asked, samples } = await soak(program, endpoint.child, endpoint.address);
  await program.quit();
  program = undefined;
  const gone = once(endpoint.child, 'exit');
  endpoint.child.kill('SIGTERM');
  const [code] = await gone;
  if (code !== 0) throw new Error(`The endpoint ended with ${code}.`);
  await mustSucceed('audit', 'verify', '--store', store);
  console.log(
    `\n${rounds} keys generated, verified, revoked and removed; ${asked} requests answered as they must be.\n`,
  );
  console.log(figures.table(samples));
  const large = figures.tooLarge(samples);
  if (large.length > 0)
    console.error(`\nMore than 5 % larger, or not measured for long enough: ${large.join(', ')}`);
  process.exitCode = large.length === 0 ? 0 : 1;
} catch (error) {
  if (program) console.error(`What the window shows:\n${await program.page.locator('body').innerText()}`);
  console.error(error);
  process.exitCode = 1;
} finally {
  program?.kill();
  endpoint?.child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
