import type { Page } from '@playwright/test';
import { button, expect, field, fill, heading } from '../../support/ui-test.ts';
import { BUSY, type Entry, setUp } from '../entry.ts';
import { keyId } from '../key.ts';
import { livedIn } from '../lived-in.ts';

const NEW = '/tenant-api-keys/new';

async function fillIn(page: Page): Promise<void> {
  await fill(page, { 'Key Name': 'Payroll', Description: 'Monthly payment runs' });
  await page.getByRole('combobox', { name: 'Authorization Group' }).click();
  await page.getByRole('option', { name: 'Read only' }).click();
}

async function generate(page: Page): Promise<void> {
  await fillIn(page);
  await button(page, 'Generate').click();
  await expect(field(page, 'API key')).toBeVisible();
}

const entry = (screen: string, state: string, arrange: Entry['arrange']): Entry => ({
  screen,
  state,
  arrange: livedIn(arrange),
});

const details = (state: string, name: string, more: Entry['arrange'] = async () => {}): Entry =>
  entry('Key details', state, async (stage) => {
    const id = await keyId(stage.program, name);
    await stage.open(`/tenant-api-keys/${id}`);
    await expect(heading(stage.page, name)).toBeVisible();
    await more(stage);
  });

/** The pages about one key: generate, save, clone, details. */
export const KEY_FORMS: readonly Entry[] = [
  entry('Generate API Key', 'empty', async ({ open, page }) => {
    await open(NEW);
    await expect(field(page, 'Key Name')).toBeFocused();
  }),
  entry('Generate API Key', 'loading', async ({ program, open, page }) => {
    for (const call of ['authorizationGroups.list', 'roles.list', 'apiSets.list', 'keys.owners'])
      program.hold(call);
    await open(NEW);
    await expect(field(page, 'Key Name')).toBeFocused();
  }),
  entry('Generate API Key', 'full', async ({ open, page }) => {
    await open(NEW);
    await fillIn(page);
    await button(page, '90 days').click();
    await field(page, 'Only selected API sets').check();
  }),
  entry('Generate API Key', 'failing', async ({ open, page }) => {
    await open(NEW);
    await fill(page, { 'Key Name': 'x', 'Expiration Date': 'soon', 'IP Allowlist': '10.0.0.300' });
    await button(page, 'Generate').click();
    await expect(page.getByText('This is not a date.')).toBeVisible();
  }),
  entry('Generate API Key', 'rate limits', async ({ open, page }) => {
    await open(NEW);
    await fillIn(page);
    await button(page, 'Rate limits').click();
    await fill(page, { 'Requests per second': '20', 'Requests per minute': '0' });
    await button(page, 'Generate').click();
    await expect(page.getByText(/^Requests per minute must be/)).toBeVisible();
  }),
  entry('Generate API Key', 'leaving', async ({ open, page }) => {
    await open(NEW);
    await fill(page, { 'Key Name': 'Payroll' });
    await button(page, 'Cancel').click();
    await expect(button(page, 'Keep editing')).toBeVisible();
  }),
  entry('Clone', 'full', async ({ program, open, page }) => {
    await open(`/tenant-api-keys/${await keyId(program, 'Webshop checkout')}/clone`);
    await expect(field(page, 'Key Name')).toBeVisible();
  }),
  entry('Save generated key', 'full', async ({ open, page }) => {
    await open(NEW);
    await generate(page);
  }),
  entry('Save generated key', 'failing', async ({ program, open, page }) => {
    program.substitute('secrets.download', () => BUSY);
    await open(NEW);
    await generate(page);
    await button(page, 'Download').click();
    await expect(page.getByText(BUSY.message)).toBeVisible();
  }),
  entry('Save generated key', 'closing', async ({ open, page }) => {
    await open(NEW);
    await generate(page);
    await button(page, 'Close').click();
    await expect(button(page, 'Go back')).toBeVisible();
  }),
  {
    screen: 'Key details',
    state: 'empty',
    arrange: setUp(async ({ program, open, page }) => {
      await program.generate({ name: 'Payroll' });
      await open(`/tenant-api-keys/${await keyId(program, 'Payroll')}`);
      await expect(heading(page, 'Payroll')).toBeVisible();
    }),
  },
  details('full', 'ERP integration'),
  details('revoked', 'Partner portal'),
  details('refused', 'ERP integration', async ({ page }) => {
    await page.getByText('IP_NOT_ALLOWED').scrollIntoViewIfNeeded();
  }),
  entry('Key details', 'loading', async ({ program, open, page }) => {
    program.hold('keys.get');
    await open(`/tenant-api-keys/${await keyId(program, 'ERP integration')}`);
    await expect(page.locator('[aria-busy=true]')).toBeVisible();
  }),
  entry('Key details', 'failing', async ({ program, open, page }) => {
    program.substitute('keys.get', () => BUSY);
    await open(`/tenant-api-keys/${await keyId(program, 'ERP integration')}`);
    await expect(button(page, 'Try again')).toBeVisible();
  }),
  entry('Key details', 'missing', async ({ open, page }) => {
    await open('/tenant-api-keys/999');
    await expect(heading(page, 'There is no such key')).toBeVisible();
  }),
];
