import { hash } from 'node:crypto';

/**
 * The Merkle tree over a log's leaf hashes, RFC 9162 section 2.1. A tree of any size is kept as the roots of the
 * perfect subtrees that it is made of, largest first: few enough to store, and enough to go on from.
 */
export type Frontier = readonly Buffer[];

/** SHA-256(0x01 ‖ left ‖ right). */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer =>
  Buffer.from(nodeOf(Buffer.from(left).toString('latin1'), Buffer.from(right).toString('latin1')), 'latin1');

const HASH = 32;
const NODE = Buffer.alloc(1 + 2 * HASH, 0x01);
/** The same with hashes as strings of a character for each byte, which cost half of what buffers do. */
function nodeOf(left: string, right: string): string {
  NODE.write(left, 1, 'latin1');
  NODE.write(right, 1 + HASH, 'latin1');
  return hash('sha256', NODE, 'binary');
}

/** Grows by leaves; its root is there at each size. */
export class MerkleTree {
  #size: number;
  /** A character for each byte. */
  readonly #roots: string[];

  /** @param frontier of a tree of that size. @throws RangeError when it is none */
  constructor(size = 0, frontier: Frontier = []) {
    if (frontier.length !== bits(size)) throw new RangeError(`No tree of ${size} leaves has this frontier.`);
    this.#size = size;
    this.#roots = frontier.map((root) => root.toString('latin1'));
  }

  get size(): number {
    return this.#size;
  }

  get frontier(): Frontier {
    return this.#roots.map((root) => Buffer.from(root, 'latin1'));
  }

  /** @param leaf the hash of an entry, 32 bytes */
  add(leaf: Uint8Array): void {
    this.addSubtree(leaf, 1);
  }

  /**
   * Adds the root of a perfect tree of so many leaves.
   * @param leaves a power of two that divides the size
   */
  addSubtree(root: Uint8Array, leaves: number): void {
    if (this.#size % leaves !== 0) throw new RangeError('A subtree must begin at a multiple of its size.');
    let merged = Buffer.from(root.buffer, root.byteOffset, root.length).toString('latin1');
    // Each full pair becomes one, as carries do in counting.
    for (let pair = this.#size / leaves; pair % 2 === 1; pair = (pair - 1) / 2) {
      const left = this.#roots.pop();
      if (left === undefined) throw new RangeError('A tree has lost a part.');
      merged = nodeOf(left, merged);
    }
    this.#roots.push(merged);
    this.#size += leaves;
  }

  /** The root hash; of an empty tree that of nothing. */
  root(): Buffer {
    let root: string | undefined;
    for (const left of this.#roots.toReversed()) root = root === undefined ? left : nodeOf(left, root);
    return root === undefined ? hash('sha256', Buffer.alloc(0), 'buffer') : Buffer.from(root, 'latin1');
  }
}

function bits(size: number): number {
  let count = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}
