import { type Operation, operationText, readOperation } from '../../shared/api-pattern.ts';

export interface OperationLine {
  /** Counted from 1. */
  readonly line: number;
  readonly text: string;
  readonly operation: Operation;
}

export const linesOf = (text: string): readonly string[] => text.split(/\r\n|\r|\n/);

/** The operations of a set as it is typed, each with the line that has it first. Lines with problems are left out. */
export function operationLines(text: string): readonly OperationLine[] {
  const found = new Map<string, OperationLine>();
  for (const [index, written] of linesOf(text).entries()) {
    const read = readOperation(written);
    if (!read.ok) continue;
    const canonical = operationText(read);
    if (!found.has(canonical)) found.set(canonical, { line: index + 1, text: canonical, operation: read });
  }
  return [...found.values()];
}
