/**
 * Runs a command in a session like the tests': set up, as the unprivileged user when we are root, on a
 * virtual display, with Node 24 and the packages' commands on PATH.
 *
 *   node scripts/as-user.mjs [--keyring] [--no-build] COMMAND [ARGUMENT…]
 */
import { prepare, runIn } from './setup/launch.mjs';
import { SetupError, fail } from './setup/progress.mjs';

try {
  const words = process.argv.slice(2);
  const own = new Set();
  while (words[0]?.startsWith('--')) own.add(words.shift());
  const [command, ...args] = words;
  if (!command)
    throw new SetupError('Usage: node scripts/as-user.mjs [--keyring] [--no-build] COMMAND [ARGUMENT…]');
  const session = await prepare('tests', {
    quiet: true,
    build: !own.has('--no-build'),
    keyring: own.has('--keyring'),
  });
  const code = await runIn(session, command, args);
  await session.close();
  process.exit(code);
} catch (error) {
  fail(error);
}
