import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { EndpointProcess } from '../../src/main/ports.ts';

const ENTRY = join(import.meta.dirname, '../../src/main/endpoint/entry.ts');

/**
 * The endpoint's real process, started by Node where the program has Electron do it.
 * @param execArgv of Node, for what runs in that process beside it
 */
export function forkEndpoint(
  execArgv: readonly string[] = [],
): EndpointProcess & { readonly child: ChildProcess } {
  const child = fork(ENTRY, [], { execArgv: [...execArgv], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return {
    child,
    // It may have ended a moment ago.
    send: (message) => void child.send(message, () => {}),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill('SIGKILL'),
  };
}
