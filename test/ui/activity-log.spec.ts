import type { Locator, Page } from '@playwright/test';
import { choose, dialog, refusal } from '../support/key-screens.ts';
import { person, signInAs } from '../support/account-page.ts';
import { addContoso, withhold } from '../support/settings-screens.ts';
import { ADMIN } from '../support/ui-program.ts';
import { button, expect, heading, test } from '../support/ui-test.ts';

const LOG = '/activity-log';
const line = (page: Page, text: string | RegExp): Locator =>
  page.getByRole('list', { name: 'Entries' }).getByRole('button', { name: text });
const lines = (page: Page): Locator => page.getByRole('list', { name: 'Entries' }).getByRole('listitem');

test('tells what happened, newest first, and before and after of what was changed', async ({
  signedIn,
  open,
  page,
}) => {
  await signedIn.generate({ name: 'ERP integration' });
  const settings = { name: 'Northwind Traders', keyPrefix: 'nw', keyLimit: 10, expiringSoonDays: 14 };
  await signedIn.api.settings.editTenant({ ...settings, validityDays: 90 });
  await open(LOG);
  await expect(heading(page, 'Activity log')).toBeVisible();
  await expect(lines(page).first()).toContainText('changed the settings of the tenant');
  await expect(lines(page).nth(1)).toContainText('generated the key “ERP integration”');
  await expect(line(page, 'set Latchkey up and signed in')).toBeVisible();
  await lines(page).first().getByRole('button').click();
  const entry = lines(page).first();
  await expect(entry.getByRole('row', { name: 'Key prefix lk nw' })).toBeVisible();
  await expect(entry.getByText('settings.edit-tenant', { exact: true })).toBeVisible();
  await expect(entry.getByText('desktop', { exact: true })).toBeVisible();
  await expect(entry.locator('dd').filter({ hasText: /^[0-9a-f]{64}$/ })).toHaveCount(2);
});

test('filters by text, what, who and outcome; the address keeps them', async ({ signedIn, open, page }) => {
  await signedIn.generate({ name: 'ERP integration' }, { name: 'Webshop' });
  await signedIn.api.session.signOut(undefined);
  const ada = { username: 'ada', remember: false };
  await expect(
    signedIn.api.session.signIn({ ...ada, password: 'not her password at all' }),
  ).rejects.toThrow();
  await signedIn.api.session.signIn({ ...ada, password: ADMIN.password });
  await open(LOG);
  await page.getByRole('textbox', { name: 'Search the log' }).fill('webSHOP');
  await expect(lines(page)).toHaveCount(1);
  await expect(page).toHaveURL(/search=webSHOP/);
  await page.reload();
  await expect(lines(page)).toHaveCount(1);
  await line(page, /Webshop/).click();
  await button(page, 'All about “Webshop”').click();
  await expect(page).toHaveURL(/about=key/);
  await button(page, 'Clear filters').click();
  await choose(page, 'What', 'Sign-ins');
  await choose(page, 'Outcome', 'Refused');
  await expect(lines(page).first()).toContainText('tried to sign in and was refused');
  await page.getByRole('textbox', { name: 'Search the log' }).fill('nothing like it');
  await expect(heading(page, 'No entry matches')).toBeVisible();
});

