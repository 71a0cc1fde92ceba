import { existsSync, readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  copyAndClose,
  fromRowMenu,
  generateKey,
  ORGANISATION,
  PASSWORD,
  rowOf,
  signIn,
  USERNAME,
} from '../e2e/support/program.ts';
import { DESKTOP, type InstalledProgram, launchInstalled, seen } from '../support/installed.ts';
import { ended, given, person, startAs } from './support/given.ts';
import { install, installedVersion, remove, STORE, storeIsThere } from './support/life.ts';

const { before, e2e } = given.packages;
const LATCHKEY = '/usr/bin/latchkey';

const launch = (): Promise<InstalledProgram> =>
  launchInstalled({ start: (command, args) => startAs(person, command, args) });

/** Runs the installed command line, with no display at hand. */
async function command(args: readonly string[], input = '') {
  const { DISPLAY: _display, XAUTHORITY: _authority, ...environment } = person.environment;
  const child = startAs({ ...person, environment }, LATCHKEY, [...args, '--json']);
  const { code, out, err } = await ended(child, input);
  expect(err).toBe('');
  return { code, out };
}

async function verify(key: string) {
  const { code, out } = await command(['verify'], `${key}\n`);
  return { code, answer: JSON.parse(out) as { code: string } };
}

/** The codes of what `latchkey doctor` finds, and of what it could not look at. */
async function doctor() {
  const { out } = await command(['doctor']);
  const said = JSON.parse(out) as Readonly<
    Record<'troubles' | 'notLookedAt', readonly { readonly code: string }[]>
  >;
  const codes = (part: readonly { readonly code: string }[]) => part.map(({ code }) => code);
  return { troubles: codes(said.troubles), notLookedAt: codes(said.notLookedAt) };
}

describe('an installed program from its first day to its last', () => {
  let secret = '';
  let running: InstalledProgram | undefined;
  let broken = false;
  const open = async (): Promise<InstalledProgram> => (running = await launch());

  beforeEach(({ onTestFailed }) => {
    if (broken) throw new Error('A step before this one failed.');
    onTestFailed(async () => {
      broken = true;
      const shows = await running?.page.locator('body').innerText({ timeout: 1000 });
      console.log(`The window shows:\n${shows}\n\nThe program printed:\n${running?.output()}`);
    });
  });

  beforeAll(() => {
    install(before.deb);
  });
  afterAll(() => {
    running?.process.kill('SIGKILL');
    if (installedVersion() !== null) remove('--purge');
  });

  it('is installed by dpkg as the version before', () => {
    expect(installedVersion()).toBe(before.version);
    expect(storeIsThere()).toBe(false);
  });

  it('is set up, and keeps its store where the design says', async () => {
    const { page } = await open();
    await seen(page).toHaveTitle('Set up Latchkey');
    await page.getByLabel('Organisation name').fill(ORGANISATION);
    await page.getByLabel('Username').fill(USERNAME);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByLabel('Confirm password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Create administrator' }).click();
    await seen(page.getByRole('heading', { name: 'Recovery codes' })).toBeVisible();
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('button', { name: 'I have stored them' }).click();
    await seen(page.getByRole('heading', { name: 'API Keys', exact: true })).toBeVisible();
    const { uid, mode } = statSync(STORE);
    expect({ uid, mode: mode & 0o777 }).toEqual({ uid: given.user.uid, mode: 0o600 });
  });

  it('issues a key, and the command line verifies it at once', async () => {
    if (!running) throw new Error('The program does not run.');
    secret = await generateKey(running.page, 'ERP integration');
    await copyAndClose(running.page);
    expect(await verify(secret)).toMatchObject({ code: 0, answer: { code: 'VALID' } });
  });

  it('tells its version, and keeps the person signed in', async () => {
    if (!running) throw new Error('The program does not run.');
    const { page } = running;
    await page.getByRole('button', { name: /account/i }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await signIn(page, { remember: true });
    await showVersion(page, before.version);
    await running.quit();
    const again = await open();
    await seen(again.page.getByRole('heading', { name: 'API Keys', exact: true })).toBeVisible();
    await again.quit();
  });

  it('has signed its log, and `latchkey doctor` finds that in the keychain', async () => {
    expect(await doctor()).toEqual({ troubles: ['NO_BACKUP'], notLookedAt: [] });
  });

  it('is upgraded with its data', async () => {
    install(e2e.deb);
    expect(installedVersion()).toBe(e2e.version);
    const { page } = await open();
    await seen(rowOf(page, 'ERP integration')).toContainText('Active');
    await showVersion(page, e2e.version);
  });

  it('revokes the key, and the command line refuses it at once', async () => {
    if (!running) throw new Error('The program does not run.');
    const { page } = running;
    await page.getByRole('link', { name: 'API Keys', exact: true }).click();
    await fromRowMenu(page, 'ERP integration', 'Revoke');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /^Revoke/u }).click();
    await seen(rowOf(page, 'ERP integration')).toContainText('Revoked');
    expect(await verify(secret)).toMatchObject({ code: 1, answer: { code: 'REVOKED' } });
    await running.quit();
  });

  it('opens its window although the keyring hangs, and no password is lost', async () => {
    process.kill(given.keyring, 'SIGSTOP');
    try {
      const { page, quit } = await open();
      await seen(page.getByText('Signing in…')).toBeVisible();
      await page.getByRole('button', { name: 'Use password instead' }).click();
      await signIn(page);
      await quit();
      expect(await doctor()).toMatchObject({ notLookedAt: ['KEYCHAIN_SILENT'] });
    } finally {
      process.kill(given.keyring, 'SIGCONT');
    }
  });

  it.each(['--remove', '--purge'] as const)('dpkg %s takes the program and leaves the data', (how) => {
    const content = readFileSync(STORE);
    remove(how);
    expect(installedVersion()).toBeNull();
    for (const path of [DESKTOP, LATCHKEY, '/usr/lib/latchkey']) expect(existsSync(path), path).toBe(false);
    expect(readFileSync(STORE).equals(content)).toBe(true);
  });
});

/** Opens Settings → About. */
async function showVersion(page: InstalledProgram['page'], version: string): Promise<void> {
  await page.getByRole('link', { name: 'Settings', exact: true }).first().click();
  await page.getByRole('link', { name: 'About' }).click();
  await seen(page.getByText(`Version ${version}`, { exact: true })).toBeVisible();
}
