import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const LARGEST = 1024 * 1024;
/** The shape of a key, wherever it stands: an error must never carry one into a file. */
const KEY = /[a-z][a-z0-9]{1,9}_[0-9A-Za-z]{38}/g;

/** Notes an unexpected error for support. Never the input of a call; keys are blotted out should a message hold one. */
export async function logError(path: string, where: string, error: unknown, now: number): Promise<void> {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const line = `${new Date(now).toISOString()} ${where}: ${text.replace(KEY, '<key>')}\n`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const size = await stat(path).then(
      (found) => found.size,
      () => 0,
    );
    if (size > LARGEST) await rename(path, `${path}.1`);
    await appendFile(path, line, { mode: 0o600 });
  } catch {
    // A full disk must not turn a note about an error into another error.
    process.stderr.write(line);
  }
}
