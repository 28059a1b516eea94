import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from './bytes.ts';
import { CompactRange } from './compact.ts';
import {
  consistencyProof,
  EMPTY_ROOT,
  type Hash,
  inclusionProof,
  leafHash,
  nodeHash,
  type ReadHash,
  rootFromNodes,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';
import { entriesOf, flipBit } from './testkit.ts';

/** The leaves, roots and proofs of Certificate Transparency's own test data. */
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
const INCLUSION: [index: number, size: number, proof: string[]][] = [
  [0, 1, []],
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    5,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  [
    1,
    5,
    [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
];
const CONSISTENCY: [from: number, to: number, proof: string[]][] = [
  [1, 1, []],
  [
    1,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    6,
    8,
    [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [
    2,
    5,
    [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
  [
    6,
    7,
    [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
];

const ctLeaves = LEAVES.map((hex) => leafHash(fromHex(hex)));
const nodesOver =
  (leaves: readonly Hash[]): ReadHash =>
  (level, index) => {
    const part = leaves.slice(index * 2 ** level, (index + 1) * 2 ** level);
    expect(part).toHaveLength(2 ** level); // only complete nodes may be asked for
    return rootOf(part);
  };
/** MTH as RFC 6962 §2.1 defines it, word for word. */
function mth(leaves: readonly Hash[]): Hash {
  if (leaves.length === 0) return EMPTY_ROOT;
  if (leaves.length === 1) return leaves[0] as Hash;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(mth(leaves.slice(0, k)), mth(leaves.slice(k)));
}
const leaves = entriesOf(0, 400).map(leafHash);
const roots = leaves.map((_, n) => rootOf(leaves.slice(0, n)));
const rootAt = (n: number) => roots[n] ?? rootOf(leaves.slice(0, n));

describe('R90.3 Merkle tree against known values of RFC 6962', () => {
  it('gives the roots of Certificate Transparency’s test data', () => {
    ROOTS.forEach((root, n) => {
      expect(toHex(rootOf(ctLeaves.slice(0, n)))).toBe(root);
    });
  });

  it.each(INCLUSION)('proves entry %i in a tree of %i as the test data does', (index, size, known) => {
    const proof = inclusionProof(index, size, nodesOver(ctLeaves));
    expect(proof.map(toHex)).toEqual(known);
    const leaf = ctLeaves[index] as Hash;
    expect(verifyInclusion(index, size, leaf, proof, fromHex(ROOTS[size] as string))).toBe(true);
  });

  it.each(CONSISTENCY)('proves growth from %i to %i as the test data does', (from, to, known) => {
    const proof = consistencyProof(from, to, nodesOver(ctLeaves));
    expect(proof.map(toHex)).toEqual(known);
    const head = (size: number) => ({ size, root: fromHex(ROOTS[size] as string) });
    expect(verifyConsistency(head(from), head(to), proof)).toBe(true);
  });

  it('follows the recursive definition for every size to 130', () => {
    for (let n = 0; n <= 130; n++) expect(rootAt(n)).toEqual(mth(leaves.slice(0, n)));
  });
});

describe('R90.3 proofs', () => {
  it('every inclusion proof verifies, for every entry of every size to 70', () => {
    for (let size = 1; size <= 70; size++) {
      for (let index = 0; index < size; index++) {
        const proof = inclusionProof(index, size, nodesOver(leaves));
        expect(verifyInclusion(index, size, leaves[index] as Hash, proof, rootAt(size))).toBe(true);
      }
    }
  });

  it('every consistency proof verifies, for every pair of sizes to 70', () => {
    for (let to = 0; to <= 70; to++) {
      for (let from = 0; from <= to; from++) {
        const proof = consistencyProof(from, to, nodesOver(leaves));
        const heads = [from, to].map((size) => ({ size, root: rootAt(size) }));
        expect(verifyConsistency(heads[0] as never, heads[1] as never, proof)).toBe(true);
      }
    }
  });

  const place = fc
    .integer({ min: 1, max: 400 })
    .chain((size) => fc.tuple(fc.integer({ min: 0, max: size - 1 }), fc.constant(size)));

  it('an inclusion proof with any bit flipped fails', () => {
    fc.assert(
      fc.property(place, fc.nat(), ([index, size], bit) => {
        const proof = inclusionProof(index, size, nodesOver(leaves));
        const all = [leaves[index] as Hash, rootAt(size), ...proof];
        const at = bit % (all.length * 256);
        const [leaf, root, ...path] = all.map((hash, i) =>
          i === Math.floor(at / 256) ? flipBit(hash, at % 256) : hash,
        );
        expect(verifyInclusion(index, size, leaf as Hash, path, root as Hash)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('an inclusion proof for another place, or with a hash more, less, swapped or cut, fails', () => {
    fc.assert(
      fc.property(place, fc.nat({ max: 400 }), ([index, size], other) => {
        const proof = inclusionProof(index, size, nodesOver(leaves));
        const leaf = leaves[index] as Hash;
        const root = rootAt(size);
        const verify = (i: number, n: number, path: readonly Hash[]) =>
          verifyInclusion(i, n, leaf, path, root);
        if (other !== index) expect(verify(other, size, proof)).toBe(false);
        expect(verify(index, size, [...proof, root])).toBe(false);
        expect(verify(index, size, [root, ...proof])).toBe(false);
        expect(verify(index, index, proof)).toBe(false);
        expect(verify(index, size, [...proof, new Uint8Array()])).toBe(false);
        if (proof.length > 0) {
          expect(verify(index, size, proof.slice(1))).toBe(false);
          expect(verify(index, size, proof.slice(0, -1))).toBe(false);
          expect(verify(index, size, [...proof.slice(0, -1), (proof.at(-1) as Hash).slice(1)])).toBe(false);
        }
        if (proof.length > 1) expect(verify(index, size, [...proof].reverse())).toBe(false);
      }),
    );
  });

  it('a path that ends below the root fails, even where its end is given as the root', () => {
    const [a, b] = leaves as [Hash, Hash];
    expect(verifyInclusion(0, 4, a, [b], nodeHash(a, b))).toBe(false);
    expect(verifyInclusion(0, 2, a, [], a)).toBe(false);
    expect(verifyInclusion(2, 4, a, [], a)).toBe(false);
    const proof = consistencyProof(2, 4, nodesOver(leaves));
    const old = { size: 2, root: rootAt(2) };
    expect(verifyConsistency(old, { size: 4, root: rootAt(4) }, proof)).toBe(true);
    expect(verifyConsistency(old, { size: 8, root: rootAt(4) }, proof)).toBe(false);
  });

  it('a consistency proof with any bit flipped, or a hash more or less, fails', () => {
    fc.assert(
      fc.property(place, fc.nat(), ([before, to], bit) => {
        const from = before + 1;
        const proof = consistencyProof(from, to, nodesOver(leaves));
        const all = [rootAt(from), rootAt(to), ...proof];
        const at = bit % (all.length * 256);
        const [oldRoot, newRoot, ...path] = all.map((hash, i) =>
          i === Math.floor(at / 256) ? flipBit(hash, at % 256) : hash,
        ) as [Hash, Hash, ...Hash[]];
        const verify = (a: Hash, b: Hash, p: readonly Hash[]) =>
          verifyConsistency({ size: from, root: a }, { size: to, root: b }, p);
        expect(verify(oldRoot, newRoot, path)).toBe(false);
        expect(verify(rootAt(from), rootAt(to), [...proof, rootAt(to)])).toBe(false);
        expect(verify(rootAt(from), rootAt(to), [rootAt(to), ...proof])).toBe(false);
        if (proof.length > 0) expect(verify(rootAt(from), rootAt(to), proof.slice(0, -1))).toBe(false);
        if (proof.length > 0) expect(verify(rootAt(from), rootAt(to), [])).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('refuses what cannot be: a smaller later tree, sizes that are no sizes, entries outside', () => {
    expect(verifyConsistency({ size: 3, root: rootAt(3) }, { size: 2, root: rootAt(2) }, [])).toBe(false);
    expect(verifyConsistency({ size: 0, root: rootAt(1) }, { size: 2, root: rootAt(2) }, [])).toBe(false);
    expect(verifyConsistency({ size: 0.5, root: rootAt(1) }, { size: 2, root: rootAt(2) }, [])).toBe(false);
    expect(verifyInclusion(-1, 2, leaves[0] as Hash, [], rootAt(2))).toBe(false);
    expect(verifyInclusion(0, Number.NaN, leaves[0] as Hash, [], rootAt(1))).toBe(false);
    expect(() => inclusionProof(2, 2, nodesOver(leaves))).toThrow(RangeError);
    expect(() => consistencyProof(3, 2, nodesOver(leaves))).toThrow(RangeError);
    expect(() => nodeHash(rootAt(1), rootAt(1).slice(1))).toThrow(RangeError);
  });

  it('counts beyond 32 bits: proofs in a tree of 2^40 + 3 equal entries', () => {
    // With equal leaves each complete level has one hash, so the huge tree fits in a table.
    const level = [leafHash(new Uint8Array())];
    for (let i = 0; i < 41; i++) level.push(nodeHash(level[i] as Hash, level[i] as Hash));
    const read: ReadHash = (at) => level[at] as Hash;
    const size = 2 ** 40 + 3;
    const root = rootFromNodes(size, read);
    for (const index of [0, 2 ** 31, 2 ** 32 + 1, 2 ** 40 - 1, 2 ** 40, 2 ** 40 + 2]) {
      const proof = inclusionProof(index, size, read);
      expect(verifyInclusion(index, size, level[0] as Hash, proof, root)).toBe(true);
      expect(verifyInclusion(index, size, root, proof, root)).toBe(false);
    }
    for (const from of [1, 2 ** 32 + 5, 2 ** 40, 2 ** 40 + 1]) {
      const old = { size: from, root: rootFromNodes(from, read) };
      expect(verifyConsistency(old, { size, root }, consistencyProof(from, size, read))).toBe(true);
    }
  });
});

describe('R90.3 compact range', () => {
  it('has the root of the whole tree after every entry, and can be taken up again from its hashes', () => {
    let range = new CompactRange();
    for (let n = 0; n < leaves.length; n++) {
      expect(range.root()).toEqual(rootAt(n));
      range.append(leaves[n] as Hash);
      range = new CompactRange(range.size, range.hashes);
    }
    const copy = range.clone();
    copy.append(leaves[0] as Hash);
    expect(range.root()).toEqual(rootAt(400));
    expect(copy.root()).not.toEqual(rootAt(400));
  });

  it('refuses an edge that does not fit the size', () => {
    expect(() => new CompactRange(3, [rootAt(1)])).toThrow(RangeError);
    expect(() => new CompactRange(-1)).toThrow(RangeError);
    expect(() => new CompactRange(1, [new Uint8Array(31)])).toThrow(RangeError);
    expect(() => new CompactRange().append(new Uint8Array(31))).toThrow(RangeError);
  });
});
