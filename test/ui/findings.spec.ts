import type { Locator, Page } from '@playwright/test';
import { FINDING_SUBJECTS } from '../../src/shared/finding-rules.ts';
import { person } from '../support/accounts.ts';
import { BUSY } from '../support/access.ts';
import { noonIn } from '../support/days.ts';
import { DAY, dialog, keyId } from '../support/key-screens.ts';
import { addAccount, addGroup, withhold } from '../support/settings-screens.ts';
import type { UiProgram } from '../support/ui-program.ts';
import { button, expect, field, fill, heading, test } from '../support/ui-test.ts';

const FINDINGS = '/findings';
const rule = (page: Page, title: string): Locator => page.getByRole('region', { name: title, exact: true });
const rows = (page: Page, title: string): Locator => rule(page, title).getByRole('listitem');
const severity = (page: Page, name: RegExp): Locator => page.getByRole('radio', { name });

/** The thread that looks at everything is started by the first question, late on a busy machine. */
const looked = (page: Page) => expect(page.getByText(/Looked at \d/)).toBeVisible({ timeout: 15_000 });

/** A key against which only its missing allowlist can be said; the log’s signature is not of this test. */
async function plain(program: UiProgram, ...names: readonly string[]): Promise<void> {
  const groups = await program.api.authorizationGroups.list(undefined);
  const sets = await program.api.apiSets.list(undefined);
  const group = groups.find(({ name }) => name === 'Read only');
  for (const name of names) {
    await program.generate({
      name,
      authorizationGroupId: group?.id ?? 0,
      expiresAt: Date.now() + 60 * DAY,
      apiAccess: 'selected',
      apiSetIds: sets.slice(0, 1).map(({ id }) => id),
    });
  }
  await unsignedAside(program);
}

const unsignedAside = (program: UiProgram) =>
  program.api.findings.dismiss({
    rule: 'unsigned-log',
    subjectId: FINDING_SUBJECTS.log,
    reason: 'No keychain here',
    until: Date.now() + DAY,
  });

test('findings stand under Audit with severity, reason and keys, and go with what mends them', async ({
  signedIn,
  open,
  page,
}) => {
  await plain(signedIn, 'Payroll', 'Webshop');
  await open();
  await page.getByRole('link', { name: 'Findings' }).click();
  await expect(page).toHaveTitle('Findings – Latchkey');
  await expect(heading(page, 'Findings')).toBeFocused();
  await looked(page);
  await expect(rule(page, 'No IP allowlist')).toContainText(
    'LowNo IP allowlist2 keysThe key works from any address',
  );
  await expect(rows(page, 'No IP allowlist')).toHaveText([/^Payrolllk_/, /^Webshoplk_/]);
  await button(page, 'Set allowlist: Payroll').click();
  await expect(field(page, 'IP Allowlist')).toBeFocused();
  await page.keyboard.type('10.1.2.3');
  await button(page, 'Save').click();
  await expect(rows(page, 'No IP allowlist')).toHaveText([/^Webshop/]);
  // What had the focus has gone; the rest of the rule is next to it.
  await expect(heading(page, 'No IP allowlist')).toBeFocused();
  await button(page, 'Set allowlist: Webshop').click();
  await fill(page, { 'IP Allowlist': '10.1.2.3' });
  await button(page, 'Save').click();
  await expect(heading(page, 'Nothing to mend')).toBeVisible();
  await expect(heading(page, 'Findings')).toBeFocused();
});

test('a key is rotated, revoked and removed from here', async ({ signedIn, open, page }) => {
  await plain(signedIn, 'Known', 'Idle', 'Ended');
  const ben = await person(signedIn, 'ben');
  const now = Date.now();
  await signedIn.sql(`UPDATE keys SET allowlist = '10.1.2.3', created_at = ?`, noonIn(-40));
  await signedIn.sql(`UPDATE keys SET last_used_at = ?, created_by = ? WHERE name = 'Known'`, now, ben.id);
  await signedIn.sql(`UPDATE keys SET expires_at = ? WHERE name = 'Ended'`, noonIn(-2));
  await signedIn.api.accounts.disable({ id: ben.id });
  await open(FINDINGS);
  await looked(page);
  await expect(rows(page, 'Created by a disabled administrator')).toContainText([
    'Known to ben, who was shut out now',
  ]);
  await expect(rows(page, 'Never used')).toHaveText([/^Idle.*Made 40 days ago/]);
  await expect(rows(page, 'Expired but not removed')).toHaveText([/^Ended.*Expired 2 days ago/]);

  await button(page, 'Rotate: Known').click();
  await dialog(page, 'Rotate API Key').getByRole('button', { name: 'Rotate' }).click();
  await button(page, 'Copy to clipboard').click();
  await button(page, 'Close').click();
  await expect(rule(page, 'Created by a disabled administrator')).toHaveCount(0);
  await button(page, 'Revoke: Idle').click();
  await dialog(page, 'Revoke API Key').getByRole('button', { name: 'Revoke' }).click();
  await expect(rule(page, 'Never used')).toHaveCount(0);
  await button(page, 'Remove: Ended').click();
  await dialog(page, 'Remove API Key').getByRole('button', { name: 'Continue' }).click();
  await expect(heading(page, 'Nothing to mend')).toBeVisible();
});

