import { app, type BrowserWindow } from 'electron';

/** Says in development when the first screen can be used: shown, loaded, and named in the title. Start-up is measured by this line. */
export function announceFirstScreen(window: BrowserWindow): void {
  const shown = new Promise<void>((resolve) => window.once('show', () => resolve()));
  const loaded = new Promise<void>((resolve) => window.webContents.once('did-finish-load', () => resolve()));
  // A screen names itself in the title once it can be used; until then it is the program's own name.
  const named = new Promise<string>((resolve) => {
    window.webContents.on('page-title-updated', (_event, title) => {
      if (title !== app.name) resolve(title);
    });
  });
  void Promise.all([named, shown, loaded]).then(([title]) => console.log(`Latchkey is ready: ${title}`));
}
