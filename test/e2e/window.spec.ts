import { readFileSync } from 'node:fs';
import { CALLS } from '../../scripts/authorities/table.ts';
import { expect, type Program, signIn, test } from './support/program.ts';

/** Runs code in the page as the page would: CSP does not bind what a debugger evaluates directly. */
async function inPage(page: Program['page'], code: string): Promise<unknown> {
  return page.evaluate(
    (source) =>
      new Promise((resolve) => {
        // oxlint-disable-next-line no-implied-eval, typescript/no-implied-eval -- a function made by the debugger, called by the page's own timer
        const attempt = new Function(`return (async () => { ${source} })()`) as () => Promise<unknown>;
        setTimeout(() => {
          attempt().then(resolve, (error: unknown) =>
            resolve(`refused: ${error instanceof Error ? error.name : ''}`),
          );
        });
      }),
    code,
  );
}

test.describe('the page has no more power than it needs', () => {
  test('it runs in the operating system’s sandbox, as an unprivileged user', async ({ start }) => {
    const { app } = await start();
    const pids = await app.evaluate(({ app: electron, BrowserWindow }) => ({
      renderer: BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
      noSandbox: electron.commandLine.hasSwitch('no-sandbox'),
      main: process.getuid?.() ?? 0,
    }));
    expect(pids.noSandbox).toBe(false);
    expect(pids.main).not.toBe(0);
    const status = readFileSync(`/proc/${pids.renderer}/status`, 'utf8');
    // 2: a seccomp filter is in force.
    expect(status).toMatch(/^Seccomp:\s+2$/m);
    expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
  });

  test('it has no Node, and only the two functions of the bridge, which it cannot change', async ({
    start,
  }) => {
    const { page } = await start();
    const seen = await page.evaluate(() => {
      const bridge = (window as unknown as { latchkey: Record<string, unknown> }).latchkey;
      const before = bridge['invoke'];
      try {
        bridge['invoke'] = null;
      } catch {
        // Refused loudly or silently, it must only be refused.
      }
      return {
        names: Object.keys(bridge).sort(),
        changed: bridge['invoke'] !== before,
        node: ['require', 'process', 'module', 'Buffer', '__dirname', 'electron'].filter(
          (name) => name in window,
        ),
      };
    });
    expect(seen).toEqual({ names: ['invoke', 'on'], changed: false, node: [] });
  });

  test('the policy refuses eval, foreign scripts, inline scripts, styles without a nonce, connections and frames', async ({
    start,
  }) => {
    const { page } = await start();
    expect(
      await inPage(
        page,
        `return setTimeout('window.ran = true', 0), new Promise((r) => setTimeout(() => r(window.ran ?? 'not run'), 50))`,
      ),
    ).not.toBe(true);
    expect(await inPage(page, `return await fetch('https://example.com/').then(() => 'sent')`)).toMatch(
      /^refused/,
    );
    expect(await inPage(page, `return await fetch('latchkey://app/index.html').then(() => 'sent')`)).toMatch(
      /^refused/,
    );
    const violations = await page.evaluate(async () => {
      const seen = new Set<string>();
      document.addEventListener('securitypolicyviolation', (event) => seen.add(event.effectiveDirective));
      const add = (tag: string, attributes: Record<string, string>, text = ''): void => {
        const element = document.createElement(tag);
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
        if (text !== '') element.append(text);
        document.body.append(element);
      };
      add('style', {}, 'body { outline: 1px solid red }');
      const inline = document.createElement('script');
      try {
        inline.append('window.inlineRan = true');
      } catch {
        // Trusted types refuse it even earlier; what counts is that it does not run.
      }
      document.body.append(inline);
      const elsewhere = 'https://example.com/x.js';
      await import(elsewhere).catch(() => undefined);
      await fetch('latchkey://app/index.html').catch(() => undefined);
      add('img', { src: 'https://example.com/x.png' });
      add('iframe', { src: 'https://example.com/' });
      new Image().src = 'http://127.0.0.1:9/';
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { seen: [...seen].sort(), inlineRan: 'inlineRan' in window };
    });
    expect(violations.inlineRan).toBe(false);
    expect(violations.seen).toEqual(
      expect.arrayContaining(['connect-src', 'frame-src', 'img-src', 'script-src-elem', 'style-src-elem']),
    );
  });

  test('trusted types refuse markup from strings', async ({ start }) => {
    const { page } = await start();
    const result = await inPage(
      page,
      `const box = document.createElement('div'); box.innerHTML = '<img src=x onerror="window.pwned = 1">'; return box.children.length`,
    );
    expect(result).toMatch(/^refused: TypeError/);
    expect(
      await inPage(
        page,
        `const s = document.createElement('script'); s.src = 'https://example.com/x.js'; return 'set'`,
      ),
    ).toMatch(/^refused: TypeError/);
  });

  test('every permission is denied', async ({ start }) => {
    const { page } = await start();
    const answers = await page.evaluate(async () => {
      const refused = (attempt: Promise<unknown>) =>
        attempt.then(
          () => 'granted',
          () => 'refused',
        );
      return {
        notifications: await Notification.requestPermission(),
        geolocation: await refused(
          new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
        ),
        camera: await refused(navigator.mediaDevices.getUserMedia({ video: true, audio: true })),
        screen: await refused(navigator.mediaDevices.getDisplayMedia({ video: true })),
        clipboard: await refused(navigator.clipboard.readText()),
        midi: await refused(navigator.requestMIDIAccess()),
        // Without a handler Electron answers `granted` to all of these.
        states: await Promise.all(
          ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'].map(
            async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
          ),
        ),
      };
    });
    expect(answers).toEqual({
      states: Array.from({ length: 6 }, () => 'denied'),
      notifications: 'denied',
      geolocation: 'refused',
      camera: 'refused',
      screen: 'refused',
      clipboard: 'refused',
      midi: 'refused',
    });
  });

  test('it goes nowhere, opens nothing and downloads nothing', async ({ start }) => {
    const { app, page } = await start();
    const url = page.url();
    await app.evaluate(({ session }) => {
      session.defaultSession.on('will-download', (event) => {
        (globalThis as { downloads?: boolean[] }).downloads ??= [];
        (globalThis as { downloads?: boolean[] }).downloads?.push(event.defaultPrevented);
      });
    });
    await page.evaluate(() => {
      location.href = 'https://example.com/';
      location.assign('file:///etc/passwd');
    });
    expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true);
    expect(await page.evaluate(() => window.open('latchkey://app/index.html') === null)).toBe(true);
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(['x']));
      link.download = 'x.txt';
      link.click();
    });
    await expect
      .poll(() => app.evaluate(() => (globalThis as { downloads?: boolean[] }).downloads))
      .toEqual([true]);
    expect(page.url()).toBe(url);
    expect(app.windows()).toHaveLength(1);
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  test('the scheme serves the built files and nothing beside them', async ({ start }) => {
    const { app } = await start();
    const status = await app.evaluate(async ({ net }) => {
      const paths = [
        '',
        'index.html',
        '../main/index.js',
        '..%2fmain%2findex.js',
        '%2e%2e/main/index.js',
        'assets/',
        'nothing',
      ];
      const answers: Record<string, number> = {};
      for (const path of paths) answers[path] = (await net.fetch(`latchkey://app/${path}`)).status;
      answers['elsewhere'] = (await net.fetch('latchkey://elsewhere/index.html')).status;
      return answers;
    });
    expect(status).toEqual({
      '': 200,
      'index.html': 200,
      '../main/index.js': 404,
      '..%2fmain%2findex.js': 404,
      '%2e%2e/main/index.js': 404,
      'assets/': 404,
      nothing: 404,
      elsewhere: 404,
    });
  });
});

