import { expect, type Locator, type Page } from '@playwright/test';
import type { GenerateInput } from '../../src/shared/key-input.ts';
import { newKey } from './keys.ts';
import type { UiProgram } from './ui-program.ts';

/** What the tests of the screens about keys have in common. */

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export const dialog = (page: Page, name: string): Locator => page.getByRole('dialog', { name, exact: true });

/** The count of a list of more than one page comes from a thread of its own, which a busy machine starts late. */
export const expectCounted = (page: Page, text: string): Promise<void> =>
  expect(page.getByText(text, { exact: true })).toBeVisible({ timeout: 15_000 });

/** Picks an option of a select. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option }).click();
}

/** The id of a key, by its name. */
export async function keyId(program: UiProgram, name: string): Promise<number> {
  const view = {
    search: name,
    status: 'all',
    expiration: 'all',
    owner: 'all',
    authorizationGroupId: null,
    roleId: null,
    apiSetId: null,
    slice: null,
    sort: { column: 'created', descending: true },
  } as const;
  const { rows } = await program.api.keys.list({ view, after: null, limit: 10 });
  const row = rows.find((one) => one.name === name);
  if (!row) throw new Error(`There is no key named ${name}.`);
  return row.id;
}

/** A key named ERP integration, with this much more about it; its id. */
export async function erp(program: UiProgram, more: Partial<GenerateInput> = {}): Promise<number> {
  await program.generate({ name: 'ERP integration', description: 'Nightly import', ...more });
  return keyId(program, 'ERP integration');
}

/** The id of a permission of the starter set, for example `orders:read`. */
export async function permissionId(program: UiProgram, name: string): Promise<number> {
  const all = await program.api.permissions.list(undefined);
  const found = all.find(({ resource, action }) => `${resource}:${action}` === name);
  if (!found) throw new Error(`There is no permission ${name}.`);
  return found.id;
}

/** A role with these permissions; its id. */
export async function makeRole(program: UiProgram, name: string, ...names: readonly string[]) {
  const permissionIds = await Promise.all(names.map((one) => permissionId(program, one)));
  const { id } = await program.api.roles.create({ name, description: '', permissionIds, authorities: [] });
  return id;
}

/** Gives a role these permissions and no others. */
export async function setRole(program: UiProgram, name: string, ...names: readonly string[]): Promise<void> {
  const role = (await program.api.roles.list(undefined)).find((one) => one.name === name);
  if (!role) throw new Error(`There is no role ${name}.`);
  const { id, revision, description, authorities } = role;
  const permissionIds = await Promise.all(names.map((one) => permissionId(program, one)));
  await program.api.roles.edit({ id, revision, name, description, permissionIds, authorities });
}

/** An account with which only programs sign in; its id. */
export async function apiAccount(program: UiProgram, username: string): Promise<void> {
  await program.sql(
    `INSERT INTO accounts (tenant_id, username, username_key, display_name, licence, api_only, status, created_at)
     VALUES (1, ?, ?, '', 'API', 1, 'active', 0)`,
    username,
    username.toLowerCase(),
  );
}

/** Records uses of a key: the last one four minutes ago, seven in the last 24 hours, from these addresses. */
export async function wasUsed(program: UiProgram, id: number, ...addresses: readonly string[]) {
  const now = Date.now();
  const hour = Math.floor(now / HOUR) * HOUR;
  await program.sql('UPDATE keys SET last_used_at = ? WHERE id = ?', now - 4.5 * 60_000, id);
  await program.sql(
    'INSERT INTO key_uses VALUES (?, ?, 3), (?, ?, 4), (?, ?, 5)',
    id,
    hour,
    id,
    hour - 2 * HOUR,
    id,
    hour - 40 * HOUR,
  );
  for (const [index, address] of addresses.entries()) {
    const seen = now - index * HOUR;
    await program.sql('INSERT INTO key_addresses VALUES (?, ?, 1, ?, ?)', id, address, seen, seen);
  }
}

/** What the backend answers when something refuses. */
export const refusal =
  (message: string, code = 'STORE_BUSY') =>
  () =>
    ({ ok: false, code, message }) as const;

/** By how much the document is higher than the window, in pixels: only the page within it scrolls. */
export const overhang = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);

/** Generates a key and returns its secret, which the window never saw. */
export async function secretOf(program: UiProgram, name: string): Promise<{ id: number; text: string }> {
  const [group] = await program.api.authorizationGroups.list(undefined);
  const { row, secret } = await program.api.keys.generate(newKey(group?.id ?? 0, { name }));
  await program.api.secrets.release({ id: secret.id, loseIt: true });
  return { id: row.id, text: secret.text.trim() };
}

/** Pastes a text as a person does. */
export async function pasteInto(box: Locator, text: string): Promise<void> {
  await box.evaluate((input, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    if (!input.dispatchEvent(event)) return;
    if (!(input instanceof HTMLInputElement)) throw new Error('Not a text box');
    input.focus();
    document.execCommand('insertText', false, text);
  }, text);
}
