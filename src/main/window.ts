import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { fitPlace, readWindowPlace, rememberPlace } from './window-place.ts';

const LIGHT = '#ffffff';
const DARK = '#1a1b1e';

interface Options {
  readonly developerTools: boolean;
  /** The file that keeps the window's size and place. */
  readonly placePath: string;
}

/** Makes the window, hidden until its first paint; it has no more power than a web page. */
export function createWindow({ developerTools, placePath }: Options): BrowserWindow {
  const remembered = readWindowPlace(placePath);
  const place =
    remembered &&
    fitPlace(
      remembered,
      screen.getAllDisplays().map(({ workArea }) => workArea),
    );
  const window = new BrowserWindow({
    title: 'Latchkey',
    width: 1280,
    height: 800,
    ...(place && { x: place.x, y: place.y, width: place.width, height: place.height }),
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
  rememberPlace(window, placePath);
  window.once('ready-to-show', () => {
    // Not before: maximising shows the window, and it has nothing to show yet.
    if (place?.maximized) window.maximize();
    window.show();
  });
  return window;
}