test.describe('only the window’s own frame is answered', () => {
  const calls = CALLS.map(([call]) => call);
  const attempts = `(async () => {
    const replies = {};
    for (const call of ${JSON.stringify(calls)}) {
      const reply = await window.latchkey.invoke(call, undefined);
      replies[call] = reply.code ?? 'answered';
    }
    return replies;
  })()`;
  const refused = Object.fromEntries(calls.map((call) => [call, 'FOREIGN_SENDER']));

  /** A second window with the program's own preload script: as near as an attacker could get. */
  async function ask(app: Program['app'], url: string, inFrame: boolean): Promise<unknown> {
    return app.evaluate(
      async ({ app: electron, BrowserWindow, session }, { address, frame, code }) => {
        const other = new BrowserWindow({
          show: false,
          webPreferences: {
            preload: `${electron.getAppPath()}/out/preload/index.cjs`,
            sandbox: true,
            contextIsolation: true,
            nodeIntegrationInSubFrames: frame,
            session: session.defaultSession,
          },
        });
        // Our guards would keep the frame empty; here only the sender check is to stand in the way.
        other.webContents.removeAllListeners('will-frame-navigate');
        const page = frame ? `data:text/html,<iframe src="data:text/html,inner"></iframe>` : address;
        await other.loadURL(page);
        const target = frame ? other.webContents.mainFrame.frames[0] : other.webContents.mainFrame;
        const replies: unknown = await target?.executeJavaScript(code);
        other.destroy();
        return replies;
      },
      {
        address: url,
        frame: inFrame,
        code: attempts,
      },
    );
  }

  test('not another origin', async ({ seed, start }) => {
    await seed();
    const { app, page } = await start();
    await signIn(page);
    expect(await ask(app, 'data:text/html,elsewhere', false)).toEqual(refused);
  });

  test('not another window of our own origin', async ({ seed, start }) => {
    await seed();
    const { app, page } = await start();
    await signIn(page);
    expect(await ask(app, 'latchkey://app/index.html', false)).toEqual(refused);
  });

  test('not a frame inside a page', async ({ seed, start }) => {
    await seed();
    const { app, page } = await start();
    await signIn(page);
    expect(await ask(app, '', true)).toEqual(refused);
  });

  test('not the window’s own frame once it shows another page', async ({ seed, start }) => {
    await seed();
    const { app, page } = await start();
    await signIn(page);
    const replies = await app.evaluate(async ({ BrowserWindow }, code) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      // loadURL is the program's own navigation and passes the guards, as a bug of ours would.
      await contents?.loadURL('data:text/html,elsewhere');
      return contents?.executeJavaScript(code) as Promise<unknown>;
    }, attempts);
    expect(replies).toEqual(refused);
  });

  test('not a frame inside our own page: it has no bridge to ask through', async ({ start }) => {
    const { page } = await start();
    const bridge = await page.evaluate(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      return typeof (frame.contentWindow as unknown as { latchkey?: unknown }).latchkey;
    });
    expect(bridge).toBe('undefined');
  });

  test('not a frame that is gone before its call arrives', async ({ seed, start }) => {
    await seed();
    const { app, page } = await start();
    await signIn(page);
    // Nobody is left to read the answer, so the call is one whose effect would show.
    await app.evaluate(async ({ app: electron, BrowserWindow, session }) => {
      const other = new BrowserWindow({
        show: false,
        webPreferences: {
          preload: `${electron.getAppPath()}/out/preload/index.cjs`,
          sandbox: true,
          contextIsolation: true,
          nodeIntegrationInSubFrames: true,
          session: session.defaultSession,
        },
      });
      other.webContents.removeAllListeners('will-frame-navigate');
      await other.loadURL(`data:text/html,<iframe src="data:text/html,inner"></iframe>`);
      await other.webContents.mainFrame.frames[0]?.executeJavaScript(
        `addEventListener('pagehide', () => void window.latchkey.invoke('session.lock', undefined)); 0`,
      );
      await other.webContents.executeJavaScript(`document.querySelector('iframe').remove(); 0`);
      // Messages arrive in order: once this one is answered, the frame's has been dealt with.
      await other.webContents.executeJavaScript(`window.latchkey.invoke('session.state', undefined)`);
      other.destroy();
    });
    const status = await page.evaluate(async () => {
      const { latchkey } = window as unknown as {
        latchkey: { invoke(call: string): Promise<{ value: { status: string } }> };
      };
      return (await latchkey.invoke('session.state')).value.status;
    });
    expect(status).toBe('signed-in');
  });

  test('and names that are no calls reach nothing', async ({ seed, start }) => {
    await seed();
    const { page } = await start();
    await signIn(page);
    const codes = await page.evaluate(async () => {
      const { latchkey } = window as unknown as {
        latchkey: { invoke(call: unknown, input?: unknown): Promise<{ code?: string }> };
      };
      const names: unknown[] = [
        '__proto__',
        'constructor',
        'keys.__proto__',
        'keys',
        '',
        'keys.generate.x',
        null,
        7,
        ['keys.list'],
      ];
      return Promise.all(names.map(async (name) => (await latchkey.invoke(name)).code));
    });
    expect(new Set(codes)).toEqual(new Set(['UNKNOWN_CALL']));
  });
});
