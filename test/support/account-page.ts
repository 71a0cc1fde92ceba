import { expect, type Locator, type Page } from '@playwright/test';
import type { GenerateInput } from '../../src/shared/key-input.ts';
import { newKey } from './keys.ts';
import { DAY, keyId } from './key-screens.ts';
import { ADMIN, type UiProgram } from './ui-program.ts';

/** What the tests of an account's page have in common. */

export const WARNING = 'This API user is in no Data Access Control group and cannot access any data';

/** An API-only account; its id. */
export async function apiUser(program: UiProgram, username = 'erp-bot', roleIds: number[] = []) {
  const { row } = await program.api.accounts.create({
    username,
    displayName: `${username} integration`,
    licence: 'API',
    apiOnly: true,
    roleIds,
    password: null,
  });
  return row.id;
}

/** The account of somebody who signs in with Ada’s password, with one of the built-in roles; its id. */
export async function person(program: UiProgram, username: string, role = 'Key Manager'): Promise<number> {
  const roles = await program.api.roles.list(undefined);
  const { row } = await program.api.accounts.create({
    username,
    displayName: '',
    licence: 'Full',
    apiOnly: false,
    roleIds: roles.filter(({ name }) => name === role).map(({ id }) => id),
    password: ADMIN.password,
  });
  return row.id;
}

/** A key of an account, generated and saved before; its id. */
export async function accountKey(
  program: UiProgram,
  ownerAccountId: number,
  name: string,
  more: Partial<GenerateInput> = {},
): Promise<number> {
  const { secret } = await program.api.keys.generate({
    ...newKey(0, { name, ownerAccountId, expiresAt: Date.now() + 90 * DAY }),
    authorizationGroupId: null,
    ...more,
  });
  await program.api.secrets.release({ id: secret.id, loseIt: true });
  return keyId(program, name);
}

/** A data access group with these scopes and members; its id. */
export async function dataGroup(
  program: UiProgram,
  name: string,
  scopes: string[],
  ...accountIds: number[]
): Promise<number> {
  const { id } = await program.api.dataAccess.create({ name, description: '', scopes });
  if (accountIds.length > 0) await program.api.dataAccess.addMembers({ id, accountIds });
  return id;
}

/** Somebody else signs in, or Ada again. */
export async function signInAs(program: UiProgram, username: string): Promise<void> {
  await program.api.session.signOut(undefined);
  await program.api.session.signIn({ username, password: ADMIN.password, remember: false });
}

/** Takes an authority from everybody. */
export const without = (program: UiProgram, authority: string): Promise<void> =>
  program.sql('DELETE FROM role_authorities WHERE authority = ?', authority);

export const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name, exact: true });

/** The row of a key or group, by its link. */
export const rowOf = (page: Page, name: string): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });

/** Saves what the Save window shows; the secret. */
export async function saveSecret(page: Page): Promise<string> {
  const window = page.getByRole('dialog', { name: 'Save generated key' });
  const secret = await window.getByRole('textbox').inputValue();
  await window.getByRole('button', { name: 'Copy to clipboard' }).click();
  await window.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  return secret;
}
