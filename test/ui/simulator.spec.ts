import { BUSY } from '../support/access.ts';
import { noonIn } from '../support/days.ts';
import { choose, erp, HOUR } from '../support/key-screens.ts';
import { addAccount } from '../support/settings-screens.ts';
import {
  keyBox,
  openFor,
  present,
  result,
  rotating,
  simulate,
  SIMULATOR,
  steps,
  verdict,
} from '../support/simulator.ts';
import { button, expect, field, fill, heading, test } from '../support/ui-test.ts';

test('a key is found, a request described, and every step answered', async ({ signedIn, open, page }) => {
  await signedIn.generate({ name: 'Another' });
  await erp(signedIn, { allowlist: '10.0.0.0/8' });
  await open();
  await page.getByRole('link', { name: 'Access simulator' }).click();
  await expect(page).toHaveTitle('Access simulator – Latchkey');
  await expect(heading(page, 'Access simulator')).toBeFocused();
  await expect(heading(page, 'Nothing simulated yet')).toBeVisible();
  await keyBox(page).fill('nightly');
  await page.getByRole('option', { name: /^ERP integration/ }).click();
  await fill(page, { 'Client address': '10.1.2.3', Path: 'POST /v1/orders/7' });
  await expect(field(page, 'Method')).toHaveValue('POST');
  await expect(field(page, 'Path')).toHaveValue('/v1/orders/7');
  const needed = page.getByRole('combobox', { name: 'Required permissions' });
  await needed.fill('orders:read');
  await needed.press('Enter');
  await needed.press('Escape');
  await field(page, 'Path').press('Enter');
  await expect(verdict(page)).toHaveText('VALID');
  await expect(result(page)).toContainText('HTTP 200The key is valid.');
  await expect(result(page)).toContainText('POST /v1/orders/7 from 10.1.2.3, needing orders:read');
  await expect(steps(page)).toHaveCount(12);
  for (const step of await steps(page).all()) await expect(step).toContainText('Passed');
  await expect(steps(page).nth(8)).toContainText('10.1.2.3 is on the allowlist.');
  await expect(result(page).getByRole('definition').nth(1)).toContainText('orders:read');
  await expect(result(page).getByRole('definition').nth(2)).toHaveText('Not limited: a key of the tenant');
  await expect(result(page).getByRole('definition').nth(3)).toHaveText('Never');
  await expect(
    page.getByRole('status').filter({ hasText: 'VALID, HTTP 200. The key is valid.' }),
  ).toHaveCount(1);
  await result(page).getByRole('link', { name: 'ERP integration' }).click();
  await expect(heading(page, 'ERP integration')).toBeVisible();
});

test('a refusal says which step, why, and what was not looked at; a change of the form ends its worth', async ({
  signedIn,
  open,
  page,
}) => {
  await openFor(open, page, await erp(signedIn, { allowlist: '10.0.0.0/8' }));
  await fill(page, { 'Client address': '192.0.2.1' });
  await simulate(page);
  await expect(verdict(page)).toHaveText('IP_NOT_ALLOWED');
  await expect(result(page)).toContainText('HTTP 403');
  await expect(steps(page).nth(7)).toContainText('Passed');
  await expect(steps(page).nth(8)).toContainText('Refused');
  await expect(steps(page).nth(8)).toContainText('192.0.2.1 is not on the allowlist.');
  await expect(steps(page).nth(9)).toContainText('Not reached');
  await expect(heading(page, 'What the key hands on')).toHaveCount(0);
  const outdated = result(page).getByText('This answers the question before your changes.');
  await expect(outdated).toHaveCount(0);
  await fill(page, { 'Client address': '10.0.0.1' });
  await expect(outdated).toBeVisible();
  await expect(verdict(page)).toHaveText('IP_NOT_ALLOWED');
  await simulate(page);
  await expect(verdict(page)).toHaveText('VALID');
  await expect(outdated).toHaveCount(0);
});

