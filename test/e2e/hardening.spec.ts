import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  copyAndClose,
  expect,
  generateKey,
  INSTALLED,
  type Program,
  signIn,
  test,
} from './support/program.ts';

/**
 * Tries what docs/security.md says the program forbids, in as few runs of it as possible: on the built program by
 * `npm run test:e2e`, on the installed one by `npm run test:package`.
 */

/** Servers of this test alone: `/elsewhere` sends to `/further`, and `asked` has what was asked for. */
async function elsewhere(): Promise<{ url: string; asked: string[]; stop: () => void }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/elsewhere') response.writeHead(302, { location: '/further' }).end();
    else response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Further</title>');
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked, stop: () => server.close() };
}

/** Notes what the program hands to other programs, and lets nothing of it happen. */
const watchShell = ({ app }: Program) =>
  app.evaluate(({ shell }) => {
    const handed: string[] = [];
    (globalThis as { handed?: string[] }).handed = handed;
    shell.openExternal = (url) => (handed.push(url), Promise.resolve());
    shell.openPath = (path) => (handed.push(path), Promise.resolve(''));
  });
const handedOut = ({ app }: Program) => app.evaluate(() => (globalThis as { handed?: string[] }).handed);

test('the window has the settings that the promises rest on, and cannot be led away', async ({ start }) => {
  const program = await start();
  const { app, page } = program;
  const url = page.url();
  await watchShell(program);

  await test.step('its web preferences are those of docs/security.md', async () => {
    const seen = await app.evaluate(({ BrowserWindow, session }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as
        (Electron.WebContents & { getLastWebPreferences(): Electron.WebPreferences | null }) | undefined;
      return {
        preferences: contents?.getLastWebPreferences(),
        spellChecker: session.defaultSession.isSpellCheckerEnabled(),
      };
    });
    expect(seen).toMatchObject({
      preferences: {
        sandbox: true,
        contextIsolation: true,
        webSecurity: true,
        allowRunningInsecureContent: false,
        nodeIntegration: false,
        nodeIntegrationInSubFrames: false,
        webviewTag: false,
        experimentalFeatures: false,
        enableBlinkFeatures: '',
      },
      spellChecker: false,
    });
  });

  await test.step('developer tools open only where the program is developed', async () => {
    const opened = await app.evaluate(async ({ app: electron, BrowserWindow, Menu }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const inMenu = JSON.stringify(
        Menu.getApplicationMenu()?.items.map(({ submenu }) => submenu?.items.map(({ role }) => role)),
      );
      const menu = inMenu.toLowerCase().includes('devtools');
      // Where the program is developed they would only stand in the way of the next steps.
      if (!electron.isPackaged) return { packaged: false, tools: false, menu };
      contents?.openDevTools();
      await new Promise((resolve) => setTimeout(resolve, 500));
      return { packaged: true, tools: contents?.isDevToolsOpened(), menu };
    });
    const packaged = INSTALLED !== undefined;
    expect(opened).toEqual({ packaged, tools: false, menu: !packaged });
  });

  await test.step('a file that is dropped on it leads nowhere', async () => {
    await page.evaluate(() => {
      const seen: string[] = [];
      (globalThis as { dragged?: string[] }).dragged = seen;
      for (const name of ['dragenter', 'dragover', 'dragleave', 'drop'])
        addEventListener(name, () => seen.push(name), true);
    });
    const session = await app.context().newCDPSession(page);
    const data = { items: [], files: ['/etc/hostname'], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
    // Where a drop may navigate, it is taken, and the page hears nothing more; here the drag leaves as it came.
    await page.waitForFunction(() => (globalThis as { dragged?: string[] }).dragged?.at(-1) === 'dragleave');
    await session.detach();
    expect(page.url()).toBe(url);
  });

  await test.step('a webview is an element without powers, also in a window that allows them', async () => {
    const attached = await app.evaluate(async ({ BrowserWindow }) => {
      const other = new BrowserWindow({ show: false, webPreferences: { webviewTag: true, sandbox: true } });
      let count = 0;
      other.webContents.on('did-attach-webview', () => (count += 1));
      await other.loadURL('data:text/html,<webview src="data:text/html,inner"></webview>');
      await new Promise((resolve) => setTimeout(resolve, 300));
      other.destroy();
      return count;
    });
    expect(attached).toBe(0);
    expect(await page.evaluate(() => 'loadURL' in document.createElement('webview'))).toBe(false);
  });

  await test.step('devices are neither listed nor asked for', async () => {
    const found = await page.evaluate(async () => {
      const list = async (name: string) => {
        const api = (
          navigator as unknown as Record<
            string,
            { getDevices?: () => Promise<unknown[]>; getPorts?: () => Promise<unknown[]> }
          >
        )[name];
        const all = await (api?.getDevices ?? api?.getPorts)?.call(api).catch(() => []);
        return all?.length ?? 0;
      };
      const states = [
        'persistent-storage',
        'background-sync',
        'local-fonts',
        'window-management',
        'display-capture',
      ];
      return {
        devices: await Promise.all(['usb', 'hid', 'serial', 'bluetooth'].map(list)),
        granted: (
          await Promise.all(
            states.map((name) =>
              navigator.permissions.query({ name: name as PermissionName }).then(
                ({ state }) => state,
                () => 'unknown',
              ),
            ),
          )
        ).filter((state) => state === 'granted'),
      };
    });
    expect(found).toEqual({ devices: [0, 0, 0, 0], granted: [] });
    const asked = await page.evaluate(() => {
      const { usb, hid, serial, bluetooth } = navigator as unknown as Record<
        string,
        Record<string, (what?: object) => Promise<unknown>> | undefined
      >;
      const attempts = [
        usb?.['requestDevice']?.({ filters: [] }),
        hid?.['requestDevice']?.({ filters: [] }),
        serial?.['requestPort']?.(),
        bluetooth?.['requestDevice']?.({ acceptAllDevices: true }),
      ];
      return Promise.all(
        attempts.map(async (attempt) => {
          try {
            const given = await attempt;
            return Array.isArray(given) ? given.length > 0 : given !== undefined;
          } catch {
            return false;
          }
        }),
      );
    });
    expect(asked).toEqual([false, false, false, false]);
    // This machine has no radio: what Electron asks once it has found a device, and would answer itself.
    const chosen = await app.evaluate(({ BrowserWindow }) => {
      const event = { defaultPrevented: false, preventDefault: () => (event.defaultPrevented = true) };
      const answers: string[] = [];
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as NodeJS.EventEmitter;
      contents.emit('select-bluetooth-device', event, [{ deviceId: 'a', deviceName: 'A' }], (id: string) =>
        answers.push(id),
      );
      return { prevented: event.defaultPrevented, answers };
    });
    expect(chosen).toEqual({ prevented: true, answers: [''] });
  });

  await test.step('links, forms and new windows reach no other program', async () => {
    const { url: foreign, asked, stop } = await elsewhere();
    await page.evaluate(async (address) => {
      const others = ['mailto:a@example.com', 'file:///etc/hostname', 'smb://example.com/x'];
      for (const href of [`${address}/link`, ...others]) {
        for (const target of ['_self', '_blank']) {
          const link = document.createElement('a');
          Object.assign(link, { href, target });
          document.body.append(link);
          link.click();
          link.dispatchEvent(new MouseEvent('auxclick', { button: 1, bubbles: true }));
          link.remove();
        }
        open(href);
      }
      const form = document.createElement('form');
      Object.assign(form, { action: `${address}/form`, method: 'post' });
      document.body.append(form);
      form.submit();
      form.remove();
      location.assign(`${address}/assigned`);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }, foreign);
    stop();
    expect(asked).toEqual([]);
    expect(page.url()).toBe(url);
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    expect(await handedOut(program)).toEqual([]);
  });

  await test.step('a redirect to a foreign page is not followed', async () => {
    const { url: foreign, asked, stop } = await elsewhere();
    const outcome = await app.evaluate(async ({ BrowserWindow }, address) => {
      const other = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
      const said = await other.loadURL(`${address}/elsewhere`).then(
        () => 'shown',
        () => 'stopped',
      );
      other.destroy();
      return said;
    }, foreign);
    stop();
    expect(outcome).toBe('stopped');
    expect(asked).toEqual(['/elsewhere']);
  });
});

test('the screen is protected from being captured exactly while a secret shows', async ({ seed, start }) => {
  await seed();
  const { app, page } = await start();
  await app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0];
    const asked: boolean[] = [];
    (globalThis as { protection?: boolean[] }).protection = asked;
    const protect = window?.setContentProtection.bind(window);
    if (window) window.setContentProtection = (on) => (asked.push(on), protect?.(on));
  });
  const protection = () => app.evaluate(() => (globalThis as { protection?: boolean[] }).protection);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await signIn(page);
  expect(await protection()).toEqual([]);
  await generateKey(page, 'Shown');
  expect(await protection()).toEqual([true]);
  await copyAndClose(page);
  expect(await protection()).toEqual([true, false]);
  // And the page itself does nothing that its policy forbids.
  expect(complaints).toEqual([]);
});
