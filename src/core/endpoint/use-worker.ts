import { parentPort, workerData } from 'node:worker_threads';
import { openStore, type Store } from '../db/open.ts';
import { useWriter } from './use-store.ts';
import { type UseBatch, UseCounter } from './uses.ts';

/**
 * Writes uses down in a thread of its own: the disk may take tens of milliseconds, and meanwhile requests are answered.
 * Takes batches and, last, `close`; says only what went wrong.
 */
export interface UseWorkerData {
  readonly storePath: string;
  readonly nativeBinding: string | undefined;
}

/** Half of what product.md allows, so that a use that has just missed it is still written within a second. */
const EVERY = 500;
/** How long writing waits for another process's change. Milliseconds. */
const PATIENCE = 5_000;
const { storePath, nativeBinding } = workerData as UseWorkerData;

interface Writer {
  readonly store: Store;
  readonly write: (batch: UseBatch) => void;
}
let writer: Promise<Writer> | null = null;
const counter = new UseCounter();

async function open(): Promise<Writer> {
  const store = await openStore({ path: storePath, mode: 'write', nativeBinding, now: Date.now });
  // A use is worth no wait for the disk: after a power cut the last ones may be missing, after a crash none.
  store.sqlite.pragma('synchronous = NORMAL');
  store.sqlite.pragma(`busy_timeout = ${PATIENCE}`);
  return { store, write: useWriter(store.sqlite) };
}

async function close(): Promise<void> {
  const closing = writer;
  writer = null;
  await closing?.then(({ store }) => store.close()).catch(() => undefined);
}

/** One at a time: what comes meanwhile is written by the next. */
let writing: Promise<void> = Promise.resolve();
function writeDown(): Promise<void> {
  writing = writing.then(async () => {
    if (counter.isEmpty) return;
    const batch = counter.take();
    try {
      writer ??= open();
      (await writer).write(batch);
    } catch (error) {
      // Nothing is lost: it is tried again with what is counted until then.
      counter.add(batch);
      // Opened anew for that: the store may have been replaced.
      await close();
      parentPort?.postMessage(error instanceof Error ? error.message : String(error));
    }
  });
  return writing;
}

const timer = setInterval(() => void writeDown(), EVERY);

parentPort?.on('message', (message: UseBatch | 'close') => {
  if (message !== 'close') return counter.add(message);
  clearInterval(timer);
  return void writeDown()
    .then(close)
    .then(() => parentPort?.close());
});
