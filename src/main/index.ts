import { hostname } from 'node:os';
import { join } from 'node:path';
import { app, type BrowserWindow, clipboard, dialog, Menu, session } from 'electron';
import type { Backend } from './backend.ts';
import { guardClosing } from './close-guard.ts';
import { guardContents, guardSession } from './guards.ts';
import { lockWhenLeft } from './idle.ts';
import { sendEvent, serveCalls } from './ipc.ts';
import { createKeychain } from './keychain-client.ts';
import { logError } from './log-file.ts';
import { createMenu } from './menu.ts';
import { APP_ORIGIN, registerScheme, serveRenderer } from './protocol.ts';
import { saveFile } from './save-file.ts';
import { createWindow } from './window.ts';

/** The composition root: everything that is made, is made here, and nothing else decides anything. */

const developing = !app.isPackaged;
const rendererUrl = (developing && process.env['ELECTRON_RENDERER_URL']) || APP_ORIGIN;
const origin = new URL(rendererUrl).protocol === 'http:' ? new URL(rendererUrl).origin : APP_ORIGIN;

let window: BrowserWindow | null = null;

app.setName('Latchkey');
registerScheme();
// Together with --no-sandbox this is a crash loop; only a developer who is root gets there, see scripts/start.mjs.
if (app.commandLine.hasSwitch('no-sandbox')) console.warn('Latchkey runs WITHOUT the sandbox.');
else app.enableSandbox();

if (app.requestSingleInstanceLock()) void start();
else app.quit();

async function start(): Promise<void> {
  const storePath = join(app.getPath('userData'), 'latchkey.db');
  const logPath = join(app.getPath('userData'), 'logs', 'latchkey.log');
  const onInternalError = (where: string, error: unknown): void =>
    void logError(logPath, where, error, Date.now());

  // The store opens while Electron starts: neither needs the other.
  const opening = import('./backend.ts').then(({ createBackend }) =>
    createBackend({
      storePath,
      nativeBinding: developing ? process.env['LATCHKEY_SQLITE_BINDING'] : undefined,
      ports: {
        now: Date.now,
        keychain: createKeychain(),
        clipboard: {
          // Electron 44 made these return promises; awaiting serves both.
          write: async (text) => await clipboard.writeText(text),
          read: async () => await clipboard.readText(),
        },
        saveFile: (name, text) => (window ? saveFile(window, name, text) : Promise.resolve(null)),
        emit: (name, payload) => sendEvent(window, name, payload),
        onSecretShown: (shown) => window?.setContentProtection(shown),
        deviceName: hostname(),
        onInternalError,
      },
    }),
  );
  const backend: Promise<Backend> = opening.catch((error: unknown) => {
    onInternalError('start', error);
    dialog.showErrorBox('Latchkey cannot start', error instanceof Error ? error.message : String(error));
    app.exit(1);
    throw error;
  });

  guardContents(origin);
  await app.whenReady();
  guardSession(session.defaultSession);
  if (origin === APP_ORIGIN) serveRenderer(join(import.meta.dirname, '../renderer'));
  serveCalls({
    window: () => window,
    origin,
    dispatch: async (call, input) => (await backend).dispatch(call, input),
  });
  window = createWindow({ developerTools: developing });
  guardClosing(window, backend);
  if (developing) announceFirstScreen(window);
  void window.loadURL(`${rendererUrl}/`);
  Menu.setApplicationMenu(
    createMenu({ send: (command) => sendEvent(window, 'menu', command), developerTools: developing }),
  );
  lockWhenLeft((why) => void backend.then((ready) => ready.lock(why)));

  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  endCleanly(backend);
}

/** Says in development when the first screen can be used; start-up is measured by this line. */
function announceFirstScreen(window: BrowserWindow): void {
  // A screen names itself in the title once it can be used; until then it is the program's own name.
  const announce = (_event: unknown, title: string): void => {
    if (title === app.name) return;
    console.log(`Latchkey is ready: ${title}`);
    window.webContents.off('page-title-updated', announce);
  };
  window.webContents.on('page-title-updated', announce);
}

/** Lets work that was acknowledged finish before the process ends. */
function endCleanly(backend: Promise<Backend>): void {
  let ended = false;
  app.on('will-quit', (event) => {
    if (ended) return;
    event.preventDefault();
    ended = true;
    void backend
      .then((ready) => ready.close())
      .catch((error: unknown) => console.error(error))
      // In a later turn: within this one Electron still counts as quitting and ignores the call.
      .finally(() => setImmediate(() => app.quit()));
  });
}
