import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { type EntryBody, leafHash, sealEntry } from '../../../src/core/audit/entry.ts';

const body: EntryBody = {
  version: 1,
  log: '00112233445566778899aabbccddeeff',
  epoch: 1,
  seq: 1,
  time: 1_750_149_000_000,
  origin: 'desktop',
  session: null,
  actor: { id: 1, name: 'ada' },
  tenant: 1,
  action: 'keys.generate',
  target: { type: 'key', id: 1, name: 'Rechnungen – “Süd”' },
  outcome: 'done',
  details: { after: { expiresAt: null } },
  previous: null,
};

it('an entry is hashed as a Merkle leaf: SHA-256 over 0x00 and its bytes in UTF-8', () => {
  const text = '{"name":"Süd"}';
  const expected = createHash('sha256')
    .update(Buffer.concat([Buffer.from([0]), Buffer.from(text, 'utf8')]))
    .digest('hex');
  expect(leafHash(text).toString('hex')).toBe(expected);
  // RFC 9162, 2.1.1: the leaf of the empty string.
  expect(leafHash('').toString('hex')).toBe(
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  );
});

it('what is stored is the bytes that were hashed, in canonical JSON', () => {
  const { bytes, hash } = sealEntry(body);
  expect(bytes).toBe(
    '{"action":"keys.generate","actor":{"id":1,"name":"ada"},"details":{"after":{"expiresAt":null}},"epoch":1,' +
      '"log":"00112233445566778899aabbccddeeff","origin":"desktop","outcome":"done","previous":null,"seq":1,' +
      '"session":null,"target":{"id":1,"name":"Rechnungen – “Süd”","type":"key"},"tenant":1,"time":1750149000000,"version":1}',
  );
  expect(hash).toEqual(leafHash(bytes));
});

it('a change of any part is a change of the hash', () => {
  const hashes = Object.keys(body).map((part) =>
    sealEntry({ ...body, [part]: 'other' }).hash.toString('hex'),
  );
  hashes.push(sealEntry(body).hash.toString('hex'));
  expect(new Set(hashes).size).toBe(Object.keys(body).length + 1);
});
