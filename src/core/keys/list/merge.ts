import type { Position } from './cursor.ts';
import type { Question } from './question.ts';

/** Compares positions as the store does, texts by their UTF-8 bytes. */
export function comparePositions({ descending }: Question): (one: Position, other: Position) => number {
  const sign = descending ? -1 : 1;
  return (one, other) =>
    sign *
    (one.band - other.band ||
      compare(one.value, other.value) ||
      compare(one.parent, other.parent) ||
      one.id - other.id);
}

function compare(one: Position['value'], other: Position['value']): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (typeof one === 'string' && typeof other === 'string')
    return Buffer.compare(Buffer.from(one), Buffer.from(other));
  // In one band either all have a value or none has.
  return 0;
}
