import { accountKey, apiUser, dataGroup, person, rowOf, tab, WARNING } from '../support/account-page.ts';
import { dialog, refusal, wasUsed } from '../support/key-screens.ts';
import { button, expect, expectAccessible, field, heading, test } from '../support/ui-test.ts';

test.describe('axe finds nothing serious in', () => {
  // It looks at each screen twice and in whole: seconds on an idle machine, many more on a busy one.
  test.describe.configure({ timeout: 120_000 });

  test('an account’s page: reading, failing, missing, empty', async ({ signedIn: program, open, page }) => {
    const id = await apiUser(program);
    const answer = program.hold('accounts.get');
    await open(`/accounts/${id}`);
    await expect(page.getByRole('group', { name: 'Reading the account' })).toBeVisible();
    await expectAccessible(page);
    answer();
    await expect(page.getByText('No API keys yet')).toBeVisible();
    await expectAccessible(page);
    await tab(page, 'Data access').click();
    await expectAccessible(page);
    program.substitute('accounts.get', refusal('Another program is writing.'));
    await page.reload();
    await expect(button(page, 'Try again')).toBeVisible();
    await expectAccessible(page);
    program.restore('accounts.get');
    await open('/accounts/77');
    await expect(heading(page, 'There is no such account')).toBeVisible();
    await expectAccessible(page);
  });

  test('the tabs with keys in every state, the warning, and groups', async ({
    signedIn: program,
    open,
    page,
  }) => {
    const id = await apiUser(program);
    const key = await accountKey(program, id, 'ERP', { description: 'Nightly import' });
    await wasUsed(program, key, '10.1.2.3');
    await program.api.keys.revoke({ id: await accountKey(program, id, 'Paused'), how: 'until-reinstated' });
    await program.api.keys.revoke({ id: await accountKey(program, id, 'Old'), how: 'permanent' });
    const rotating = await accountKey(program, id, 'Rotating');
    const { secret } = await program.api.keys.rotate({ id: rotating, overlap: '24-hours' });
    await program.api.secrets.release({ id: secret.id, loseIt: true });
    await open(`/accounts/${id}`);
    await expect(page.getByText(WARNING)).toBeVisible();
    await expect(rowOf(page, 'Rotating')).toContainText('Old key ends in 1 day');
    await expectAccessible(page);
    await rowOf(page, 'ERP').getByRole('button', { name: 'More actions' }).click();
    await expect(page.getByRole('menuitem', { name: 'View details' })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await dataGroup(program, 'Germany', ['DE01', 'DE02'], id);
    await program.api.accounts.disable({ id });
    program.emit('store-changed', {});
    await tab(page, 'Data access').click();
    await expect(rowOf(page, 'Germany')).toBeVisible();
    await expectAccessible(page);
  });

  test('the windows over it', async ({ signedIn: program, open, page }) => {
    const id = await apiUser(program);
    await dataGroup(program, 'Germany', ['DE01', 'DE02'], id);
    await dataGroup(program, 'France', ['FR01']);
    await open(`/accounts/${id}`);
    await button(page, 'Generate key').click();
    await field(page, 'Name').fill('x');
    await field(page, 'Validity days').fill('0');
    await page.getByRole('radio', { name: 'Only selected API sets' }).check();
    await button(page, 'More').click();
    await button(page, 'Submit').click();
    await expect(page.getByText('Name must have at least 2 characters.')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(dialog(page, 'Discard this key?')).toBeVisible();
    await expectAccessible(page);
    await button(page, 'Discard').click();
    await tab(page, 'Data access').click();
    await button(page, 'Add to group').click();
    await page.getByRole('combobox', { name: 'Data access group' }).click();
    await expect(page.getByRole('option', { name: 'France' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('option', { name: 'France' }).click();
    await expectAccessible(page);
    await button(page, 'Cancel').click();
    await button(page, 'Remove from group').click();
    await expect(dialog(page, 'Remove from group')).toBeVisible();
    await expectAccessible(page);
  });

  test('rotating an account’s key, a person’s page and a key without data', async ({
    signedIn: program,
    open,
    page,
  }) => {
    const id = await apiUser(program);
    const key = await accountKey(program, id, 'ERP');
    await open(`/tenant-api-keys/${key}`);
    await expect(page.getByText(WARNING)).toBeVisible();
    await expectAccessible(page);
    await button(page, 'Rotate').click();
    await field(page, 'Validity days').fill('0');
    await dialog(page, 'Rotate API Key').getByRole('button', { name: 'Rotate' }).click();
    await expect(page.getByText('Type a whole number of days')).toBeVisible();
    await expectAccessible(page);
    await button(page, 'Cancel').click();
    await open(`/accounts/${await person(program, 'bob')}`);
    await tab(page, 'Api keys').click();
    await expect(page.getByText('Only bob can generate keys')).toBeVisible();
    await expectAccessible(page);
  });
});
