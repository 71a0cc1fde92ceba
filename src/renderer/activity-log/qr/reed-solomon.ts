/** Arithmetic of GF(2⁸) modulo x⁸ + x⁴ + x³ + x² + 1, as ISO/IEC 18004 uses it. */
function multiply(one: number, other: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((other >>> bit) & 1) * one;
  }
  return product;
}

/** The code words that correct errors in `data`, so many. */
export function correctionOf(data: readonly number[], count: number): number[] {
  const divisor: number[] = Array.from({ length: count }, (_, index) => (index === count - 1 ? 1 : 0));
  let root = 1;
  for (let step = 0; step < count; step += 1) {
    for (let index = 0; index < count; index += 1) {
      divisor[index] = multiply(divisor[index] ?? 0, root) ^ (divisor[index + 1] ?? 0);
    }
    root = multiply(root, 2);
  }
  const rest = Array.from({ length: count }, () => 0);
  for (const word of data) {
    const factor = word ^ (rest.shift() ?? 0);
    rest.push(0);
    for (const [index, each] of divisor.entries()) rest[index] = (rest[index] ?? 0) ^ multiply(each, factor);
  }
  return rest;
}
