import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateKey } from '../../../src/core/keys/key-format.ts';
import { ChunkScanner } from '../../../src/core/leak-scan/chunk-scanner.ts';
import { findKeys } from '../../../src/core/leak-scan/find-keys.ts';

const KEY = generateKey('acme');

function found(bytes: Buffer | string) {
  const all = Buffer.from(bytes as string);
  const keys: { key: string; place: number; wrappings: string }[] = [];
  findKeys(all, 0, all.length, (key, place, wrappings) =>
    keys.push({ key, place, wrappings: wrappings.join(' ') }),
  );
  return keys;
}
const base64 = (text: string | Buffer) => Buffer.from(text as string).toString('base64');
const bigEnd = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('a key is found', () => {
  it.each([
    ['alone', KEY, 0],
    ['in quotes', `{"key":"${KEY}"}`, 8],
    ['after an escaped line end', `a\\n${KEY}\\n`, 3],
    ['glued to what is before and after it', `TOKEN9${KEY}zZ9`, 6],
    ['with other underscores around', `some_${KEY}_more`, 5],
    ['in an address', `https://x.example/?key=${KEY}&a=b`, 23],
  ])('%s', (_, text, place) => {
    expect(found(text)).toEqual([{ key: KEY, place, wrappings: '' }]);
  });

  it.each(['a1', 'lk', 'abcdefghij'])('with the prefix %s', (prefix) => {
    const key = generateKey(prefix);
    expect(found(`x ${key} y`)).toMatchObject([{ key }]);
    expect(found(base64(key))).toMatchObject([{ key, wrappings: 'base64' }]);
    expect(found(bigEnd(key))).toMatchObject([{ key, wrappings: 'utf-16' }]);
  });

  it('in base64, wherever it begins in it and whatever stands before that', () => {
    for (let before = 0; before < 6; before += 1) {
      for (const glued of ['', 'x', 'xy', 'xyz', 'xyzw']) {
        const text = `{"auth":"${glued}${base64(`${'a'.repeat(before)}${KEY} and more`)}"}`;
        expect(found(text), text).toMatchObject([{ key: KEY, wrappings: 'base64' }]);
      }
    }
  });

  it('in base64 of the other alphabet, without its padding', () => {
    const text = Buffer.from(`\u00ff\u00fe?>${KEY}`).toString('base64url');
    expect(found(`token=${text}.sig`)).toMatchObject([{ key: KEY, wrappings: 'base64' }]);
  });

  it.each(['\n', '\r\n'])('in base64 that is wrapped by %j', (lineEnd) => {
    for (let before = 0; before < 120; before += 7) {
      const wrapped = base64(`${'.'.repeat(before)}${KEY}${'.'.repeat(80)}`).replace(
        /.{64}/g,
        `$&${lineEnd}`,
      );
      expect(found(`-----\n${wrapped}\n`), String(before)).toMatchObject([{ key: KEY }]);
    }
  });

  it('in UTF-16 of either byte order, at an even or an odd place, to the last byte', () => {
    for (const before of [
      Buffer.alloc(0),
      Buffer.from('x'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('\0\u00e4'),
    ]) {
      for (const text of [Buffer.from(KEY, 'utf16le'), bigEnd(KEY)]) {
        expect(found(Buffer.concat([before, text]))).toMatchObject([{ key: KEY, wrappings: 'utf-16' }]);
      }
    }
  });

  it('in both at once, as commands of a shell are encoded, and in base64 twice', () => {
    const command = Buffer.from(`curl -H "X-API-Key: ${KEY}"`, 'utf16le');
    expect(found(base64(command))).toMatchObject([{ key: KEY, wrappings: 'base64 utf-16' }]);
    expect(found(base64(`{"a":"${base64(KEY)}"}`))).toMatchObject([{ key: KEY, wrappings: 'base64 base64' }]);
    expect(found(Buffer.from(base64(KEY), 'utf16le'))).toMatchObject([
      { key: KEY, wrappings: 'utf-16 base64' },
    ]);
  });

  it('each time that it stands there', () => {
    expect(found(`${KEY}\n${KEY}${KEY}`).map(({ place }) => place)).toEqual([0, 44, 87]);
  });
});

it('nothing that only looks like a key is one', () => {
  const changed = [...KEY].map((character, place) =>
    place < 5 ? KEY : KEY.slice(0, place) + (character === 'x' ? 'y' : 'x') + KEY.slice(place + 1),
  );
  const wrong = [
    ...changed.slice(5),
    KEY.slice(0, -1),
    KEY.toUpperCase(),
    KEY.replace('_', '-'),
    `a_${KEY.slice(5)}`,
  ];
  for (const text of wrong) {
    expect(found(text)).toEqual([]);
    expect(found(base64(text))).toEqual([]);
    expect(found(Buffer.from(text, 'utf16le'))).toEqual([]);
  }
});

/** What a scanner finds in bytes that come in these pieces. */
function scanned(bytes: Buffer, cuts: readonly number[], countsLines = true) {
  const scanner = new ChunkScanner();
  scanner.begin(countsLines);
  let from = 0;
  for (const cut of [...cuts, bytes.length]) {
    scanner.push(bytes.subarray(from, Math.max(from, cut)));
    from = Math.max(from, cut);
  }
  return scanner.end();
}

describe('chunks', () => {
  const SIZE = 1024 * 1024;
  const FORMS: readonly (readonly [string, Buffer])[] = [
    ['plain', Buffer.from(KEY)],
    ['base64', Buffer.from(base64(KEY))],
    ['utf-16', Buffer.from(KEY, 'utf16le')],
    ['base64 of utf-16', Buffer.from(base64(Buffer.from(KEY, 'utf16le')))],
  ];

  it.each(FORMS)(
    '%s is found at every place of a border, once, with its line and column',
    (_, form) => {
      const filler = Buffer.alloc(SIZE + 4_096, 'word word\n');
      // One scan of one buffer holds many borders: each copy stands somewhere else relative to its end.
      for (let shift = -form.length - 2; shift <= 2; shift += form.length > 80 ? 5 : 1) {
        const place = SIZE + shift;
        const bytes = Buffer.from(filler);
        bytes.write('(', place - 1, 'latin1');
        form.copy(bytes, place);
        bytes.write(')', place + form.length, 'latin1');
        const { found, count } = scanned(bytes, []);
        expect(count, String(shift)).toBe(1);
        const before = bytes.subarray(0, place).toString('latin1').split('\n');
        expect(found[0]).toMatchObject({ offset: place, line: before.length });
      }
    },
    60_000,
  );

  it('a key is found however the bytes come', () => {
    const text = Buffer.from(`${'lorem ipsum\n'.repeat(40)}"${KEY}" ${base64(`k=${KEY}`)}\n`);
    const cuts = fc
      .array(fc.nat(text.length), { maxLength: 12 })
      .map((list) => list.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(cuts, (places) => {
        expect(scanned(text, places).found).toMatchObject([
          { line: 41, column: 2, wrappings: [], hint: `acme_${KEY.slice(5, 9)}…${KEY.slice(-4)}` },
          { line: 41, wrappings: ['base64'] },
        ]);
      }),
    );
  });

  it('two keys at the two sides of an overlap are two', () => {
    const other = generateKey('lk');
    const bytes = Buffer.alloc(2 * SIZE, ' ');
    const places = [SIZE - 1_100, SIZE - 1_024, SIZE - 500, SIZE - 44, SIZE + 30];
    for (const place of places) bytes.write(place === SIZE - 500 ? other : KEY, place, 'latin1');
    expect(scanned(bytes, []).found.map(({ offset }) => offset)).toEqual(places);
  });

  it('what is found holds no key', () => {
    const { found } = scanned(Buffer.from(KEY), []);
    expect(JSON.stringify(found)).not.toContain(KEY.slice(5, 30));
  });
});

it('a line of any length is read in time that grows with its length alone', () => {
  // The least of the processor's time of this thread, so that other work on the machine says nothing.
  const cost = (bytes: Buffer): number =>
    Math.min(
      ...Array.from({ length: 3 }, () => {
        const begin = process.threadCpuUsage();
        scanned(bytes, [], false);
        return process.threadCpuUsage(begin).user;
      }),
    );
  // What costs most: base64 of base64, runs of underscores, and words just too short.
  const worst = [
    base64(base64('a'.repeat(3_000))),
    '_'.repeat(4_000),
    `${'a'.repeat(40)} `.repeat(100),
    'a_'.repeat(2_000),
  ];
  for (const text of worst) {
    const small = Buffer.alloc(1_000_000, text);
    const large = Buffer.alloc(8_000_000, text);
    expect(cost(large) / Math.max(cost(small), 1_000), text.slice(0, 20)).toBeLessThan(8 * 6);
  }
}, 60_000);
