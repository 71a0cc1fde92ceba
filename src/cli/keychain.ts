import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The longest that anybody waits for the keychain. Milliseconds. */
const DEADLINE = 5_000;

/**
 * Asks the keychain through the desktop program's helper, a process of its own, because a locked keychain blocks whoever
 * asks. `undefined`: it did not answer in time, or cannot be asked here.
 */
export function askKeychain(name: string): Promise<string | null | undefined> {
  const place = import.meta.url.endsWith('.ts') ? '../main/keychain.ts' : './keychain.js';
  const starter = import.meta.url.includes('/chunks/') ? `.${place}` : place;
  return new Promise((resolve) => {
    const helper = fork(fileURLToPath(new URL(starter, import.meta.url)), [], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const end = (answer: string | null | undefined) => {
      clearTimeout(timer);
      helper.kill('SIGKILL');
      resolve(answer);
    };
    const timer = setTimeout(() => end(undefined), DEADLINE);
    helper.on('message', (message: { readonly value?: string | null }) => end(message.value));
    helper.on('error', () => end(undefined));
    helper.on('exit', () => end(undefined));
    helper.send({ id: 1, verb: 'get', name }, () => undefined);
  });
}
