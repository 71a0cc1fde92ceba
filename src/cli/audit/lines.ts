import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';

/** The longest line of a file; no entry is nearly as long. Bytes. */
const LONGEST = 16 * 1024 * 1024;
const LINE_FEED = 0x0a;

/**
 * The lines of a file, by line feeds alone: what else ends lines elsewhere may stand in a name. `null`: bytes that are no
 * UTF-8, which would read like those of another text, or too many of them; behind those nothing is read.
 */
export async function* linesOf(path: string): AsyncGenerator<string | null> {
  let pieces: Buffer[] = [];
  let length = 0;
  const line = (): string | null => {
    const bytes = Buffer.concat(pieces);
    pieces = [];
    length = 0;
    return isUtf8(bytes) ? bytes.toString() : null;
  };
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = piece.indexOf(LINE_FEED); end !== -1; end = piece.indexOf(LINE_FEED, from)) {
      pieces.push(piece.subarray(from, end));
      yield line();
      from = end + 1;
    }
    if (from === piece.length) continue;
    pieces.push(piece.subarray(from));
    length += piece.length - from;
    if (length > LONGEST) {
      yield null;
      return;
    }
  }
  if (length > 0) yield line();
}