test('goes through thousands of entries by keyboard, and tells of new ones without moving', async ({
  signedIn,
  open,
  page,
}) => {
  await signedIn.generate({ name: 'First of all' });
  await signedIn.sql(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
     INSERT INTO audit_entries (seq, body, hash, tenant_id, time, actor_account_id, action, target_type, target_id, outcome)
     SELECT (SELECT max(seq) FROM audit_entries) + i, replace(body, '"seq":', '"seq":1'), hash, tenant_id, time,
       actor_account_id, action, target_type, target_id, outcome
     FROM n, (SELECT * FROM audit_entries WHERE action = 'keys.generate')`,
  );
  await open(LOG);
  await expect(lines(page).first()).toContainText('First of all');
  await lines(page).first().getByRole('button').focus();
  await page.keyboard.press('End');
  await expect(page.getByText(/^The newest [2-9]00 entries/)).toBeVisible();
  await page.keyboard.press('End');
  await expect(page.getByText(/^The newest [3-9]00 entries/)).toBeVisible();
  expect(await lines(page).count()).toBeLessThan(100);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-line]:focus')).toHaveAttribute('aria-expanded', 'true');
  const focused = await page.locator('[data-line]:focus').boundingBox();
  await signedIn.sql('UPDATE tenants SET key_limit = 11 WHERE id = 1');
  await signedIn.generate({ name: 'Newcomer' });
  signedIn.emit('store-changed', {});
  await expect(button(page, '1 new entry')).toBeVisible();
  expect(await page.locator('[data-line]:focus').boundingBox()).toEqual(focused);
  await button(page, '1 new entry').click();
  await expect(lines(page).first()).toContainText('Newcomer');
});

test('Verify log says that all is well, signs it, and Fingerprint shows what is signed', async ({
  signedIn,
  open,
  page,
}) => {
  await signedIn.generate({ name: 'ERP integration' });
  await open(LOG);
  await button(page, 'Verify log').click();
  const verify = dialog(page, 'Verify log');
  await expect(verify.getByText('Nothing was found to be wrong')).toBeVisible();
  await verify.getByRole('button', { name: 'Close' }).click();
  await expect(button(page, 'Verify log')).toBeFocused();
  await expect(button(page, '1 new entry')).toBeVisible();
  await button(page, 'Verify log').click();
  await expect(verify.getByText('Nothing is wrong with the log')).toBeVisible();
  await verify.getByRole('button', { name: 'Close' }).click();
  await button(page, 'Fingerprint').click();
  const fingerprint = dialog(page, 'Fingerprint of the activity log');
  await expect(fingerprint.getByRole('img', { name: 'QR code of the signed checkpoint' })).toBeVisible();
  const root = await fingerprint.getByRole('group', { name: 'Fingerprint' }).innerText();
  const { checkpoint } = await signedIn.api.activityLog.head(undefined);
  expect(root.replaceAll(/\s/g, '')).toBe(checkpoint?.root);
  await fingerprint.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(fingerprint.getByText('Copied')).toBeVisible();
});

test('Verify log names the entry that was changed and what to do, and the screen warns', async ({
  signedIn,
  open,
  page,
}) => {
  await signedIn.generate({ name: 'ERP integration' });
  await signedIn.sql(`UPDATE audit_entries SET body = replace(body, '"ada"', '"eve"') WHERE seq = 2`);
  await open(LOG);
  await button(page, 'Verify log').click();
  const verify = dialog(page, 'Verify log');
  await expect(verify.getByRole('alert')).toContainText('Entry 2 was changed after it was written.');
  await expect(verify.getByRole('alert')).toContainText('restore a backup');
  await verify.getByRole('button', { name: 'Close' }).click();
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('From entry 2 on');
});

test('Verify log can be cancelled, and says why it could not be done', async ({ signedIn, open, page }) => {
  await open(LOG);
  const go = signedIn.hold('activityLog.verify');
  await button(page, 'Verify log').click();
  await dialog(page, 'Verify log').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(signedIn.calls).toContain('activityLog.cancel');
  go();
  signedIn.substitute('activityLog.verify', refusal('Another program is writing.'));
  await button(page, 'Verify log').click();
  await expect(dialog(page, 'Verify log').getByText('Another program is writing.')).toBeVisible();
});

test('Export signed log saves a file; without a keychain it says that it is not signed', async ({
  signedIn,
  open,
  page,
}) => {
  await open(LOG);
  await button(page, 'Export signed log').click();
  await expect(page.getByText(/entries saved in .*Latchkey activity log .*\.jsonl\.$/)).toBeVisible();
  const [file = ''] = [...signedIn.savedFiles.values()];
  expect(file.trimEnd().split('\n').at(-1)).toContain('"checkpoint":"latchkey/');
  signedIn.keychain = { status: 'unavailable', cause: 'locked', reason: 'It is locked.' };
  await button(page, 'Export signed log').click();
  await expect(page.getByText('It is not signed, because the keychain')).toBeVisible();
});

test('a failing list keeps the filters and can be read again', async ({ signedIn, open, page }) => {
  signedIn.substitute('activityLog.list', refusal('The store is busy.'));
  await open(`${LOG}?what=session`);
  await expect(page.getByText('The store is busy.')).toBeVisible();
  signedIn.restore('activityLog.list');
  await button(page, 'Try again').click();
  await expect(lines(page).first()).toContainText('signed in');
  await expect(page).toHaveURL(/what=session/);
});

test('an auditor sees the tenant’s entries and none of another’s, without what is for all tenants', async ({
  signedIn,
  open,
  page,
}) => {
  const id = await addContoso(signedIn);
  await signedIn.api.tenants.open({ id });
  await signedIn.generate({ name: 'Contoso key' });
  await signedIn.api.tenants.open({ id: 1 });
  await person(signedIn, 'hugo', 'Auditor');
  await signInAs(signedIn, 'hugo');
  await open(LOG);
  await expect(lines(page).first()).toContainText('signed in');
  await expect(page.getByText('Contoso key')).toHaveCount(0);
  for (const name of ['Verify log', 'Export signed log', 'Fingerprint']) {
    await expect(button(page, name)).toHaveCount(0);
  }
  await expect(page.getByRole('checkbox', { name: 'All tenants' })).toHaveCount(0);
});

test('without View Activity it is not there', async ({ signedIn, open, page }) => {
  await withhold(signedIn, 'view-activity');
  await open(LOG);
  await expect(heading(page, 'You do not have the right permissions')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Activity log' })).toHaveCount(0);
});
