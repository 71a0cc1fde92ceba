import { createHash, randomBytes } from 'node:crypto';

const COUNT = 10;
/** 80 bits each: out of reach even for somebody who has the hashes. */
const BYTES = 10;
/** Crockford's base 32: no I, L, O or U to misread. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Ten new codes of the form `XXXX-XXXX-XXXX-XXXX`. */
export function generateRecoveryCodes(random: (size: number) => Uint8Array = randomBytes): string[] {
  return Array.from({ length: COUNT }, () => {
    let bits = random(BYTES).reduce((all, byte) => (all << 8n) | BigInt(byte), 0n);
    let text = '';
    for (let place = 0; place < 16; place += 1) {
      text = ALPHABET.charAt(Number(bits & 31n)) + text;
      bits >>= 5n;
    }
    return text.replace(/(.{4})(?=.)/g, '$1-');
  });
}

/** What is stored of a code. Case, spaces, hyphens and the letters that people misread make no difference. */
export function hashRecoveryCode(code: string): Buffer {
  const plain = code.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return createHash('sha256').update(plain).digest();
}
