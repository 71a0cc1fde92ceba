import { TextDecoder } from 'node:util';
import { breathe } from '../../breathe.ts';
import { notText } from './file-errors.ts';

/**
 * The text of a file in UTF-8, or in UTF-16 with a byte order mark, in pieces and without the mark.
 * @throws AppError `FILE_NOT_TEXT` at the first byte that is neither
 */
export async function* decoded(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  let start: Uint8Array = new Uint8Array();
  for await (const chunk of chunks) {
    await breathe();
    let bytes = chunk;
    if (decoder === null) {
      // The mark may lie across two pieces.
      bytes = start = Buffer.concat([start, chunk]);
      if (start.length < 3) continue;
      decoder = decoderFor(start);
    }
    yield checked(() => decoder?.decode(bytes, { stream: true }) ?? '');
  }
  const last = decoder ?? decoderFor(start);
  yield checked(() => last.decode(decoder === null ? start : new Uint8Array()));
}

function decoderFor([first, second]: Uint8Array): TextDecoder {
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding, { fatal: true });
}

function checked(decode: () => string): string {
  let text: string;
  try {
    text = decode();
  } catch {
    throw notText();
  }
  // UTF-16 without its mark, or no text at all.
  if (text.includes('\0')) throw notText();
  return text;
}
