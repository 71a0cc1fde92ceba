import type { Surroundings } from './verb.ts';

/** What comes from standard input, read no further than just beyond `longest` bytes: who pipes the wrong file waits for nothing. */
export async function readStdin({ stdin }: Pick<Surroundings, 'stdin'>, longest: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk as Uint8Array);
    chunks.push(bytes);
    length += bytes.length;
    if (length > longest) break;
  }
  return Buffer.concat(chunks);
}
