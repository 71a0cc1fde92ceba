import { join } from 'node:path';
import { BrowserWindow, nativeTheme } from 'electron';

const LIGHT = '#ffffff';
const DARK = '#1a1b1e';

/** Makes the window, hidden until its first paint; it has no more power than a web page. */
export function createWindow({ developerTools }: { readonly developerTools: boolean }): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Latchkey',
    width: 1280,
    height: 800,
    minWidth: 800,
    minHeight: 600,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? DARK : LIGHT,
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      webSecurity: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: developerTools,
    },
  });
  window.once('ready-to-show', () => window.show());
  return window;
}
