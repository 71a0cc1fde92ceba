import { join } from 'node:path';
import { utilityProcess } from 'electron';
import type { EndpointProcess } from '../ports.ts';

/** Starts the endpoint's process. Its output would be lost: what it has to say it says by messages. */
export function forkEndpoint(): EndpointProcess {
  const child = utilityProcess.fork(join(import.meta.dirname, 'endpoint.js'), [], {
    serviceName: 'Latchkey endpoint',
    stdio: 'ignore',
  });
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => {
      // Not its own `kill`, which asks: a process that hangs would never answer.
      if (!ended && child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
    },
  };
}
