/**
 * Virtual displays (Xvfb) for where there is no real one. The number of each is the first free one; access is
 * by a cookie in a file that only the user can read, valid for whatever numbers the displays get.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from './progress.mjs';

const screen = '1440x900x24';
const anyAddress = 0xff_ff;

/** An X authority file (its binary format is in Xau(3)) with one cookie for every display. */
function authority(cookie) {
  const counted = (data) => Buffer.concat([Buffer.from([data.length >> 8, data.length & 255]), data]);
  const family = Buffer.from([anyAddress >> 8, anyAddress & 255]);
  const parts = [Buffer.alloc(0), Buffer.alloc(0), Buffer.from('MIT-MAGIC-COOKIE-1'), cookie];
  return Buffer.concat([family, ...parts.map(counted)]);
}

/** The folder of X's sockets: root creates it as the system would, so that Xvfb need not. */
function socketFolder() {
  if (process.getuid() !== 0) return;
  mkdirSync('/tmp/.X11-unix', { recursive: true });
  chmodSync('/tmp/.X11-unix', 0o1777);
}

/**
 * Starts virtual displays.
 * @param {{ folder: string, user?: import('./user.mjs').User,
 *   start: (command: string, args: string[], stdio: import('node:child_process').StdioOptions)
 *     => import('node:child_process').ChildProcess }} session a private folder, and how to start a program in it
 * @param {number} count
 * @returns {Promise<{ DISPLAY: string, XAUTHORITY: string }[]>} what a program needs to show itself on each
 */
export async function startDisplays({ folder, user, start }, count) {
  const file = join(folder, 'Xauthority');
  writeFileSync(file, authority(randomBytes(16)), { mode: 0o600 });
  if (user) chownSync(file, user.uid, user.gid);
  socketFolder();
  const displays = [];
  // One after the other: two that look for a free number at once may find the same.
  while (displays.length < count) displays.push(await startDisplay(file, start));
  return displays;
}

async function startDisplay(file, start) {
  const args = ['-displayfd', '1', '-screen', '0', screen, '-nolisten', 'tcp', '-auth', file, '-noreset'];
  const server = start('Xvfb', args, ['ignore', 'pipe', 'pipe']);
  const number = await new Promise((resolve, reject) => {
    let said = '';
    server.stderr.on('data', (chunk) => (said += chunk));
    server.stdout.once('data', (chunk) => resolve(String(chunk).trim()));
    server.once('exit', (code) => reject(new SetupError(`Xvfb ended with ${code}: ${said.trim()}`)));
    server.once('error', reject);
  });
  return { DISPLAY: `:${number}`, XAUTHORITY: file };
}

/** How a person gets to see a virtual display, in two lines. */
export function howToSee({ DISPLAY, XAUTHORITY }) {
  return [
    `  watch it:      x11vnc -display ${DISPLAY} -auth ${XAUTHORITY} -localhost -once   (apt-get install x11vnc; then a VNC viewer)`,
    `  a screenshot:  XAUTHORITY=${XAUTHORITY} xwd -display ${DISPLAY} -root | convert xwd:- latchkey.png   (apt-get install x11-apps imagemagick)`,
  ];
}
