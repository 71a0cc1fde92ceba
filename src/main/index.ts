import { hostname } from 'node:os';
import { join } from 'node:path';
import { app, type BrowserWindow, clipboard, dialog, Menu, session } from 'electron';
import type { LanguageChoice } from '../shared/language/languages.ts';
import { t } from '../shared/language/t.ts';
import type { Backend } from './backend.ts';
import { guardClosing } from './close-guard.ts';
import { recoverFromCrashes } from './crash-recovery.ts';
import { forkEndpoint } from './endpoint/fork.ts';
import { announceFirstScreen } from './first-screen.ts';
import { guardContents, guardSession } from './guards.ts';
import { lockWhenLeft } from './idle.ts';
import { sendEvent, serveCalls } from './ipc.ts';
import { createKeychain } from './keychain-client.ts';
import { keepLanguage, keptLanguage, speakAs } from './language.ts';
import { logError } from './log-file.ts';
import { createMenu } from './menu.ts';
import { APP_ORIGIN, registerScheme, serveRenderer } from './protocol.ts';
import { refusedSwitches } from './refused-switches.ts';
import { saveFile } from './save-file.ts';
import { choosePaths, choosePlace } from './choose-paths.ts';
import { components } from './components.ts';
import { desktopNotifier } from './desktop-notifier.ts';
import { createWindow } from './window.ts';

/** The composition root: everything that is made, is made here, and nothing else decides anything. */

const developing = !app.isPackaged;
const rendererUrl = (developing && process.env['ELECTRON_RENDERER_URL']) || APP_ORIGIN;
const origin = new URL(rendererUrl).protocol === 'http:' ? new URL(rendererUrl).origin : APP_ORIGIN;

let window: BrowserWindow | null = null;

app.setName('Latchkey');
if (refusesSwitches()) app.exit(1);
else begin();

/** Whether the program was started with a switch that would undo its protection; it says which. */
function refusesSwitches(): boolean {
  const refused = refusedSwitches(given, { debuggable: LATCHKEY_DEBUGGABLE });
  if (!app.isPackaged || refused.length === 0) return false;
  console.error(`Latchkey does not run with --${refused.join(', --')}.`);
  return true;
}

function given(name: string): boolean {
  return app.commandLine.hasSwitch(name);
}

function begin(): void {
  registerScheme();
  // Together with --no-sandbox this is a crash loop.
  if (given('no-sandbox')) console.warn('Latchkey runs WITHOUT the sandbox.');
  else app.enableSandbox();
  if (app.requestSingleInstanceLock()) void start();
  else app.quit();
}

async function start(): Promise<void> {
  guardContents(origin);
  await app.whenReady();
  guardSession(session.defaultSession);
  if (origin === APP_ORIGIN) serveRenderer(join(import.meta.dirname, '../renderer'));
  await speakAs(keptLanguage(languageFile()), app.getLocale());
  window = createWindow({
    developerTools: developing,
    placePath: join(app.getPath('userData'), 'window.json'),
  });
  if (developing) announceFirstScreen(window);
  void window.loadURL(`${rendererUrl}/`);

  // Only now: the store opens while the page's process starts, and neither waits for the other.
  const backend = openBackend();
  serveCalls({
    window: () => window,
    origin,
    dispatch: async (call, input) => (await backend).dispatch(call, input),
    dropped: (paths, what) => void backend.then((ready) => ready.dropped(paths, what)),
  });
  guardClosing(window, backend);
  recoverFromCrashes(window);
  showMenu();
  lockWhenLeft({
    lock: (why) => void backend.then((ready) => ready.lock(why)),
    limit: async () => (await backend).idleLockMinutes(),
  });

  app.on('second-instance', bringUp);
  app.on('window-all-closed', () => app.quit());
  endCleanly(backend);
}

const languageFile = (): string => join(app.getPath('userData'), 'language.json');

function showMenu(): void {
  Menu.setApplicationMenu(
    createMenu({ send: (command) => sendEvent(window, 'menu', command), developerTools: developing }),
  );
}

async function speakFromNow(choice: LanguageChoice): Promise<void> {
  await speakAs(choice, app.getLocale());
  keepLanguage(languageFile(), choice);
  showMenu();
}

function bringUp(): void {
  if (window?.isMinimized()) window.restore();
  window?.show();
  window?.focus();
}

async function openBackend(): Promise<Backend> {
  const folder = app.getPath('userData');
  const storePath = join(folder, 'latchkey.db');
  const logFile = join(folder, 'logs', 'latchkey.log');
  const log = (where: string, error: unknown): Promise<void> => logError(logFile, where, error, Date.now());
  try {
    const { createBackend } = await import('./backend.ts');
    return await createBackend({
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
        saveFile: (name, text, allowed, beside) =>
          window ? saveFile(window, name, text, allowed, beside, storePath) : Promise.resolve(null),
        choosePaths: (what) => (window ? choosePaths(window, what) : Promise.resolve(null)),
        choosePlace: (name) => (window ? choosePlace(window, name) : Promise.resolve(null)),
        emit: (name, payload) => sendEvent(window, name, payload),
        onSecretShown: (shown) => window?.setContentProtection(shown),
        speak: speakFromNow,
        deviceName: hostname(),
        notifier: desktopNotifier(bringUp),
        forkEndpoint,
        every: (interval, work) => {
          const timer = setInterval(work, interval).unref();
          return () => clearInterval(timer);
        },
        about: { version: app.getVersion(), components: components() },
        onInternalError: (where, error) => void log(where, error),
        logFile,
      },
    });
  } catch (error) {
    await log('start', error);
    dialog.showErrorBox(t('Latchkey cannot start'), error instanceof Error ? error.message : String(error));
    app.exit(1);
    throw error;
  }
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
