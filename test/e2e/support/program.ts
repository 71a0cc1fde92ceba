import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  _electron,
  type ElectronApplication,
  expect,
  type Locator,
  type Page,
  test as base,
} from '@playwright/test';
import { setUp } from '../../../src/core/accounts/set-up.ts';
import { createPasswordHasher } from '../../../src/core/accounts/password-hash.ts';
import { openStore } from '../../../src/core/db/open.ts';
import { takeDisplay } from './display.ts';
import { type Keyring, NO_KEYRING, startKeyring } from './keyring.ts';

takeDisplay();

export const ORGANISATION = 'Northwind Payments';
export const USERNAME = 'ada.lindqvist';
export const PASSWORD = 'seventeen copper lanterns';

/** One running program. */
export interface Program {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly process: ChildProcess;
  /** What the main process printed so far. */
  readonly output: () => string;
  /** Ends it as a person does, and waits until it is gone. */
  readonly quit: () => Promise<void>;
}

interface Fixtures {
  /** The data folder of this test's programs; its store is `latchkey.db`. */
  data: string;
  /** Starts the program over `data`. By default it finds no keychain. */
  start: (options?: { readonly keyring?: Keyring }) => Promise<Program>;
  keyring: Keyring;
  /** Sets the store in `data` up without the screens. */
  seed: () => Promise<void>;
}

export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright finds out what a fixture needs from this pattern
  data: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'latchkey-e2e-'));
    await use(folder);
    // What a killed program started may write for a moment longer.
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  },
  // oxlint-disable-next-line no-empty-pattern
  keyring: async ({}, use) => {
    const keyring = await startKeyring();
    await use(keyring);
    await keyring.stop();
  },
  start: async ({ data }, use) => {
    const running: Program[] = [];
    await use(async ({ keyring } = {}) => {
      const program = await startProgram(data, keyring?.env ?? NO_KEYRING);
      running.push(program);
      return program;
    });
    for (const { process: child } of running) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
  },
  seed: async ({ data }, use) => {
    await use(async () => {
      const store = await openStore({ path: join(data, 'latchkey.db'), mode: 'create', now: Date.now });
      const input = { organisation: ORGANISATION, username: USERNAME, password: PASSWORD };
      await setUp({ db: store.db, now: Date.now, hasher: createPasswordHasher() }, input, 'seed');
      await store.close();
    });
  },
});
export { expect };

/**
 * The installed program that is driven in place of the built one: the variant of the package for tests
 * (scripts/test-package.mjs). It is told nothing of this checkout.
 */
export const INSTALLED = process.env['LATCHKEY_INSTALLED'];

/** The command that a person starts the program by, over a data folder. */
export function commandOf(data: string): readonly [string, readonly string[]] {
  const switches = [`--user-data-dir=${data}`, '--disable-gpu'];
  if (INSTALLED !== undefined) return [INSTALLED, switches];
  return [required('LATCHKEY_ELECTRON'), [required('LATCHKEY_APP'), ...switches]];
}

/** What the program's environment has beside the keyring. */
function environment(): Record<string, string> {
  const all = Object.entries(definedOf(process.env));
  const told = all.filter(([name]) => INSTALLED === undefined || !/^(?:LATCHKEY|ELECTRON|NODE)_/.test(name));
  return Object.fromEntries(told);
}

async function startProgram(data: string, keyring: Readonly<Record<string, string>>): Promise<Program> {
  const app = await _electron.launch({
    // No executablePath where there is a choice: Playwright holds the program back until it is connected only when it
    // finds Electron itself.
    ...(INSTALLED !== undefined && { executablePath: INSTALLED, cwd: '/' }),
    args: [...commandOf(data)[1]],
    // Otherwise Playwright adds --no-sandbox, and the promise of the sandbox would go untested.
    chromiumSandbox: true,
    env: { ...environment(), ...keyring },
  });
  const child = app.process();
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const page = await app.firstWindow();
  await page.waitForFunction(() => document.title !== 'Latchkey' && document.title !== '');
  return {
    app,
    page,
    process: child,
    output: () => output,
    quit: async () => {
      const gone = app.waitForEvent('close');
      await app.evaluate(({ app: electron }) => electron.quit());
      await gone;
    },
  };
}

/** Signs in on the sign-in screen. */
export async function signIn(page: Page, options: { readonly remember?: boolean } = {}): Promise<void> {
  await page.getByRole('textbox', { name: 'Username' }).fill(USERNAME);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  if (options.remember)
    await page.getByRole('checkbox', { name: 'Keep me signed in on this computer' }).check();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'API Keys', exact: true })).toBeVisible();
}

/** Chooses from a select field, by the names that people see. */
export async function choose(within: Page | Locator, field: string, option: string): Promise<void> {
  const page = 'page' in within ? within.page() : within;
  await within
    .locator('input')
    .and(within.getByLabel(field, { exact: true }))
    .click();
  await page.getByRole('option', { name: option }).click();
}

/** Generates a tenant key through the screens and gives the secret that the Save window shows. */
export async function generateKey(page: Page, name: string, group = 'Full access'): Promise<string> {
  await page.getByRole('button', { name: 'Generate API Key' }).first().click();
  await page.getByRole('textbox', { name: 'Key Name' }).fill(name);
  await choose(page, 'Authorization Group', group);
  await page.getByRole('button', { name: 'Generate', exact: true }).click();
  return shownSecret(page);
}

/** The secret that the Save window shows. */
export async function shownSecret(page: Page): Promise<string> {
  const dialog = page.getByRole('dialog', { name: 'Save generated key' });
  await expect(dialog.getByText('Copy this key now. It will not be shown again.')).toBeVisible();
  return dialog.getByRole('textbox').inputValue();
}

/** Copies what the Save window shows, and closes it. */
export async function copyAndClose(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Save generated key' });
  await dialog.getByRole('button', { name: 'Copy to clipboard' }).click();
  await expect(dialog.getByText(/^Copied/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
}

/** The row of a key in the list. */
export const rowOf = (page: Page, name: string): Locator => page.getByRole('row').filter({ hasText: name });

/** Opens the `…` menu of a key's row and takes an entry of it. */
export async function fromRowMenu(page: Page, name: string, entry: string): Promise<void> {
  await rowOf(page, name).getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: entry, exact: true }).click();
}

export function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run the tests by npm run test:e2e.`);
  return value;
}

export function definedOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
