import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateKey, hashKey, isKeyPrefix, keyHint, parseKey } from '../../../src/core/keys/key-format.ts';
import vectors from './key-format.vectors.json' with { type: 'json' };

const { alphabet } = vectors;

describe('the published vectors', () => {
  it.each(vectors.valid)('$key is valid', ({ key, prefix, body, checksum, sha256, hint }) => {
    expect(parseKey(key)).toEqual({ prefix, body, checksum });
    expect(hashKey(key).toString('hex')).toBe(sha256);
    expect(keyHint(key)).toBe(hint);
  });

  it.each(vectors.invalid)('$why: refused', ({ key }) => expect(parseKey(key)).toBeNull());

  it('are all there', () => {
    expect(vectors.valid).toHaveLength(14);
    expect(vectors.invalid).toHaveLength(15);
  });
});

/** Every way to make one mistake in a text. */
function* typos(key: string): Generator<string> {
  for (let at = 0; at <= key.length; at += 1) {
    const [before, here, after] = [key.slice(0, at), key.charAt(at), key.slice(at + 1)];
    for (const character of `${alphabet}_- \n`) {
      if (at < key.length && character !== here) yield before + character + after;
      yield before + character + here + after;
    }
    if (at < key.length) yield before + after;
    const next = key.charAt(at + 1);
    if (next !== '' && next !== here) yield before + next + here + key.slice(at + 2);
  }
}

describe('one mistake in a valid key', () => {
  const random = Array.from({ length: 4 }, (_, index) =>
    generateKey(['lk', 'acme', 'a1', 'tenant0001'][index] ?? 'lk'),
  );

  it.each([...vectors.valid.map(({ key }) => key), ...random])('is seen wherever it is: %s', (key) => {
    const missed: string[] = [];
    let tried = 0;
    for (const typo of typos(key)) {
      tried += 1;
      if (parseKey(typo) !== null) missed.push(typo);
    }
    expect(missed).toEqual([]);
    expect(tried).toBeGreaterThan(5_000);
  });

  it('is seen in whatever key', () => {
    const bodies = fc.uint8Array({ minLength: 40, maxLength: 40, max: 247 });
    fc.assert(
      fc.property(bodies, fc.nat(), fc.nat({ max: 61 }), (bytes, place, other) => {
        const key = generateKey('lk', () => bytes);
        const at = 3 + (place % 38);
        const character = alphabet.charAt(other);
        fc.pre(key.charAt(at) !== character);
        expect(parseKey(key.slice(0, at) + character + key.slice(at + 1))).toBeNull();
      }),
      { numRuns: 2_000, seed: 17 },
    );
  });

  it.each([
    ['twice', (key: string) => key + key],
    ['with a line feed', (key: string) => `${key}\n`],
    ['with a carriage return', (key: string) => `${key}\r`],
    ['after NUL', (key: string) => `\0${key}`],
    ['in full-width letters', (key: string) => key.replace('a', 'ａ').replace('y', 'ｙ')],
    ['in quotes', (key: string) => `"${key}"`],
  ])('is refused %s', (_, change) => {
    expect(parseKey(change('lk_yXBHMoc5L40zBANMAAcNPMMcv7FQw4U53MzL2m'))).toBeNull();
  });
});

describe('a generated key', () => {
  it.each(['lk', 'acme', 'a1', 'tenant0001'])('of the prefix %s is one', (prefix) => {
    for (let count = 0; count < 200; count += 1) {
      const key = generateKey(prefix);
      expect(parseKey(key)).toMatchObject({ prefix });
      expect(key).toHaveLength(prefix.length + 1 + 32 + 6);
    }
  });

  it.each(['', 'l', 'LK', 'Lk', '1k', 'l_k', 'l-k', 'lk ', 'lk\n', 'tenant00012', 'clé', '__proto__'])(
    'is not made for the prefix %o',
    (prefix) => {
      expect(isKeyPrefix(prefix)).toBe(false);
      expect(() => generateKey(prefix)).toThrow(RangeError);
    },
  );

  it('uses each character for exactly as many bytes as every other', () => {
    const count = new Map<string, number>();
    for (let byte = 0; byte < 248; byte += 1) {
      const first = generateKey('lk', (size) => new Uint8Array(size).fill(byte)).charAt(3);
      count.set(first, (count.get(first) ?? 0) + 1);
    }
    expect([...count.keys()].join('')).toBe(alphabet);
    expect(new Set(count.values())).toEqual(new Set([4]));
  });

  it('throws the bytes from 248 on away, and asks for more when it runs out', () => {
    let asked = 0;
    const source = (size: number): Uint8Array => {
      asked += 1;
      // Each helping is all waste but for one byte.
      return new Uint8Array(size).fill(248 + (asked % 8)).fill(asked % 62, 0, 1);
    };
    const { body } = parseKey(generateKey('lk', source)) ?? {};
    expect(body).toBe((alphabet.slice(1) + alphabet).slice(0, 32));
    expect(asked).toBe(32);
  });

  it('has the shape of chance: no place and no character stands out in 3,000 keys', () => {
    // Deterministic: SHA-256 in counter mode stands in for the system's source.
    let counter = 0;
    const source = (size: number): Uint8Array => {
      const blocks: Buffer[] = [];
      while (blocks.length * 32 < size) blocks.push(createHash('sha256').update(String(counter++)).digest());
      return Buffer.concat(blocks).subarray(0, size);
    };
    const seen = new Map<string, number>();
    for (let made = 0; made < 3_000; made += 1) {
      for (const character of parseKey(generateKey('lk', source))?.body ?? '') {
        seen.set(character, (seen.get(character) ?? 0) + 1);
      }
    }
    const expected = (3_000 * 32) / 62;
    const chiSquare = [...seen.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(seen.size).toBe(62);
    // 61 degrees of freedom: above 110 in one of 10,000; a modulo bias of 248..255 gives more than 1,000.
    expect(chiSquare).toBeLessThan(110);
  });

  it('is never the same twice', () => {
    expect(new Set(Array.from({ length: 1_000 }, () => generateKey('lk'))).size).toBe(1_000);
  });

  it('draws from the source that it is given, and from the system’s without one', () => {
    const bytes = randomBytes(40).map((byte) => byte % 248);
    expect(generateKey('lk', () => bytes)).toBe(generateKey('lk', () => bytes));
    expect(generateKey('lk')).not.toBe(generateKey('lk'));
  });
});