test('what another program changes is in the next answer, and the one before is marked', async ({
  signedIn,
  open,
  page,
}) => {
  const id = await erp(signedIn);
  await openFor(open, page, id);
  await simulate(page);
  await expect(verdict(page)).toHaveText('VALID');
  await signedIn.sql(`UPDATE keys SET revocation = 'until-reinstated', revoked_at = 1 WHERE id = ?`, id);
  await expect(result(page).getByText('Something in Latchkey was changed since.')).toBeVisible();
  await simulate(page);
  await expect(verdict(page)).toHaveText('REVOKED');
  await expect(result(page).getByText('Something in Latchkey was changed since.')).toHaveCount(0);
});

test('another time is judged by the key of today, and the screen says so', async ({
  signedIn,
  open,
  page,
}) => {
  const expiresAt = noonIn(40);
  await openFor(open, page, await erp(signedIn, { expiresAt }));
  const note = result(page).getByText('everything else as it is today');
  await simulate(page);
  await expect(verdict(page)).toHaveText('VALID');
  await expect(note).toHaveCount(0);
  await fill(page, { Time: new Date(expiresAt - 1).toISOString() });
  await expect(page.getByText('(in 40 days)')).toBeVisible();
  await simulate(page);
  await expect(verdict(page)).toHaveText('VALID');
  await expect(note).toBeVisible();
  await fill(page, { Time: String(expiresAt) });
  await simulate(page);
  await expect(verdict(page)).toHaveText('EXPIRED');
  await expect(steps(page).nth(6).getByRole('time')).toHaveAttribute(
    'datetime',
    new Date(expiresAt).toISOString(),
  );
  await expect(steps(page).nth(6)).toContainText('The key expired at');
});

test('while two secrets work, either can be asked about', async ({ signedIn, open, page }) => {
  const { id } = await rotating(signedIn);
  await openFor(open, page, id);
  await simulate(page);
  await expect(steps(page).nth(4)).toContainText('This is the key’s current secret.');
  const secret = page.getByRole('radiogroup', { name: 'Secret' });
  await secret.getByText('Previous secret').click();
  await simulate(page);
  await expect(verdict(page)).toHaveText('VALID');
  await expect(steps(page).nth(4)).toContainText('This is the key’s previous secret, which works until');
  await fill(page, { Time: String(Date.now() + HOUR) });
  await simulate(page);
  await expect(verdict(page)).toHaveText('ROTATED');
  await secret.getByText('Current secret').click();
  await simulate(page);
  await expect(verdict(page)).toHaveText('VALID');
});

test('a key with rate limits is judged without them, and the last step says so', async ({
  signedIn,
  open,
  page,
}) => {
  const id = await erp(signedIn);
  await signedIn.sql(`UPDATE keys SET policy = replace(policy, '|all|||||', '|all||||10/s|')`);
  await openFor(open, page, id);
  await simulate(page);
  await expect(verdict(page)).toHaveText('VALID');
  await expect(steps(page)).toHaveCount(13);
  await expect(steps(page).last()).toContainText('Not simulated');
  await expect(steps(page).last()).toContainText('10 a second');
});

test('no key is a question too', async ({ signedIn: _, open, page }) => {
  await open(SIMULATOR);
  await present(page, 'No key');
  await simulate(page);
  await expect(verdict(page)).toHaveText('MISSING');
  await expect(steps(page).first()).toContainText('No key was presented.');
});

test('what cannot be asked is said at its field, and nothing typed is lost', async ({
  signedIn,
  open,
  page,
}) => {
  const id = await erp(signedIn);
  await open(SIMULATOR);
  await fill(page, { Path: 'v1', 'Client address': '10.1', Time: 'tomorrow' });
  await simulate(page);
  await expect(page.getByText('Choose a key, or paste one.')).toBeVisible();
  await expect(keyBox(page)).toBeFocused();
  await expect(page.getByText('The path must begin with “/”')).toBeVisible();
  await expect(page.getByText('“10.1” is not an IP address.')).toBeVisible();
  await expect(page.getByText('This is not a time.')).toBeVisible();
  expect(signedIn.calls).not.toContain('verification.explain');
  await choose(page, 'Key', 'ERP integration');
  await fill(page, { Path: '/v1', 'Client address': '10.1.2.3', Time: '' });
  await page.getByRole('combobox', { name: 'Required permissions' }).fill('orders');
  await simulate(page);
  await expect(page.getByText('“orders” is no permission.')).toBeVisible();
  await page.getByRole('combobox', { name: 'Required permissions' }).press('Backspace');
  signedIn.substitute('verification.explain', () => BUSY);
  await simulate(page);
  await expect(page.getByText(BUSY.message)).toBeVisible();
  await expect(field(page, 'Client address')).toHaveValue('10.1.2.3');
  // What only the core finds out is said at its field as well.
  signedIn.substitute('verification.explain', () => ({
    ok: false,
    code: 'INVALID_INPUT',
    message: 'Not this path.',
    field: 'operation.path',
  }));
  await simulate(page);
  await expect(field(page, 'Path')).toBeFocused();
  await expect(page.getByText('Not this path.')).toBeVisible();
  signedIn.restore('verification.explain');
  await simulate(page);
  await expect(verdict(page)).toHaveText('VALID');
  expect(id).toBe(1);
});

