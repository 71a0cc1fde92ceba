import { app, dialog, type BrowserWindow } from 'electron';
import { t } from '../shared/language/t.ts';

const CRASHES = 3;
const WITHIN = 30_000;

/**
 * Brings a crashed page back: the main process still holds the session and any unsaved secret. A page that crashes
 * again and again is not loaded for ever; the person is asked.
 */
export function recoverFromCrashes(window: BrowserWindow): void {
  let crashes: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const now = performance.now();
    crashes = [...crashes.filter((time) => now - time < WITHIN), now];
    if (crashes.length < CRASHES) {
      window.webContents.reload();
      return;
    }
    void askWhatToDo(window).then((reload) => {
      crashes = [];
      if (reload) window.webContents.reload();
      else app.exit(1);
    });
  });
}

async function askWhatToDo(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: t('The window of Latchkey keeps crashing.'),
    detail: t(
      'Nothing that was saved is lost. A key that has just been generated and not been saved is lost by quitting.',
    ),
    buttons: [t('Reload'), t('Quit')],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 0;
}
