import { parentPort, workerData } from 'node:worker_threads';
import { openStore, type Store } from '../db/open.ts';
import type { UseBatch } from './uses.ts';
import { useWriter } from './use-store.ts';

/**
 * Writes uses down in a thread of its own: the disk may take tens of milliseconds, and meanwhile requests are answered.
 * Answers each batch with `null`, or with why it could not be written, and `close` with `closed`.
 */
export interface UseWorkerData {
  readonly storePath: string;
  readonly nativeBinding: string | undefined;
}

/** How long one batch waits for another process's change. Milliseconds. */
const PATIENCE = 5_000;
const { storePath, nativeBinding } = workerData as UseWorkerData;

interface Writer {
  readonly store: Store;
  readonly write: (batch: UseBatch) => void;
}
let writer: Promise<Writer> | null = null;

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

async function answer(batch: UseBatch): Promise<string | null> {
  try {
    writer ??= open();
    (await writer).write(batch);
    return null;
  } catch (error) {
    // Opened anew for the next one: the store may have been replaced.
    await close();
    return error instanceof Error ? error.message : String(error);
  }
}

parentPort?.on('message', (message: UseBatch | 'close') => {
  if (message !== 'close') {
    void answer(message).then((trouble) => parentPort?.postMessage(trouble));
    return;
  }
  void close().then(() => {
    parentPort?.postMessage('closed');
    parentPort?.close();
  });
});
