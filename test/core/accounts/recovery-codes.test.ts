import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { generateRecoveryCodes, hashRecoveryCode } from '../../../src/core/accounts/recovery-codes.ts';

const hash = (code: string) => hashRecoveryCode(code).toString('hex');

describe('new recovery codes', () => {
  it('are ten of four groups of Crockford’s letters', () => {
    const codes = generateRecoveryCodes();
    expect(codes).toHaveLength(10);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
  });

  it('are never the same', () => {
    const codes = Array.from({ length: 200 }, () => generateRecoveryCodes()).flat();
    expect(new Set(codes).size).toBe(2_000);
  });

  it('use all 80 bits that they are made of, in their order', () => {
    const from = (...bytes: number[]) => generateRecoveryCodes(() => Uint8Array.from(bytes))[0];
    expect(from(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)).toBe('0000-0000-0000-0000');
    expect(from(255, 255, 255, 255, 255, 255, 255, 255, 255, 255)).toBe('ZZZZ-ZZZZ-ZZZZ-ZZZZ');
    expect(from(0x80, 0, 0, 0, 0, 0, 0, 0, 0, 1)).toBe('G000-0000-0000-0001');
    expect(from(0x00, 0x44, 0x32, 0x14, 0xc7, 0x42, 0x54, 0xb6, 0x35, 0xcf)).toBe('0123-4567-89AB-CDEF');
  });
});

describe('what is stored of a code', () => {
  it('is the SHA-256 of its sixteen letters', () => {
    expect(hash('0123-4567-89AB-CDEF')).toBe(createHash('sha256').update('0123456789ABCDEF').digest('hex'));
  });

  it.each([
    '0123-4567-89ab-cdef',
    '0123456789ABCDEF',
    'O123-4567-89AB-CDEF',
    'o123-4567-89AB-CDEF',
    '0I23-4567-89AB-CDEF',
    '0i23-4567-89AB-CDEF',
    '0L23-4567-89AB-CDEF',
    '0l23-4567-89AB-CDEF',
    ' 0123 4567 89AB CDEF ',
    '0123-4567\t89AB-CDEF\n',
  ])('is the same for %o', (typed) => expect(hash(typed)).toBe(hash('0123-4567-89AB-CDEF')));

  it.each(['0123-4567-89AB-CDEG', '0123-4567-89AB-CDE', '0123-4567-89AB-CDEF0', '', '1023-4567-89AB-CDEF'])(
    'is another for %o',
    (typed) => expect(hash(typed)).not.toBe(hash('0123-4567-89AB-CDEF')),
  );
});
