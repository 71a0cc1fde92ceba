import { join } from 'node:path';
import { app, dialog, type BrowserWindow, type OpenDialogOptions } from 'electron';
import { BACKUP_ENDING } from '../shared/store-words.ts';
import { t } from '../shared/language/t.ts';
import type { ChosenPaths } from './ports.ts';

const asks = (): Readonly<Record<ChosenPaths, OpenDialogOptions>> => ({
  files: {
    title: t('Choose files to scan'),
    properties: ['openFile', 'multiSelections', 'showHiddenFiles'],
  },
  folders: {
    title: t('Choose folders to scan'),
    properties: ['openDirectory', 'multiSelections', 'showHiddenFiles'],
  },
  baseline: {
    title: t('Choose a baseline'),
    properties: ['openFile'],
    filters: [{ name: t('Baseline'), extensions: ['json'] }],
  },
  backup: {
    title: t('Choose a backup'),
    properties: ['openFile', 'showHiddenFiles'],
    // A copy that a restore has kept ends otherwise.
    filters: [
      { name: t('Latchkey backup'), extensions: [BACKUP_ENDING.slice(1)] },
      { name: t('All files'), extensions: ['*'] },
    ],
  },
  'backup folder': {
    title: t('Choose the folder of the backups'),
    properties: ['openDirectory', 'createDirectory'],
  },
  import: {
    title: t('Choose a file of API keys'),
    properties: ['openFile'],
    filters: [
      { name: t('CSV'), extensions: ['csv', 'tsv', 'txt'] },
      { name: t('All files'), extensions: ['*'] },
    ],
  },
});

/** Asks which files or folders of this computer are meant; `null` when the person cancels. */
export async function choosePaths(
  window: BrowserWindow,
  what: ChosenPaths,
): Promise<readonly string[] | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, asks()[what]);
  return canceled ? null : filePaths;
}

/** Asks where a file is to go; `null` when the person cancels. */
export async function choosePlace(window: BrowserWindow, suggestedName: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('documents'), suggestedName),
    filters: [{ name: t('Latchkey backup'), extensions: [BACKUP_ENDING.slice(1)] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  return canceled || filePath === '' ? null : filePath;
}
