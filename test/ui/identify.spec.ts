import { generateKey, keyHint } from '../../src/core/keys/key-format.ts';
import { pasteInto, secretOf } from '../support/key-screens.ts';
import { everythingIn } from '../support/planted.ts';
import { button, expect, expectAccessible, field, heading, test } from '../support/ui-test.ts';

const IDENTIFY = '/identify';

test('a pasted key is named, revoked from there, and never stands in the page', async ({
  signedIn,
  open,
  page,
}) => {
  const { text } = await secretOf(signedIn, 'Payroll');
  await open(IDENTIFY);
  await expect(heading(page, 'Nothing identified yet')).toBeVisible();
  await pasteInto(field(page, 'Key'), `Authorization: Bearer ${text}\n`);
  const answer = page.getByRole('region', { name: 'Answer' });
  await expect(answer).toContainText('This is the current secret of “Payroll”.');
  await expect(answer).toContainText(keyHint(text));
  await expect(field(page, 'Key')).toHaveValue('');
  expect(await everythingIn(page)).not.toContain(text.slice(3, 20));
  await answer.getByRole('button', { name: 'Revoke', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(answer).toContainText('Something in Latchkey was changed since');
  await pasteInto(field(page, 'Key'), Buffer.from(text).toString('base64'));
  await expect(answer).toContainText('Revoked');
  await expect(answer).toContainText('Written asbase64');
  // Typed to its last character.
  await field(page, 'Key').pressSequentially(text);
  await expect(field(page, 'Key')).toHaveValue('');
  await expect(answer).not.toContainText('Written as');
});

test('what is no key of this store says why', async ({ signedIn, open, page }) => {
  await secretOf(signedIn, 'Payroll');
  await open(IDENTIFY);
  const answer = page.getByRole('region', { name: 'Answer' });
  await pasteInto(field(page, 'Key'), generateKey('other'));
  await expect(answer).toContainText('not one of this store');
  await field(page, 'Key').fill('lk_tooshort');
  await button(page, 'Identify').click();
  await expect(answer.getByRole('heading', { name: 'This is no key' })).toBeVisible();
  await expect(answer).toContainText('after the underscore there are 8 characters');
});

test('axe finds nothing serious', async ({ signedIn, open, page }) => {
  test.setTimeout(120_000);
  const { text } = await secretOf(signedIn, 'Payroll');
  await open(IDENTIFY);
  await pasteInto(field(page, 'Key'), `${text} ${generateKey('other')}`);
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText('Not a key of this store');
  await expectAccessible(page);
});
