import { describe, expect, it } from 'vitest';
import {
  type Checkpoint,
  openCheckpoint,
  readVerifierKey,
  Signer,
  verifierKey,
} from '../../../../src/core/audit/integrity/checkpoint.ts';

const checkpoint: Checkpoint = {
  origin: 'latchkey/4f1c',
  size: 1_000,
  root: Buffer.alloc(32, 7),
  epoch: 2,
  head: 'ab'.repeat(32),
};
const signer = new Signer('latchkey/4f1c', Buffer.alloc(32, 1));
const note = signer.sign(checkpoint);

describe('a checkpoint', () => {
  it('is a signed note that says what the log was', () => {
    expect(note.split('\n')).toEqual([
      'latchkey/4f1c',
      '1000',
      Buffer.alloc(32, 7).toString('base64'),
      'epoch 2',
      `head ${'ab'.repeat(32)}`,
      '',
      expect.stringMatching(/^— latchkey\/4f1c [A-Za-z0-9+/]{91}=$/),
      '',
    ]);
    expect(openCheckpoint(note, signer.verifierKey)).toEqual(checkpoint);
  });

  it('is the same to the byte when the same is signed again', () => {
    expect(signer.sign(checkpoint)).toBe(note);
  });

  it('is refused after any change of its text', () => {
    const text = note.slice(0, note.indexOf('\n\n'));
    for (let index = 0; index < text.length; index += 1) {
      const other = text[index] === 'x' ? 'y' : 'x';
      const changed = note.slice(0, index) + other + note.slice(index + 1);
      expect(typeof openCheckpoint(changed, signer.verifierKey)).toBe('string');
    }
  });

  it('is refused when somebody else has signed it', () => {
    const other = new Signer('latchkey/4f1c', Buffer.alloc(32, 2));
    expect(openCheckpoint(other.sign(checkpoint), signer.verifierKey)).toBe('not signed by this key');
  });

  it('may have the signatures of others as well', () => {
    const other = new Signer('witness', Buffer.alloc(32, 2)).sign(checkpoint);
    const both = note + other.slice(other.indexOf('\n\n') + 2);
    expect(openCheckpoint(both, signer.verifierKey)).toEqual(checkpoint);
  });

  it.each(['', 'nothing', 'a\n\n', '\n\n— latchkey/4f1c !!\n'])('is not %j', (text) => {
    expect(typeof openCheckpoint(text, signer.verifierKey)).toBe('string');
  });
});

describe('a verifier key', () => {
  it('is read back', () => {
    expect(readVerifierKey(signer.verifierKey)).toEqual({
      name: 'latchkey/4f1c',
      publicKey: signer.publicKey,
    });
  });

  it.each([
    'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8',
  ])('that others have published is read and written alike: %s', (key) => {
    const read = readVerifierKey(key);
    expect(read && verifierKey(read.name, read.publicKey)).toBe(key);
    expect(readVerifierKey(key.replace(/\+[0-9a-f]{8}\+/, '+00000000+'))).toBeNull();
  });
});
