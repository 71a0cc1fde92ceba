import type { Writable } from 'node:stream';

/** Waits until a stream has handed on so much that it takes more. One that fails says so by its own event. */
export function drained(stream: Writable): Promise<void> {
  return stream.writableNeedDrain
    ? new Promise((resolve) => void stream.once('drain', resolve))
    : Promise.resolve();
}
