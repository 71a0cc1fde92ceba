/** Takes bytes that come in pieces of any size apart: so many here, so many there. */
export class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #piece: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The next `count` bytes, or as many as there still are. */
  async read(count: number): Promise<Buffer> {
    if (this.#piece.length < count) {
      const pieces = [this.#piece];
      let length = this.#piece.length;
      while (length < count) {
        const next = await this.#next();
        if (next === null) break;
        pieces.push(next);
        length += next.length;
      }
      this.#piece = Buffer.concat(pieces);
    }
    const taken = this.#piece.subarray(0, count);
    this.#piece = this.#piece.subarray(taken.length);
    return taken;
  }

  /** The same without taking them. */
  async peek(count: number): Promise<Buffer> {
    const taken = await this.read(count);
    this.#piece = this.#piece.length === 0 ? taken : Buffer.concat([taken, this.#piece]);
    return taken.subarray(0, count);
  }

  /** Everything up to a line feed, which is dropped; `null` at the end. */
  async readLine(most: number): Promise<string | null> {
    for (;;) {
      const feed = this.#piece.indexOf(0x0a);
      if (feed !== -1) {
        const line = this.#piece.toString('utf8', 0, feed);
        this.#piece = this.#piece.subarray(feed + 1);
        return line;
      }
      if (this.#piece.length > most) throw new Error('A line is far too long.');
      const next = await this.#next();
      if (next === null) return null;
      this.#piece = Buffer.concat([this.#piece, next]);
    }
  }

  /** The next `count` bytes in pieces; whoever asks takes all of them. */
  async *stream(count: number): AsyncGenerator<Buffer> {
    for (let left = count; left > 0;) {
      if (this.#piece.length === 0) {
        const next = await this.#next();
        if (next === null) return;
        this.#piece = next;
      }
      const part = this.#piece.subarray(0, left);
      this.#piece = this.#piece.subarray(part.length);
      left -= part.length;
      yield part;
    }
  }

  async #next(): Promise<Buffer | null> {
    for (;;) {
      const { done, value } = await this.#source.next();
      if (done === true) return null;
      if (value.length > 0) return Buffer.from(value.buffer, value.byteOffset, value.length);
    }
  }
}
