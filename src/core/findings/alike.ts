import { skeletonsOf } from './skeleton.ts';

/** Finds keys of which one looks like the other, name by name. */
export class Alike {
  readonly #bySkeleton = new Map<string, number | number[]>();

  add(id: number, name: string): void {
    for (const skeleton of skeletonsOf(name)) {
      const known = this.#bySkeleton.get(skeleton);
      // Most have a skeleton of their own: a list for each would be most of the memory.
      if (known === undefined) this.#bySkeleton.set(skeleton, id);
      else if (typeof known === 'number') this.#bySkeleton.set(skeleton, [known, id]);
      else known.push(id);
    }
  }

  /**
   * The keys that look like another one, with the id of that one.
   * @param keyNamed the key whose name is its own skeleton, which `add` passes over
   */
  pairs(keyNamed: (nameKey: string) => number | undefined): Map<number, number> {
    const pairs = new Map<number, number>();
    for (const [skeleton, known] of this.#bySkeleton) {
      const plain = keyNamed(skeleton);
      const ids = typeof known === 'number' ? [known] : known;
      const group = plain === undefined ? ids : [plain, ...ids];
      const [first, second] = group;
      if (first === undefined || second === undefined) continue;
      for (const id of group) if (!pairs.has(id)) pairs.set(id, id === first ? second : first);
    }
    return pairs;
  }
}
