import { parentPort, workerData } from 'node:worker_threads';
import { makeRows, type Plan } from './rows.ts';

/** Makes rows in a thread of its own, some batches ahead of whoever inserts them. */

const { plan, batch, ahead } = workerData as { plan: Plan; batch: number; ahead: number };
const batches = makeRows(plan, batch);

function sendNext(): void {
  const { value, done } = batches.next();
  if (done) {
    parentPort?.postMessage(null);
    parentPort?.close();
    return;
  }
  parentPort?.postMessage(value, [value.secretHashes.buffer, value.entryHashes.buffer] as ArrayBuffer[]);
}

parentPort?.on('message', sendNext);
for (let index = 0; index < ahead; index += 1) sendNext();
