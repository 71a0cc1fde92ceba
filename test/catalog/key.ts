import type { Locator, Page } from '@playwright/test';
import { EVERYTHING } from '../../src/shared/everything.ts';
import type { UiProgram } from '../support/ui-program.ts';

/** The id of a key of the lived-in store. */
export async function keyId(program: UiProgram, name: string): Promise<number> {
  const { rows } = await program.api.keys.list({ view: EVERYTHING, after: null, limit: 100 });
  const row = rows.find((one) => one.name === name);
  if (!row) throw new Error(`No key named ${name}`);
  return row.id;
}

const rowOf = (page: Page, name: string): Locator => page.getByRole('row').filter({ hasText: name });

/** Chooses from **More actions** of a key's row. */
export async function chooseAction(page: Page, name: string, action: string): Promise<void> {
  await rowOf(page, name).getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}