test('an account that reaches no data is added to a group', async ({ signedIn, open, page }) => {
  const shop = await addAccount(signedIn, 'shop', { apiOnly: true });
  await addGroup(signedIn, 'UK', { scopes: ['gb'] });
  await signedIn.generate({ name: 'Shop', ownerAccountId: shop, authorizationGroupId: null });
  await open(`${FINDINGS}?rule=no-data-group`);
  await looked(page);
  await expect(rows(page, 'In no data access group')).toHaveText([/^shop1 key/]);
  await button(page, 'Add to group: shop').click();
  await page.getByRole('combobox', { name: 'Data access group' }).click();
  await page.getByRole('option', { name: /^UK/ }).click();
  await dialog(page, 'Add to group').getByRole('button', { name: 'Add' }).click();
  await expect(page.getByText('“In no data access group” finds nothing.')).toBeVisible();
  await button(page, 'Show all findings').click();
  await expect(rule(page, 'No expiry')).toBeVisible();
});

test('the permissions and API sets of a key are where its form begins', async ({ signedIn, open, page }) => {
  await signedIn.generate({ name: 'Payroll' });
  await open(FINDINGS);
  await looked(page);
  await button(page, 'Limit permissions: Payroll').click();
  await expect(button(page, 'View permissions')).toBeFocused();
  await button(page, 'Cancel').click();
  await expect(button(page, 'Limit permissions: Payroll')).toBeFocused();
  await button(page, 'Choose API sets: Payroll').click();
  await expect(page.getByRole('radio', { name: 'Only selected API sets' })).toBeFocused();
});

test('a finding is dismissed with a reason until a day, and brought back', async ({
  signedIn,
  open,
  page,
}) => {
  await plain(signedIn, 'Payroll', 'Webshop');
  await open(FINDINGS);
  await looked(page);
  await button(page, 'Dismiss: Payroll').click();
  const question = dialog(page, 'Dismiss finding');
  await expect(field(page, 'Reason')).toBeFocused();
  await fill(page, { Until: '2020-01-01' });
  await question.getByRole('button', { name: 'Dismiss' }).click();
  await expect(question).toContainText('Reason is required.');
  await expect(question).toContainText('The date has passed.');
  await fill(page, { Reason: 'Only the batch job uses it' });
  await question.getByRole('button', { name: '30 days' }).click();
  signedIn.substitute('findings.dismiss', () => BUSY);
  await question.getByRole('button', { name: 'Dismiss' }).click();
  await expect(question).toContainText('Another program is writing.');
  await expect(field(page, 'Reason')).toHaveValue('Only the batch job uses it');
  signedIn.restore('findings.dismiss');
  await question.getByRole('button', { name: 'Dismiss' }).click();
  await expect(rows(page, 'No IP allowlist')).toHaveText([/^Webshop/]);

  await button(page, 'Dismissed (2)').click();
  const dismissed = page.getByRole('list', { name: 'Dismissed findings' }).getByRole('listitem');
  await expect(dismissed.first()).toHaveText(
    /^PayrollNo IP allowlistOnly the batch job uses itUntil .*, by ada/,
  );
  await button(page, 'Bring back: No IP allowlist of Payroll').click();
  await expect(rows(page, 'No IP allowlist')).toHaveText([/^Payroll/, /^Webshop/]);
  await expect(dismissed).toHaveText([/^Activity log/]);
  await expect(heading(page, 'Findings')).toBeFocused();
});

test('rules are switched off and on', async ({ signedIn, open, page }) => {
  await plain(signedIn, 'Payroll');
  await open(FINDINGS);
  await looked(page);
  await expect(rule(page, 'No IP allowlist')).toBeVisible();
  await button(page, 'Rules').click();
  const one = dialog(page, 'Rules').getByRole('switch', { name: 'No IP allowlist' });
  await expect(dialog(page, 'Rules').getByRole('switch')).toHaveCount(22);
  await one.click({ force: true });
  await expect(one).not.toBeChecked();
  await page.keyboard.press('Escape');
  await expect(button(page, 'Rules')).toBeFocused();
  await expect(heading(page, 'Nothing to mend')).toBeVisible();
  await expect(page.getByText('1 rule is switched off')).toBeVisible();
  await button(page, 'Rules').click();
  await one.click({ force: true });
  await expect(one).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(rule(page, 'No IP allowlist')).toBeVisible();
});

