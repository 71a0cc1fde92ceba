/** First and last code point of each stretch that a font has letters for. */
type Stretches = readonly (readonly [first: number, last: number])[];

/** What a TrueType font can show, read from its table `cmap` (format 12, which covers all of Unicode). */
export function coverageOf(font: Buffer): (codePoint: number) => boolean {
  const stretches = readStretches(font);
  const known = new Map<number, boolean>();
  return (codePoint) => {
    let has = known.get(codePoint);
    if (has === undefined) {
      has = stretches.some(([first, last]) => codePoint >= first && codePoint <= last);
      known.set(codePoint, has);
    }
    return has;
  };
}

function readStretches(font: Buffer): Stretches {
  const tables = font.readUInt16BE(4);
  for (let table = 0; table < tables; table += 1) {
    const record = 12 + table * 16;
    if (font.toString('latin1', record, record + 4) !== 'cmap') continue;
    const cmap = font.readUInt32BE(record + 8);
    for (let index = 0; index < font.readUInt16BE(cmap + 2); index += 1) {
      const at = cmap + font.readUInt32BE(cmap + 4 + index * 8 + 4);
      if (font.readUInt16BE(at) !== 12) continue;
      return Array.from({ length: font.readUInt32BE(at + 12) }, (_, group) => {
        const from = at + 16 + group * 12;
        return [font.readUInt32BE(from), font.readUInt32BE(from + 4)] as const;
      });
    }
  }
  throw new Error('The font of reports has no table of all of Unicode.');
}
