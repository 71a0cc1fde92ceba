import { dialog, type BrowserWindow, type OpenDialogOptions } from 'electron';
import { t } from '../shared/language/t.ts';

const asks = (): Readonly<Record<'files' | 'folders' | 'baseline' | 'import', OpenDialogOptions>> => ({
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
  what: 'files' | 'folders' | 'baseline' | 'import',
): Promise<readonly string[] | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, asks()[what]);
  return canceled ? null : filePaths;
}
