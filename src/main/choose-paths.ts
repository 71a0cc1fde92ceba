import { dialog, type BrowserWindow, type OpenDialogOptions } from 'electron';

const ASKS: Readonly<Record<'files' | 'folders' | 'baseline', OpenDialogOptions>> = {
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
};

/** Asks which files or folders of this computer are meant; `null` when the person cancels. */
export async function choosePaths(
  window: BrowserWindow,
  what: 'files' | 'folders' | 'baseline',
): Promise<readonly string[] | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, ASKS[what]);
  return canceled ? null : filePaths;
}
