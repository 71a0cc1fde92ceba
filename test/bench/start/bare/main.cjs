/**
 * The least that a sandboxed Electron window can be: what Latchkey's start is compared with. It is ready when
 * the window is shown, its page is loaded and the page has drawn a frame, and says so as Latchkey does.
 */
const path = require('node:path');
const { app, BrowserWindow } = require('electron');

app.enableSandbox();
app.on('window-all-closed', () => app.quit());
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, show: false });
  const happened = [
    new Promise((resolve) => window.once('ready-to-show', () => resolve(window.show()))),
    new Promise((resolve) => window.webContents.once('did-finish-load', resolve)),
    new Promise((resolve) => window.webContents.once('page-title-updated', resolve)),
  ];
  void Promise.all(happened).then(() => console.log(`Bare is ready: ${window.getTitle()}`));
  return window.loadFile(path.join(__dirname, 'index.html'));
});
