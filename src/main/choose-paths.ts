import { dialog, type BrowserWindow, type OpenDialogOptions } from 'electron';

const ASKS: Readonly<Record<'files' | 'folders' | 'baseline' | 'import', OpenDialogOptions>> = {
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
  what: 'files' | 'folders' | 'baseline' | 'import',
): Promise<readonly string[] | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, ASKS[what]);
  return canceled ? null : filePaths;
}
