import { join } from 'node:path';
import { app, dialog, type BrowserWindow, type OpenDialogOptions } from 'electron';
import { BACKUP_ENDING } from '../shared/store-words.ts';
import type { ChosenPaths } from './ports.ts';

const ASKS: Readonly<Record<ChosenPaths, OpenDialogOptions>> = {
  files: { title: 'Choose files to scan', properties: ['openFile', 'multiSelections', 'showHiddenFiles'] },
  folders: {
    title: 'Choose folders to scan',
    properties: ['openDirectory', 'multiSelections', 'showHiddenFiles'],
  },
  baseline: {
    title: 'Choose a baseline',
    properties: ['openFile'],
    filters: [{ name: 'Baseline', extensions: ['json'] }],
  },
  backup: {
    title: 'Choose a backup',
    properties: ['openFile', 'showHiddenFiles'],
    // A copy that a restore has kept ends otherwise.
    filters: [
      { name: 'Latchkey backup', extensions: [BACKUP_ENDING.slice(1)] },
      { name: 'All files', extensions: ['*'] },
    ],
  },
  'backup folder': {
    title: 'Choose the folder of the backups',
    properties: ['openDirectory', 'createDirectory'],
  },
  import: {
    title: 'Choose a file of API keys',
    properties: ['openFile'],
    filters: [
      { name: 'CSV', extensions: ['csv', 'tsv', 'txt'] },
      { name: 'All files', extensions: ['*'] },
    ],
  },
};

/** Asks which files or folders of this computer are meant; `null` when the person cancels. */
export async function choosePaths(
  window: BrowserWindow,
  what: ChosenPaths,
): Promise<readonly string[] | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, ASKS[what]);
  return canceled ? null : filePaths;
}

/** Asks where a file is to go; `null` when the person cancels. */
export async function choosePlace(window: BrowserWindow, suggestedName: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('documents'), suggestedName),
    filters: [{ name: 'Latchkey backup', extensions: [BACKUP_ENDING.slice(1)] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  return canceled || filePath === '' ? null : filePath;
}
