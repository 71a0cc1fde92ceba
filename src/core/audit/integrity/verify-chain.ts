import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Fault } from './chain.ts';
import { MerkleTree } from './merkle.ts';
import type { VerifyRequest, VerifyResponse, VerifyWorkerData } from './verify-worker.ts';
import { workerPlace } from '../../worker-place.ts';

/** Entries of one part; a power of two, so that its tree is a part of the whole one. */
export const PART = 16_384;
const WORKERS = 2;

const WORKER = workerPlace('verify-worker', import.meta.url);

export interface Chain {
  readonly fault: Fault | null;
  /** The tree over all whole parts among the first `entries`, none of which may be behind a fault. */
  readonly treeUpTo: (entries: number) => MerkleTree;
}

/**
 * Goes along the whole chain in threads.
 * @param size the newest entry to look at
 * @param onProgress entries that have been looked at
 * @param signal ends it: then the promise is refused with its reason
 */
export async function verifyChain(
  data: VerifyWorkerData,
  size: number,
  onProgress: (entries: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<Chain> {
  // One after the other: whoever has put in one entry with a huge number would have us make a list without end.
  const parts = Math.ceil(size / PART);
  const partAt = (index: number): VerifyRequest => ({
    from: index * PART + 1,
    to: Math.min(size, (index + 1) * PART),
  });
  let last = parts;
  const answers: (VerifyResponse | undefined)[] = [];
  let next = 0;
  let looked = 0;
  const runOne = async () => {
    const worker = new Worker(WORKER, { workerData: data });
    const stop = () => void worker.terminate();
    signal?.addEventListener('abort', stop);
    try {
      for (let index = next++; index < last; index = next++) {
        signal?.throwIfAborted();
        worker.postMessage(partAt(index));
        const [answer] = (await once(worker, 'message', { signal })) as [VerifyResponse];
        answers[index] = answer;
        looked += answer.to - answer.from + 1;
        onProgress(looked);
        // What comes behind the first fault is nobody's question.
        if (answer.fault) last = Math.min(last, index);
      }
    } finally {
      signal?.removeEventListener('abort', stop);
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(WORKERS, parts) }, runOne));
  const treeUpTo = (entries: number) => {
    const tree = new MerkleTree();
    for (const answer of answers) {
      if (answer && answer.to <= entries && answer.from === tree.size + 1) addPart(tree, answer);
    }
    return tree;
  };
  return { fault: answers.find((answer) => answer?.fault)?.fault ?? null, treeUpTo };
}

/** Joins the tree over a part to that over all before. */
function addPart(tree: MerkleTree, { from, to, frontier }: VerifyResponse): void {
  let rest = to - from + 1;
  for (const root of frontier) {
    const leaves = 2 ** Math.floor(Math.log2(rest));
    tree.addSubtree(root, leaves);
    rest -= leaves;
  }
}
