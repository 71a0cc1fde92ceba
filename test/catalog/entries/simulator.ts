import type { Page } from '@playwright/test';
import { button, expect, fill } from '../../support/ui-test.ts';
import { keyId } from '../key.ts';
import type { Entry } from '../entry.ts';
import { livedIn } from '../lived-in.ts';

const entry = (state: string, arrange: Entry['arrange']): Entry => ({
  screen: 'Access simulator',
  state,
  arrange: livedIn(arrange),
});

async function simulate(page: Page): Promise<void> {
  await expect(page.getByRole('combobox', { name: 'Key', exact: true })).not.toHaveValue('');
  await button(page, 'Simulate').click();
  await expect(page.getByRole('list', { name: 'Verification steps' })).toBeVisible();
}

export const SIMULATOR: readonly Entry[] = [
  entry('empty', async ({ open, page }) => {
    await open('/access-simulator');
    await expect(button(page, 'Simulate')).toBeVisible();
  }),
  entry('full', async ({ program, open, page }) => {
    await open(`/access-simulator/${await keyId(program, 'Webshop checkout')}`);
    await fill(page, { Path: '/v1/orders/7', 'Client address': '203.0.113.7' });
    await simulate(page);
  }),
  entry('refused, at another time, and changed since', async ({ program, open, page }) => {
    await open(`/access-simulator/${await keyId(program, 'Webshop checkout')}`);
    await fill(page, { Path: '/latchkey/keys', Time: '2030-01-01 12:00Z' });
    await simulate(page);
    await fill(page, { Path: '/v1/orders' });
  }),
  entry('failing', async ({ open, page }) => {
    await open('/access-simulator');
    await fill(page, { Path: 'v1', 'Client address': '10.1', Time: 'tomorrow' });
    await button(page, 'Simulate').click();
    await expect(page.getByText('Choose a key, or paste one.')).toBeVisible();
  }),
];
