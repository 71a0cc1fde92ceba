import type { Locator, Page } from '@playwright/test';
import type { UiProgram } from './ui-program.ts';

/** What `list` calls answer when they fail in tests. */
export const BUSY = { ok: false, code: 'STORE_BUSY', message: 'Another program is writing.' } as const;

/** Takes the authority to change any of this from everybody. */
export const lookOnly = (program: UiProgram): Promise<void> =>
  // Noticed before the window is there: a reload that meets the news may wait for it.
  program.sql("DELETE FROM role_authorities WHERE authority = 'manage-access-control'");

/** The id of a role, authorization group or API set by its name. */
export async function idOf(
  program: UiProgram,
  subject: 'roles' | 'authorizationGroups' | 'apiSets',
  name: string,
): Promise<number> {
  const rows = await program.api[subject].list(undefined);
  const row = rows.find((one) => one.name === name);
  if (!row) throw new Error(`No ${subject} named ${name}`);
  return row.id;
}

/** The ids of permissions by their names, e.g. `invoices:read`. */
export async function permissionIds(program: UiProgram, ...names: readonly string[]): Promise<number[]> {
  const all = await program.api.permissions.list(undefined);
  return all.filter(({ resource, action }) => names.includes(`${resource}:${action}`)).map(({ id }) => id);
}

/** The row of a list that has this name. */
export const row = (page: Page, name: string): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });

export const tick = (page: Page, name: string): Locator => page.getByRole('checkbox', { name, exact: true });

/** The names of a list, from top to bottom. */
export const names = (page: Page): Locator => page.getByRole('rowheader').getByRole('link');
