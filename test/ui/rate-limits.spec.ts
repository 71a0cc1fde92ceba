import type { Page } from '@playwright/test';
import { apiUser } from '../support/account-page.ts';
import { choose, dialog, erp, keyId, refusal } from '../support/key-screens.ts';
import { button, expect, expectAccessible, field, fill, heading, test } from '../support/ui-test.ts';

const closeSecret = async (page: Page) => {
  await expect(dialog(page, 'Save generated key')).toBeVisible();
  await button(page, 'Close').click();
  await button(page, 'Close without saving').click();
};
const limits = (page: Page) => page.getByRole('group', { name: 'Rate limits' });

test.describe('Edit', () => {
  test('begins without limits, sets some and tells of them', async ({ signedIn: program, open, page }) => {
    const id = await erp(program);
    await open(`/tenant-api-keys/${id}`);
    await expect(page.getByRole('region', { name: 'Limits' })).toContainText('Any number of requests');
    await button(page, 'Edit').click();
    await expect(button(page, 'Rate limits')).toHaveAttribute('aria-expanded', 'false');
    await expect(dialog(page, 'Edit API Key')).toContainText('Any number of requests');
    await expect(limits(page)).toHaveCount(0);
    await button(page, 'Rate limits').press('Enter');
    await expect(limits(page)).toHaveAccessibleDescription(
      'Optional. Beyond a limit the endpoint answers 429 with Retry-After. Each endpoint process counts for itself.',
    );
    await expectAccessible(page);
    await page.keyboard.press('Tab');
    await expect(field(page, 'Requests per second')).toBeFocused();
    await page.keyboard.type('10');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect(field(page, 'Requests per day')).toBeFocused();
    await page.keyboard.type('50000');
    await button(page, 'Save').click();
    await expect(page.getByText('Saved “ERP integration”.')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Limits' })).toContainText(
      'At most 10 per second, 50,000 per day',
    );
    await expect(
      page.getByText('with at most 10 requests per second and 50,000 per day, without an expiry.'),
    ).toBeVisible();
    await expect(page.getByRole('region', { name: 'Activity' }).getByRole('listitem').first()).toContainText(
      'the rate limits from none to 10 per second, 50,000 per day',
    );
    // What is limited already is shown at once, and can be taken away again.
    await button(page, 'Edit').click();
    await expect(field(page, 'Requests per second')).toHaveValue('10');
    await expect(field(page, 'Requests per minute')).toHaveValue('');
    await button(page, 'Rate limits').click();
    await expect(dialog(page, 'Edit API Key')).toContainText('At most 10 per second, 50,000 per day');
    await button(page, 'Rate limits').click();
    await fill(page, { 'Requests per second': '', 'Requests per day': '' });
    await button(page, 'Save').click();
    await expect(page.getByRole('region', { name: 'Limits' })).toContainText('Any number of requests');
    expect((await program.api.keys.get({ id })).rateLimits).toEqual([]);
  });

  test('tells of a limit that a longer span’s makes pointless', async ({ signedIn: program, open, page }) => {
    await open(`/tenant-api-keys/${await erp(program)}`);
    await button(page, 'Edit').click();
    await button(page, 'Rate limits').click();
    await fill(page, {
      'Requests per second': '10',
      'Requests per minute': '600',
      'Requests per day': '5000',
    });
    await expect(limits(page).getByRole('status')).toHaveText('');
    await fill(page, { 'Requests per minute': '3' });
    await expect(limits(page).getByRole('status')).toHaveText(
      '10 per second changes nothing: 3 per minute is reached first.',
    );
    await fill(page, { 'Requests per minute': '' });
    await expect(limits(page).getByRole('status')).toHaveText('');
  });

  test('says at the field what is wrong, and loses nothing', async ({ signedIn: program, open, page }) => {
    const id = await erp(program);
    await open(`/tenant-api-keys/${id}`);
    await button(page, 'Edit').click();
    await button(page, 'Rate limits').click();
    await fill(page, { 'Requests per minute': '0' });
    await button(page, 'Save').click();
    const wrong =
      'Requests per minute must be a whole number from 1 to 1,000,000,000. Leave it empty for no limit.';
    await expect(field(page, 'Requests per minute')).toHaveAccessibleDescription(wrong);
    await expect(field(page, 'Requests per minute')).toBeFocused();
    await expectAccessible(page);
    // Folding it away does not hide a mistake.
    await button(page, 'Rate limits').click();
    await expect(limits(page)).toContainText(wrong);
    await fill(page, { 'Requests per minute': '99999999999', Description: 'Typed' });
    await button(page, 'Save').click();
    await expect(limits(page)).toContainText(wrong);
    // What only the core refuses comes to its field too, and everything typed stays.
    await fill(page, { 'Requests per minute': '600' });
    program.substitute('keys.edit', async () => ({
      ...refusal('Too many requests per minute.', 'INVALID_INPUT')(),
      field: 'requestsPerMinute',
    }));
    await button(page, 'Save').click();
    await expect(limits(page)).toContainText('Too many requests per minute.');
    await expect(field(page, 'Requests per minute')).toBeFocused();
    await expect(field(page, 'Requests per minute')).toHaveValue('600');
    await expect(field(page, 'Description')).toHaveValue('Typed');
    program.restore('keys.edit');
    await button(page, 'Save').click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    expect((await program.api.keys.get({ id })).rateLimits).toEqual([{ unit: 'minute', requests: 600 }]);
  });
});

