import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';

const clearing: (() => unknown)[] = [];

afterEach(async () => {
  for (const clear of clearing.splice(0).toReversed()) await clear();
});

/** Runs after the test, last come first, so that what is in a folder is closed before the folder goes. */
export const whenDone = (clear: () => unknown): void => void clearing.push(clear);

/** An empty folder that is gone after the test. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-test-'));
  whenDone(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
