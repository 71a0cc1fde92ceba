import { expect, type Locator, type Page } from '@playwright/test';
import { secretOf } from './key-screens.ts';
import type { UiProgram } from './ui-program.ts';
import { button } from './ui-test.ts';

/** What the tests of the access simulator have in common. */

export const SIMULATOR = '/access-simulator';

export const keyBox = (page: Page): Locator => page.getByRole('combobox', { name: 'Key', exact: true });
export const result = (page: Page): Locator => page.getByRole('region', { name: 'Result' });
export const verdict = (page: Page): Locator => result(page).getByRole('heading', { level: 2 });
export const steps = (page: Page): Locator =>
  page.getByRole('list', { name: 'Verification steps' }).getByRole('listitem');
export const present = (page: Page, name: string): Promise<void> =>
  page.getByRole('radiogroup', { name: 'Presented' }).getByText(name, { exact: true }).click();
export const simulate = (page: Page): Promise<void> => button(page, 'Simulate').click();

/** The simulator with ERP integration chosen. */
export async function openFor(open: (route: string) => Promise<void>, page: Page, id: number): Promise<void> {
  await open(`${SIMULATOR}/${id}`);
  await expect(keyBox(page)).toHaveValue('ERP integration');
}

/** Rotated with an overlap of an hour; the secret that still works until then. */
export async function rotating(program: UiProgram): Promise<{ id: number; text: string }> {
  const key = await secretOf(program, 'ERP integration');
  const { secret } = await program.api.keys.rotate({ id: key.id, overlap: '1-hour' });
  await program.api.secrets.release({ id: secret.id, loseIt: true });
  return key;
}