test('Generate sets them, and Clone copies them', async ({ signedIn: program, open, page }) => {
  await open('/tenant-api-keys/new');
  await fill(page, { 'Key Name': 'Mobile app' });
  await choose(page, 'Authorization Group', 'Full access');
  await button(page, 'Rate limits').click();
  await fill(page, { 'Requests per second': '5', 'Requests per minute': '100' });
  await expectAccessible(page);
  await button(page, 'Generate').click();
  await closeSecret(page);
  const id = await keyId(program, 'Mobile app');
  const kept = [
    { unit: 'second', requests: 5 },
    { unit: 'minute', requests: 100 },
  ];
  expect((await program.api.keys.get({ id })).rateLimits).toEqual(kept);

  await open(`/tenant-api-keys/${id}/clone`);
  await expect(field(page, 'Requests per second')).toHaveValue('5');
  await button(page, 'Generate').click();
  await closeSecret(page);
  const copy = await keyId(program, 'Copy of Mobile app');
  expect((await program.api.keys.get({ id: copy })).rateLimits).toEqual(kept);
});

test('the permissions of a limited key change without its limits', async ({
  signedIn: program,
  open,
  page,
}) => {
  const id = await erp(program, { requestsPerDay: 7 });
  await open();
  await page
    .getByRole('row')
    .filter({ hasText: 'ERP integration' })
    .getByRole('button', { name: 'More actions' })
    .click();
  await page.getByRole('menuitem', { name: 'View permissions' }).click();
  await button(page, 'Manage permissions').click();
  await button(page, 'Select none').click();
  await button(page, 'Save').click();
  await expect(page.getByText('Saved the permissions of “ERP integration”.')).toBeVisible();
  expect((await program.api.keys.get({ id })).rateLimits).toEqual([{ unit: 'day', requests: 7 }]);
});

test('Create API key on an account has them among what few need', async ({
  signedIn: program,
  open,
  page,
}) => {
  const account = await apiUser(program, 'erp');
  await open(`/accounts/${account}`);
  await button(page, 'New').click();
  await expect(dialog(page, 'Create API key')).toBeVisible();
  await button(page, 'More').click();
  await fill(page, { 'Requests per day': '0' });
  await button(page, 'More').click();
  await button(page, 'Submit').click();
  await expect(field(page, 'Requests per day')).toBeFocused();
  await fill(page, { 'Requests per day': '1000' });
  await expectAccessible(page);
  await button(page, 'Submit').click();
  await closeSecret(page);
  const { rateLimits } = await program.api.keys.get({ id: await keyId(program, 'erp') });
  expect(rateLimits).toEqual([{ unit: 'day', requests: 1_000 }]);
  await expect(heading(page, 'erp')).toBeVisible();
});
