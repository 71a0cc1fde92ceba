import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type Browser, chromium, expect, type Page } from '@playwright/test';

/** Where the package puts the desktop program on the PATH. */
export const DESKTOP = '/usr/bin/latchkey-desktop';

/** Assertions on a page, as patient as those of the end-to-end tests. */
export const seen = expect.configure({ timeout: 15_000 });

/** An installed program that runs, seen through its debugging port. */
export interface InstalledProgram {
  readonly page: Page;
  readonly browser: Browser;
  readonly process: ChildProcess;
  /** What it printed so far. */
  readonly output: () => string;
  /** Ends it as the session's end does, and waits until it is gone. */
  readonly quit: () => Promise<void>;
}

interface LaunchOptions {
  /** Starts a program as the user and in the session that it should run in; by default as we are. */
  readonly start?: (command: string, args: readonly string[]) => ChildProcess;
  readonly args?: readonly string[];
}

/**
 * Starts the installed desktop program and gives its window as a Playwright page. Only the variant of the package that is
 * made for tests permits it (scripts/package/program.mjs): the shipped one refuses the debugging port.
 */
export async function launchInstalled({
  start = (command, args) => spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] }),
  args = [],
}: LaunchOptions = {}): Promise<InstalledProgram> {
  const child = start(DESKTOP, ['--disable-gpu', '--remote-debugging-port=0', ...args]);
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const address = await debuggingAddress(child, (line) => (output += `${line}\n`));
  const browser = await chromium.connectOverCDP(address);
  const [context] = browser.contexts();
  if (!context) throw new Error('The program has no window.');
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  await page.waitForFunction(() => document.title !== 'Latchkey' && document.title !== '');
  return {
    page,
    browser,
    process: child,
    output: () => output,
    quit: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** Reads the address that Chromium prints, and all it prints after that. */
function debuggingAddress(child: ChildProcess, print: (line: string) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const printed: string[] = [];
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(
        new Error(`The program ended with ${code} before its window could be seen:\n${printed.join('\n')}`),
      );
    });
    if (!child.stderr) {
      reject(new Error('The program’s standard error is not read.'));
      return;
    }
    createInterface({ input: child.stderr }).on('line', (line) => {
      printed.push(line);
      print(line);
      const address = /^DevTools listening on (ws:\S+)/u.exec(line)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
}