test('severity and rule stand in the address', async ({ signedIn, open, page }) => {
  await signedIn.generate({ name: 'Payroll' });
  await open(`${FINDINGS}?severity=high`);
  await looked(page);
  await expect(severity(page, /^High 1$/)).toBeChecked();
  await expect(page.getByRole('region')).toHaveText([/^HighBroad permissions/]);
  await expect(page.getByRole('link', { name: 'Findings' })).toHaveAttribute('aria-current', 'page');
  await page.getByText('Low 2', { exact: true }).click();
  await expect(page.getByRole('region')).toHaveText([/^LowNo IP allowlist/, /^LowAll API sets/]);
  expect(new URL(page.url()).hash).toBe('#/findings?severity=low');
  await expect(severity(page, /^Low/)).toBeFocused();
  await page.getByRole('combobox', { name: 'Rule' }).click();
  await page.getByRole('option', { name: 'No expiry' }).click();
  expect(new URL(page.url()).hash).toBe('#/findings?rule=no-expiry');
  await page.reload();
  await looked(page);
  await expect(page.getByRole('region')).toHaveText([/^MediumNo expiry/]);
  await open(`${FINDINGS}?severity=grave&rule=none`);
  await looked(page);
  await expect(page.getByRole('region')).toHaveCount(5);
});

test('of many the first are shown, and the rest page by page', async ({ signedIn, open, page }) => {
  await plain(signedIn, ...Array.from({ length: 8 }, (_, index) => `Key ${index}`));
  await open(FINDINGS);
  await looked(page);
  await expect(rows(page, 'No IP allowlist')).toHaveCount(5);
  await button(page, 'Show all 8').click();
  await expect(rows(page, 'No IP allowlist')).toHaveCount(8);
  await button(page, 'Set allowlist: Key 7').click();
  await fill(page, { 'IP Allowlist': '10.1.2.3' });
  await button(page, 'Save').click();
  await expect(rows(page, 'No IP allowlist')).toHaveCount(7);
  await expect(rule(page, 'No IP allowlist')).toContainText('7 keys');
  await button(page, 'Show fewer').click();
  await expect(rows(page, 'No IP allowlist')).toHaveCount(5);
});

test('what another program changes is looked at anew, and a failure can be tried again', async ({
  signedIn,
  open,
  page,
}) => {
  await plain(signedIn, 'Payroll');
  signedIn.substitute('findings.summary', () => BUSY);
  await open(FINDINGS);
  await expect(page.getByText('Another program is writing.')).toBeVisible();
  signedIn.restore('findings.summary');
  await button(page, 'Try again').click();
  await looked(page);
  await expect(rows(page, 'No IP allowlist')).toHaveText([/^Payroll/]);
  await signedIn.sql(`UPDATE keys SET allowlist = '0.0.0.0/1'`);
  signedIn.emit('store-changed', {});
  await expect(rows(page, 'Wide allowlist')).toContainText(['Admits 0.0.0.0/1']);
  const id = await keyId(signedIn, 'Payroll');
  await page.getByRole('link', { name: 'Payroll' }).click();
  await expect(heading(page, 'Payroll')).toBeVisible();
  expect(page.url()).toContain(`/tenant-api-keys/${id}`);
});

test('who only looks sees findings and no buttons, and who may not look is told so', async ({
  signedIn,
  open,
  page,
}) => {
  await plain(signedIn, 'Payroll');
  for (const authority of ['manage-settings', 'manage-tenant-api-keys', 'manage-user-api-key'] as const) {
    await withhold(signedIn, authority);
  }
  await open(FINDINGS);
  await looked(page);
  await expect(rows(page, 'No IP allowlist')).toHaveText([/^Payroll/]);
  await expect(rows(page, 'No IP allowlist').getByRole('button')).toHaveCount(0);
  await button(page, 'Rules').click();
  await expect(dialog(page, 'Rules')).toContainText('you need the authority Manage Settings');
  await expect(dialog(page, 'Rules').getByRole('switch', { name: 'Never used' })).toBeDisabled();
  await withhold(signedIn, 'view');
  await page.reload();
  await expect(heading(page, 'You do not have the right permissions')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Findings' })).toHaveCount(0);
});
