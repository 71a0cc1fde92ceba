import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import type { SavedText } from './ports.ts';
import { explainSaveError } from './save-error.ts';

/**
 * Asks where to put a file and, once that is `allowed`, writes it there, readable to its owner alone; `null` when the
 * person cancels.
 */
export async function saveFile(
  window: BrowserWindow,
  suggestedName: string,
  text: SavedText,
  allowed: () => Promise<void>,
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('downloads'), suggestedName),
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  if (canceled || filePath === '') return null;
  await allowed();
  try {
    await writePrivately(filePath, typeof text === 'string' ? text : text(filePath));
  } catch (error) {
    throw explainSaveError(error, filePath);
  }
  return filePath;
}

/** Beside its place first: the mode is right from the first byte on, and what was there stays until all is on the disk. */
async function writePrivately(path: string, text: string): Promise<void> {
  const draft = join(dirname(path), `.${randomUUID()}`);
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
    await file.close();
    await rename(draft, path);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(draft, { force: true });
    throw error;
  }
}
