/** A text that comes in pieces, as a file would have it. */
export async function whole(text: string | AsyncIterable<string | Uint8Array>): Promise<Buffer> {
  if (typeof text === 'string') return Buffer.from(text);
  const pieces: Buffer[] = [];
  for await (const piece of text) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}
