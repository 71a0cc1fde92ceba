import { createHash } from 'node:crypto';
import { readFileSync, truncateSync, writeFileSync, appendFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HEADER_BYTES, TAG_BYTES } from '../../../src/core/backup/container-format.ts';
import { opened, PASSPHRASE, smallContainer } from '../../support/backup.ts';
import { refusal } from '../../support/store.ts';

const CHUNK = 32;
const SEALED = CHUNK + TAG_BYTES;
const content = (length: number) => Buffer.from('0123456789abcdef'.repeat(20).slice(0, length));

const REFUSED = ['BACKUP_DAMAGED', 'BACKUP_NEWER', 'WRONG_PASSPHRASE'];
const codeOf = async (work: Promise<unknown>) => ((await refusal(work)) as { code: string }).code;

describe('a container', () => {
  it.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])('of %i bytes gives them back', async (length) => {
    const path = await smallContainer(content(length), CHUNK);
    expect(await opened(path)).toEqual(content(length));
    expect(readFileSync(path).length).toBe(
      HEADER_BYTES + length + TAG_BYTES * Math.max(1, Math.ceil(length / CHUNK)),
    );
  });

  it('is refused when any byte of it was changed', async () => {
    const path = await smallContainer(content(70), CHUNK);
    const whole = readFileSync(path);
    for (let at = 0; at < whole.length; at += 1) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      writeFileSync(path, changed);
      const code = await codeOf(opened(path));
      expect(REFUSED, `byte ${at}: ${code}`).toContain(code);
      // Only the proof of the passphrase itself cannot be told from a wrong one.
      if (at < 64 || at >= HEADER_BYTES) expect(code, `byte ${at}`).toBe('BACKUP_DAMAGED');
    }
  });

  it('is refused when it was cut off anywhere, at the borders of chunks too', async () => {
    const path = await smallContainer(content(3 * CHUNK), CHUNK);
    const whole = readFileSync(path);
    const borders = [0, 1, 2].map((chunks) => HEADER_BYTES + chunks * SEALED);
    for (const length of new Set([...borders, 0, 1, 79, 81, whole.length - 1, whole.length - TAG_BYTES])) {
      writeFileSync(path, whole);
      truncateSync(path, length);
      expect(await codeOf(opened(path)), `${length} bytes`).toBe('BACKUP_DAMAGED');
    }
  });

  it('is refused when chunks were moved, repeated, added or come from another container', async () => {
    const path = await smallContainer(content(3 * CHUNK), CHUNK);
    const other = readFileSync(await smallContainer(content(3 * CHUNK), CHUNK));
    const whole = readFileSync(path);
    const part = (bytes: Buffer, index: number) =>
      bytes.subarray(HEADER_BYTES + index * SEALED, HEADER_BYTES + (index + 1) * SEALED);
    const head = whole.subarray(0, HEADER_BYTES);
    const [one, two, three] = [part(whole, 0), part(whole, 1), part(whole, 2)];
    const changed = {
      moved: [head, two, one, three],
      repeated: [head, one, one, two, three],
      'cut out': [head, one, three],
      added: [whole, three],
      'from another': [head, one, part(other, 1), three],
      'with the head of another': [other.subarray(0, HEADER_BYTES), one, two, three],
    };
    for (const [how, parts] of Object.entries(changed)) {
      writeFileSync(path, Buffer.concat(parts));
      expect(await codeOf(opened(path)), how).toBe('BACKUP_DAMAGED');
    }
    writeFileSync(path, whole);
    appendFileSync(path, 'x');
    expect(await codeOf(opened(path))).toBe('BACKUP_DAMAGED');
  });

  it('tells a wrong passphrase from damage, and takes one however it was typed', async () => {
    const path = await smallContainer(content(40), CHUNK);
    for (const wrong of ['', `${PASSPHRASE} `, PASSPHRASE.toUpperCase()]) {
      expect(await refusal(opened(path, wrong))).toMatchObject({
        code: 'WRONG_PASSPHRASE',
        field: 'passphrase',
      });
    }
  });

  it('uses a key and nonces of its own each time', async () => {
    const [one, other] = [await smallContainer(content(40), CHUNK), await smallContainer(content(40), CHUNK)];
    const [first, second] = [readFileSync(one), readFileSync(other)];
    expect(first.subarray(24, 40)).not.toEqual(second.subarray(24, 40));
    expect(first.subarray(HEADER_BYTES)).not.toEqual(second.subarray(HEADER_BYTES));
  });

  it('asks for no more memory or time than passwords do, whatever its header says', async () => {
    const path = await smallContainer(content(40), CHUNK);
    const whole = readFileSync(path);
    for (const [at, value] of [
      [17, 30],
      [17, 9],
      [18, 255],
      [19, 16],
      [20, 255],
    ] as const) {
      const changed = Buffer.from(whole);
      changed[at] = value;
      // With a checksum that is right: somebody has meant it.
      createHash('sha256').update(changed.subarray(0, 48)).digest().copy(changed, 48, 0, 16);
      writeFileSync(path, changed);
      expect(await codeOf(opened(path)), `byte ${at}`).toBe('BACKUP_DAMAGED');
    }
  });
});
