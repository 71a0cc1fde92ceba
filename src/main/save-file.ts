import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';

/** Asks where to put a file and writes it there, readable to its owner alone; `null` when the person cancels. */
export async function saveFile(
  window: BrowserWindow,
  suggestedName: string,
  text: string,
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('downloads'), suggestedName),
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  if (canceled || filePath === '') return null;
  await writePrivately(filePath, text);
  return filePath;
}

/** Beside its place first: the mode is right from the first byte on, and what was there stays until all is written. */
async function writePrivately(path: string, text: string): Promise<void> {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}`);
  try {
    await writeFile(draft, text, { mode: 0o600, flag: 'wx' });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
