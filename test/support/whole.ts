/** A text that comes in pieces, as a file would have it. */
export async function whole(text: string | AsyncIterable<string>): Promise<string> {
  if (typeof text === 'string') return text;
  const pieces: string[] = [];
  for await (const piece of text) pieces.push(piece);
  return pieces.join('');
}
