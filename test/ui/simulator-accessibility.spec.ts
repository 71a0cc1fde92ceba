import { pasteInto, secretOf } from '../support/key-screens.ts';
import {
  keyBox,
  openFor,
  present,
  result,
  rotating,
  simulate,
  SIMULATOR,
  verdict,
} from '../support/simulator.ts';
import { expect, expectAccessible, field, fill, heading, test } from '../support/ui-test.ts';

test.describe('axe finds nothing serious in', () => {
  // It looks at each screen twice and in whole: seconds on an idle machine, many more on a busy one.
  test.describe.configure({ timeout: 120_000 });

  test('the form, its mistakes, a choice and both kinds of answer', async ({ signedIn, open, page }) => {
    const { id } = await rotating(signedIn);
    await open(SIMULATOR);
    await expect(heading(page, 'Nothing simulated yet')).toBeVisible();
    await expectAccessible(page);
    await fill(page, { Path: 'v1', 'Client address': '10.1', Time: 'tomorrow' });
    await simulate(page);
    await expect(page.getByText('Choose a key, or paste one.')).toBeVisible();
    await expectAccessible(page);
    await keyBox(page).click();
    await expect(page.getByRole('option', { name: /^ERP integration/ })).toBeVisible();
    await expectAccessible(page);
    await openFor(open, page, id);
    await simulate(page);
    await expect(verdict(page)).toHaveText('VALID');
    await expectAccessible(page);
    await fill(page, { Path: '/latchkey', Time: '2027-03-01 12:00' });
    await simulate(page);
    await expect(result(page)).toContainText('as it is today');
    await expectAccessible(page);
    await fill(page, { Path: '/v1' });
    await expect(result(page)).toContainText('before your changes');
    await expectAccessible(page);
  });

  test('a pasted key', async ({ signedIn, open, page }) => {
    const { text } = await secretOf(signedIn, 'ERP integration');
    await open(SIMULATOR);
    await present(page, 'Pasted secret');
    await pasteInto(field(page, 'Secret'), text);
    await expectAccessible(page);
  });
});
