import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { qrCode } from '../../src/renderer/activity-log/qr/qr-code.ts';

/** Codes that OpenCV’s reader has read back to their texts when they were made: of versions 1, 6, 18 and 24. */
it.each([
  ['hi', 21, '81240590f3a630b03aa70a8aaf521ec30c4911af3307da27eeb2126afcb5b39a'],
  [
    `latchkey/00112233445566778899aabbccddeeff\n1234\n${'A'.repeat(44)}\n`,
    41,
    '82592c8f3773ad17ea9196e53aa11d7bb437d97a818330a9baf4023709ed7b92',
  ],
  ['x1Ä— '.repeat(66), 89, 'c9dbafff440659b2dd078406b5b04231710686e0904d0452334539f9844871ed'],
  ['q'.repeat(900), 113, '7d902e8a2e54dd635289d722b2ad8fa70376d438ae85de9a035d7047f054420f'],
])('a code of %j is as it was when it could be read', (text, size, sha256) => {
  const grid = qrCode(text).map((row) => row.map(Number).join(''));
  expect(grid).toHaveLength(size);
  expect(createHash('sha256').update(grid.join('\n')).digest('hex')).toBe(sha256);
});

it('refuses what no code can hold', () => {
  expect(qrCode('x'.repeat(2_331))).toHaveLength(177);
  expect(() => qrCode('x'.repeat(2_332))).toThrow('too long');
});
