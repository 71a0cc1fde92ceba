import { join } from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import { type FileBeside, writePrivately } from '../core/private-file.ts';
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
  beside: FileBeside | undefined,
  storePath: string,
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('downloads'), suggestedName),
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  if (canceled || filePath === '') return null;
  await allowed();
  try {
    await writePrivately(filePath, typeof text === 'function' ? text(filePath) : text, beside, storePath);
  } catch (error) {
    throw explainSaveError(error, filePath);
  }
  return filePath;
}
