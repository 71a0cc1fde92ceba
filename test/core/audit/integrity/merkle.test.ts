import { hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MerkleTree, nodeHash } from '../../../../src/core/audit/integrity/merkle.ts';
import { leafHash } from '../../../../src/core/audit/entry.ts';

/** Test vectors of RFC 6962's reference implementation (certificate-transparency): leaves and roots of sizes 0 to 8. */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const leaves = LEAVES.map((hex) =>
  hash('sha256', Buffer.concat([Buffer.of(0), Buffer.from(hex, 'hex')]), 'buffer'),
);

/** The definition of the RFC, word for word. */
function rootOf(of: readonly Buffer[]): Buffer {
  const [first] = of;
  if (!first) return hash('sha256', Buffer.alloc(0), 'buffer');
  if (of.length === 1) return first;
  let split = 1;
  while (split * 2 < of.length) split *= 2;
  return nodeHash(rootOf(of.slice(0, split)), rootOf(of.slice(split)));
}

describe('the tree', () => {
  it('has the roots of the published vectors', () => {
    const tree = new MerkleTree();
    const roots = [tree.root().toString('hex')];
    for (const leaf of leaves) {
      tree.add(leaf);
      roots.push(tree.root().toString('hex'));
    }
    expect(roots).toEqual(ROOTS);
  });

  it('has the root of the definition at every size, also when it goes on from its frontier', () => {
    const many = Array.from({ length: 130 }, (_, index) => leafHash(`entry ${index}`));
    let tree = new MerkleTree();
    for (const [index, leaf] of many.entries()) {
      tree.add(leaf);
      expect(tree.root().equals(rootOf(many.slice(0, index + 1)))).toBe(true);
      tree = new MerkleTree(tree.size, tree.frontier);
    }
  });

  it('is the same when it is made of subtrees', () => {
    const many = Array.from({ length: 27 }, (_, index) => leafHash(`entry ${index}`));
    const tree = new MerkleTree();
    tree.addSubtree(rootOf(many.slice(0, 8)), 8);
    tree.addSubtree(rootOf(many.slice(8, 16)), 8);
    tree.addSubtree(rootOf(many.slice(16, 24)), 8);
    for (const leaf of many.slice(24)) tree.add(leaf);
    expect(tree.root().equals(rootOf(many))).toBe(true);
  });

  it('takes no frontier of another size, and no subtree in the wrong place', () => {
    expect(() => new MerkleTree(3, leaves.slice(0, 1))).toThrow(RangeError);
    expect(() => new MerkleTree(1, leaves.slice(0, 1)).addSubtree(Buffer.alloc(32), 2)).toThrow(RangeError);
  });
});
