/**
 * `npm start`: sets up what is missing, then runs Latchkey. Everything after `--` goes to the program,
 * for example `npm start -- --user-data-dir=DIR`. Where there is no display, no keychain, or where we are
 * root, it says what it does about that. Ctrl+C ends the program and all that was started for it.
 */
import { announce, passErrors } from './setup/announce.mjs';
import { ownDataFolder } from './setup/data-folder.mjs';
import { prepare, untilEnd } from './setup/launch.mjs';
import { fail } from './setup/progress.mjs';

try {
  const session = await prepare('start');
  const { args, folder } = ownDataFolder(session, process.argv.slice(2));
  announce(session, folder);
  const stdio = ['inherit', 'inherit', 'pipe'];
  const program = session.spawn(session.electron, [session.app, ...session.drawing, ...args], { stdio });
  passErrors(program);
  const code = await untilEnd(program);
  await session.close();
  process.exit(code);
} catch (error) {
  fail(error);
}
