/**
 * `npm run dev`: Latchkey with hot reload, in the same surroundings as `npm start`. The development server
 * runs as we do; Electron, started by it, runs as the unprivileged user when we are root, through a small
 * executable made for this session. Everything after `--` goes to the program.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { announce, passErrors } from './setup/announce.mjs';
import { ownDataFolder } from './setup/data-folder.mjs';
import { prepare, untilEnd } from './setup/launch.mjs';
import { node, packageBin, root } from './setup/paths.mjs';
import { SetupError, fail } from './setup/progress.mjs';

const quoted = (word) => `'${word.replaceAll("'", `'\\''`)}'`;

/** An executable that runs Electron in the session: what the development server starts. */
function electronStarter(session) {
  if (!session.user) return session.electron;
  const [command, args] = session.command(session.electron, []);
  // Not in the session's folder: that is the unprivileged user's, and we are about to execute this.
  const file = join(mkdtempSync(join(tmpdir(), 'latchkey-dev-')), 'electron');
  const folder = `cd ${quoted(session.app)}`; // it is started with the folder "."
  writeFileSync(file, `#!/bin/sh\n${folder} && exec ${[command, ...args].map(quoted).join(' ')} "$@"\n`, {
    mode: 0o755,
  });
  return file;
}

try {
  const session = await prepare('start', { build: false });
  if (!session.live) {
    throw new SetupError(
      'Hot reload needs a checkout that other users can read: move it out of the private folder.',
    );
  }
  const { args, folder } = ownDataFolder(session, process.argv.slice(2));
  announce(session, folder);
  const server = [packageBin('electron-vite'), 'dev', '--watch', '--', ...session.drawing, ...args];
  const starter = electronStarter(session);
  const env = { ...session.env, ELECTRON_EXEC_PATH: starter };
  const stdio = ['inherit', 'inherit', 'pipe'];
  const child = spawn(node, server, { cwd: root, env, stdio, detached: process.platform !== 'win32' });
  passErrors(child);
  const code = await untilEnd(child);
  await session.close();
  if (session.user) rmSync(dirname(starter), { recursive: true, force: true });
  process.exit(code);
} catch (error) {
  fail(error);
}
