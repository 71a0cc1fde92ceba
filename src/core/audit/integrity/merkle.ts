import { hash } from 'node:crypto';

/**
 * The Merkle tree over a log's leaf hashes, RFC 9162 section 2.1. A tree of any size is kept as the roots of the
 * perfect subtrees that it is made of, largest first: few enough to store, and enough to go on from.
 */
export type Frontier = readonly Buffer[];

const NODE = Buffer.of(0x01);

/** SHA-256(0x01 ‖ left ‖ right). */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer =>
  hash('sha256', Buffer.concat([NODE, left, right]), 'buffer');

/** Grows by leaves; its root is there at each size. */
export class MerkleTree {
  #size: number;
  readonly #roots: Buffer[];

  /** @param frontier of a tree of that size. @throws RangeError when it is none */
  constructor(size = 0, frontier: Frontier = []) {
    if (frontier.length !== bits(size)) throw new RangeError(`No tree of ${size} leaves has this frontier.`);
    this.#size = size;
    this.#roots = [...frontier];
  }

  get size(): number {
    return this.#size;
  }

  get frontier(): Frontier {
    return [...this.#roots];
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
    let merged: Buffer = Buffer.from(root);
    // Each full pair becomes one, as carries do in counting.
    for (let pair = this.#size / leaves; pair % 2 === 1; pair = (pair - 1) / 2) {
      const left = this.#roots.pop();
      if (!left) throw new RangeError('A tree has lost a part.');
      merged = nodeHash(left, merged);
    }
    this.#roots.push(merged);
    this.#size += leaves;
  }

  /** The root hash; of an empty tree that of nothing. */
  root(): Buffer {
    let root: Buffer | undefined;
    for (const left of this.#roots.toReversed()) root = root ? nodeHash(left, root) : left;
    return root ?? hash('sha256', Buffer.alloc(0), 'buffer');
  }
}

function bits(size: number): number {
  let count = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}
