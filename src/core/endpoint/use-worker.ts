import { parentPort, workerData } from 'node:worker_threads';
import { explainSqliteError } from '../db/errors.ts';
import { fileIdentity } from '../db/file-identity.ts';
import { openStore, type Store } from '../db/open.ts';
import { useWriter } from './use-store.ts';
import { type UseBatch, UseCounter } from './uses.ts';

/**
 * Writes uses down in a thread of its own: the disk may take tens of milliseconds, and meanwhile requests are answered.
 * Takes batches and, last, `close`; says what went wrong, and at its end how many rows it could not write.
 */
export interface UseWorkerData {
  readonly storePath: string;
  readonly nativeBinding: string | undefined;
}

/** Half of what product.md allows, so that a use that has just missed it is still written within a second. */
const EVERY = 500;
/** How long writing waits for another process's change, then it is tried anew. Milliseconds. */
const PATIENCE = 2_000;
const { storePath, nativeBinding } = workerData as UseWorkerData;

interface Writer {
  readonly store: Store;
  /** Which file it is, and of which version. */
  readonly file: string;
  readonly version: unknown;
  readonly write: (batch: UseBatch) => void;
}
let writer: Promise<Writer> | null = null;
const counter = new UseCounter();

async function open(): Promise<Writer> {
  const file = fileIdentity(storePath);
  const store = await openStore({ path: storePath, mode: 'write', nativeBinding, now: Date.now });
  // A use is worth no wait for the disk: after a power cut the last ones may be missing, after a crash none.
  store.sqlite.pragma('synchronous = NORMAL');
  store.sqlite.pragma(`busy_timeout = ${PATIENCE}`);
  return { store, file, version: versionOf(store), write: useWriter(store.sqlite) };
}

const versionOf = ({ sqlite }: Store): unknown => sqlite.pragma('user_version', { simple: true });

/** The writer for the file that is there now: writing into one that was replaced fails nowhere and is lost. */
async function current(): Promise<Writer> {
  const known = await writer;
  if (known && (known.file !== fileIdentity(storePath) || known.version !== versionOf(known.store)))
    await close();
  writer ??= open();
  return writer;
}

async function close(): Promise<void> {
  const closing = writer;
  writer = null;
  await closing?.then(({ store }) => store.close()).catch(() => undefined);
}

function messageOf(error: unknown): string {
  const explained = explainSqliteError(error);
  return explained instanceof Error ? explained.message : String(explained);
}

/** One at a time: what comes meanwhile is written by the next. */
let writing: Promise<void> = Promise.resolve();
function writeDown(): Promise<void> {
  writing = writing.then(async () => {
    if (counter.isEmpty) return;
    const batch = counter.take();
    try {
      (await current()).write(batch);
    } catch (error) {
      // Nothing is lost: it is tried again with what is counted until then.
      counter.add(batch);
      // Opened anew for that: the store may have been replaced.
      await close();
      parentPort?.postMessage(`Uses wait to be written down. ${messageOf(error)}`);
    }
  });
  return writing;
}

// Opened before there is anything to write: the first uses after a start may be no later than others. What keeps it from
// being opened is said with the first batch.
writer = open();
writer.catch(() => (writer = null));

const timer = setInterval(() => void writeDown(), EVERY);

parentPort?.on('message', (message: UseBatch | 'close') => {
  if (message !== 'close') return counter.add(message);
  clearInterval(timer);
  return void writeDown()
    .then(close)
    .then(() => {
      parentPort?.postMessage({ lost: counter.size });
      parentPort?.close();
    });
});
