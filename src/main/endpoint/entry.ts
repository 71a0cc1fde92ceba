import { runEndpoint } from './process.ts';

/**
 * The verification endpoint as a process of its own, so that neither the window nor the main process ever waits for it.
 * Electron starts it as a utility process; what starts it otherwise, as the tests do, talks to it as to any forked process.
 */
const parent = process.parentPort as Electron.ParentPort | undefined;

if (parent) {
  runEndpoint(
    (message, sent) => {
      // It is on its way even when this process ends at once.
      parent.postMessage(message);
      sent?.();
    },
    (listener) => {
      parent.on('message', ({ data }) => listener(data));
    },
  );
} else {
  runEndpoint(
    (message, sent) => {
      if (process.connected) process.send?.(message, () => sent?.());
      else sent?.();
    },
    (listener) => {
      process.on('message', listener);
      // Whoever started it is gone.
      process.on('disconnect', () => listener({ type: 'stop' }));
    },
  );
}
