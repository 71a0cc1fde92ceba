import { expect, type Locator, type Page } from '@playwright/test';
import type { AccountRow } from '../../src/shared/account-row.ts';
import type { Authority } from '../../src/shared/authorities.ts';
import { idOf } from './access.ts';
import { keyId } from './key-screens.ts';
import type { UiProgram } from './ui-program.ts';

/** What the tests of the screens about accounts have in common. */

export const PASSWORD = 'seventeen purple kettles';

/** A person with these roles, who may sign in with `PASSWORD`. */
export async function person(
  program: UiProgram,
  username: string,
  {
    displayName = '',
    roles = [],
  }: { readonly displayName?: string; readonly roles?: readonly string[] } = {},
): Promise<AccountRow> {
  const roleIds = await Promise.all(roles.map((name) => idOf(program, 'roles', name)));
  const is = { licence: 'Full', apiOnly: false, password: PASSWORD } as const;
  return (await program.api.accounts.create({ username, displayName, roleIds, ...is })).row;
}

/** An API-only account. */
export async function machine(program: UiProgram, username: string): Promise<AccountRow> {
  const is = { licence: 'API', apiOnly: true, password: null, displayName: '', roleIds: [] } as const;
  return (await program.api.accounts.create({ username, ...is, roleIds: [] })).row;
}

/** Keys of an account, by their names. */
export async function keysOf(program: UiProgram, ownerAccountId: number, ...names: readonly string[]) {
  for (const name of names) await program.generate({ name, ownerAccountId, authorizationGroupId: null });
}

/** Keys of the tenant that this person has generated. */
export async function keysBy(program: UiProgram, { id }: AccountRow, ...names: readonly string[]) {
  for (const name of names) {
    await program.generate({ name });
    await program.sql('UPDATE keys SET created_by = ? WHERE name = ?', id, name);
  }
}

/** How a key stands. */
export async function stateOf(program: UiProgram, name: string) {
  const { row } = await program.api.keys.get({ id: await keyId(program, name) });
  return { revocation: row.revocation, owner: row.owner?.username ?? null };
}

/** Signs somebody in who holds these authorities and no others. */
export async function signInHolding(
  program: UiProgram,
  ...authorities: readonly Authority[]
): Promise<AccountRow> {
  const role = { name: 'Helper', description: '', permissionIds: [], authorities: [...authorities] };
  await program.api.roles.create(role);
  const row = await person(program, 'mia', { roles: ['Helper'] });
  await program.api.session.signOut(undefined);
  await program.api.session.signIn({ username: 'mia', password: PASSWORD, remember: false });
  return row;
}

/** The row of the list that has this username. */
export const accountRow = (page: Page, username: string): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name: username, exact: true }) });

/** The usernames of the list, from top to bottom. */
export const usernames = (page: Page): Locator => page.getByRole('rowheader').getByRole('link');

/** Opens a tab of an account's page. */
export const openTab = (page: Page, name: string): Promise<void> =>
  page.getByRole('tab', { name, exact: true }).click();

/** Waits for a toast. */
export const expectToast = (page: Page, text: string): Promise<void> =>
  expect(page.getByRole('status').filter({ hasText: text }).first()).toBeVisible();
