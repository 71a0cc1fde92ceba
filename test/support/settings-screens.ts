import type { Locator, Page } from '@playwright/test';
import type { Authority } from '../../src/shared/authorities.ts';
import type { TenantInput } from '../../src/shared/tenants.ts';
import type { UiProgram } from './ui-program.ts';

/** What the tests of data access, settings and tenants have in common. */

/** Somebody of the tenant that is open; their id. */
export async function addAccount(
  program: UiProgram,
  username: string,
  is: { readonly apiOnly?: boolean; readonly displayName?: string } = {},
): Promise<number> {
  const { apiOnly = false, displayName = '' } = is;
  const { row } = await program.api.accounts.create({
    username,
    displayName,
    licence: apiOnly ? 'API' : 'Full',
    apiOnly,
    roleIds: [],
    password: apiOnly ? null : 'a walrus plays the cello',
  });
  return row.id;
}

/** A data access group with these members; its id. */
export async function addGroup(
  program: UiProgram,
  name: string,
  { scopes = [], members = [] }: { readonly scopes?: string[]; readonly members?: number[] } = {},
): Promise<number> {
  const { id } = await program.api.dataAccess.create({ name, description: '', scopes });
  if (members.length > 0) await program.api.dataAccess.addMembers({ id, accountIds: members });
  return id;
}

/** Takes an authority from everybody. */
export const withhold = (program: UiProgram, authority: Authority): Promise<void> =>
  program.sql('DELETE FROM role_authorities WHERE authority = ?', authority);

export const CONTOSO: TenantInput = {
  name: 'Contoso',
  keyPrefix: 'co',
  keyLimit: 5,
  validityDays: 30,
  expiringSoonDays: 7,
};

/** A second tenant, beside Ada's own; its id. */
export const addContoso = async (program: UiProgram): Promise<number> =>
  (await program.api.tenants.create(CONTOSO)).id;

/** The row of a table whose row heading has this name. */
export const rowOf = (page: Page, name: string): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
