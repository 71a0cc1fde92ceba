/**
 * `npm run -s latchkey -- …`: runs the `latchkey` command from this checkout, built first when needed. Its
 * standard input, output and exit code are passed through untouched. As root it runs as the user whom the
 * desktop program runs as, so that it finds the same store.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { showCheckout } from './setup/checkout.mjs';
import { setUp } from './setup/index.mjs';
import { node, root } from './setup/paths.mjs';
import { fail } from './setup/progress.mjs';
import { environmentFor } from './setup/session.mjs';
import { ensureUser } from './setup/user.mjs';

try {
  await setUp('packages', { electron: 'none', build: true, quiet: true });
  const user = ensureUser();
  const { folder, prefix } = await showCheckout(user);
  const program = [join(folder, node.slice(root.length)), join(folder, 'out', 'main', 'cli.js')];
  const [command, ...args] = [...prefix, ...program, ...process.argv.slice(2)];
  // npm changes to the repository's folder: file names on the command line are meant from where it was typed.
  const typedIn = process.env.npm_lifecycle_event === 'latchkey' ? process.env.INIT_CWD : undefined;
  const child = spawn(command, args, {
    cwd: typedIn ?? process.cwd(),
    env: environmentFor(user),
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', fail);
  child.on('exit', (code) => process.exit(code ?? 1));
} catch (error) {
  fail(error);
}
