import { parentPort, workerData } from 'node:worker_threads';
import { openStore } from '../../db/open.ts';
import { type Fault, findFault, type Position } from './chain.ts';
import { logRows } from './log-rows.ts';
import { MerkleTree } from './merkle.ts';

/** Goes along a part of the log in a thread of its own. */
export interface VerifyWorkerData {
  readonly storePath: string;
  readonly nativeBinding: string | undefined;
}

/** A part: entries `from` to `to`, of which `from - 1` is a multiple of the entries of a part. */
export interface VerifyRequest {
  readonly from: number;
  readonly to: number;
}

export interface VerifyResponse extends VerifyRequest {
  readonly fault: Fault | null;
  /** Of the tree over this part's entries alone. */
  readonly frontier: readonly Uint8Array[];
}

const { storePath, nativeBinding } = workerData as VerifyWorkerData;
const store = openStore({ path: storePath, mode: 'read', nativeBinding, now: Date.now });

async function goAlong({ from, to }: VerifyRequest): Promise<VerifyResponse> {
  const { sqlite } = await store;
  const tree = new MerkleTree();
  // What stands before is another part's business: here it is believed, and there it is looked at.
  const before =
    from === 1
      ? undefined
      : sqlite
          .prepare<[number], Uint8Array>('SELECT hash FROM audit_entries WHERE seq = ?')
          .pluck()
          .get(from - 1);
  const position: Position = {
    seq: from - 1,
    hash: before === undefined ? null : Buffer.from(before).toString('hex'),
  };
  const rows = logRows(sqlite, from === 1 ? undefined : from, to);
  const { fault, at } = findFault(rows, position, ({ hash }) => tree.add(hash));
  const missing: Fault | null = at.seq < to ? { seq: at.seq + 1, what: 'deleted' } : null;
  return { from, to, fault: fault ?? missing, frontier: tree.frontier };
}

parentPort?.on('message', (request: VerifyRequest) => {
  void goAlong(request).then(
    (response) => parentPort?.postMessage(response),
    // Ends the thread, which whoever waits for it hears of.
    (error: unknown) =>
      queueMicrotask(() => {
        throw error;
      }),
  );
});
