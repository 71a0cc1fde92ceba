/**
 * Says, in a few lines, what is unusual about the session that the program is about to run in: another
 * user, a virtual display (and how to see it), a keychain for development. On an ordinary desktop: nothing.
 * And passes on what the program itself says.
 */
import { createInterface } from 'node:readline';
import { howToSee } from './display.mjs';
import { keyringFolder } from './keyring.mjs';
import { say } from './progress.mjs';

/**
 * @param {import('./session.mjs').Session} session
 * @param {string} folder where the program keeps its data
 */
export function announce(session, folder) {
  if (session.user)
    say(`  You are root, whom the sandbox refuses: running as ${session.user.name}. Data: ${folder}`);
  if (session.display) {
    say(`  No display here: running on a virtual one, ${session.display.DISPLAY}.`);
    for (const line of howToSee(session.display)) say(line);
  }
  if (session.env.DBUS_SESSION_BUS_ADDRESS?.includes(session.folder)) {
    say(`  No keychain here: using one for development, its password in ${keyringFolder(session.home)}`);
  }
}

/**
 * Passes on what a program says on standard error, except that a machine without a system bus has none:
 * Chromium repeats that for minutes, and it means nothing to us.
 * @param {import('node:child_process').ChildProcess} child one whose standard error is a pipe
 */
export function passErrors({ stderr }) {
  createInterface({ input: stderr }).on('line', (line) => {
    if (!/ERROR:(?:dbus\/)?bus\.cc.*system_bus_socket/u.test(line)) process.stderr.write(`${line}\n`);
  });
}