test('the details of a key lead here, with the key chosen', async ({ signedIn, open, page }) => {
  const id = await erp(signedIn);
  await open(`/tenant-api-keys/${id}`);
  await button(page, 'More actions').click();
  await page.getByRole('menuitem', { name: 'Simulate access' }).click();
  await expect(heading(page, 'Access simulator')).toBeFocused();
  await expect(keyBox(page)).toHaveValue('ERP integration');
  await expect(page.getByRole('link', { name: 'Access simulator' })).toHaveAttribute('aria-current', 'page');
  await page.reload();
  await expect(keyBox(page)).toHaveValue('ERP integration');
  await open(`${SIMULATOR}/4711`);
  await expect(page.getByText('There is no such key. Choose another one.')).toBeVisible();
});

test('by the keyboard alone', async ({ signedIn, open, page }) => {
  await erp(signedIn);
  await open(SIMULATOR);
  await expect(keyBox(page)).toHaveAttribute('placeholder', 'Search keys, or paste one');
  await keyBox(page).focus();
  await page.keyboard.type('erp');
  await expect(page.getByRole('option', { name: /^ERP integration/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(keyBox(page)).toHaveValue('ERP integration');
  await page.keyboard.press('Tab');
  await expect(field(page, 'Method')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.type('/v1/orders');
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toHaveText('VALID');
  await expect(field(page, 'Path')).toBeFocused();
});

test('the palette leads here; without the authority nothing does', async ({ signedIn, open, page }) => {
  await open();
  await button(page, 'Search everything').click();
  await page.getByRole('combobox', { name: 'Search everything' }).fill('simul');
  await page.getByRole('option', { name: /^Access simulator/ }).click();
  await expect(heading(page, 'Access simulator')).toBeVisible();
  await signedIn.sql(`DELETE FROM role_authorities WHERE authority = 'view'`);
  await page.reload();
  await expect(heading(page, 'You do not have the right permissions')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Access simulator' })).toHaveCount(0);
});

test('an auditor may ask', async ({ signedIn, open, page }) => {
  const id = await erp(signedIn);
  await signedIn.sql(`UPDATE account_roles SET role_id = (SELECT id FROM roles WHERE built_in = 'auditor')`);
  await openFor(open, page, id);
  await simulate(page);
  await expect(verdict(page)).toHaveText('VALID');
});

test('a key of an account hands on its data scopes, and none while it is disabled', async ({
  signedIn,
  open,
  page,
}) => {
  const id = await erp(signedIn);
  const bot = await addAccount(signedIn, 'erp-bot', { apiOnly: true });
  const group = { name: 'Europe', description: '', scopes: ['DE-01', 'FR-02'] };
  const { id: groupId } = await signedIn.api.dataAccess.create(group);
  await signedIn.api.dataAccess.addMembers({ id: groupId, accountIds: [bot] });
  await signedIn.sql('UPDATE keys SET owner_account_id = ?', bot);
  await openFor(open, page, id);
  await simulate(page);
  await expect(result(page)).toContainText('owned by erp-bot');
  await expect(result(page).getByRole('definition').nth(2)).toHaveText('DE-01, FR-02');
  await signedIn.api.accounts.disable({ id: bot });
  await simulate(page);
  await expect(verdict(page)).toHaveText('OWNER_DISABLED');
});
