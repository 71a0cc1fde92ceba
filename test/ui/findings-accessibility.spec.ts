import { FINDING_SUBJECTS } from '../../src/shared/finding-rules.ts';
import { DAY } from '../support/key-screens.ts';
import { button, expect, expectAccessible, heading, test } from '../support/ui-test.ts';

test.describe('axe finds nothing serious in', () => {
  // It looks at each screen twice and in whole: seconds on an idle machine, many more on a busy one.
  test.describe.configure({ timeout: 120_000 });

  test('findings, their windows, what was dismissed, and nothing to mend', async ({
    signedIn,
    open,
    page,
  }) => {
    await signedIn.generate({ name: 'Payroll' });
    await signedIn.api.findings.dismiss({
      rule: 'unsigned-log',
      subjectId: FINDING_SUBJECTS.log,
      reason: 'No keychain here',
      until: Date.now() + DAY,
    });
    await signedIn.sql('UPDATE keys SET created_at = ?', Date.now() - 40 * DAY);
    await open('/findings');
    // The thread that looks is started by this question, late on a busy machine.
    await expect(page.getByText(/Looked at \d/)).toBeVisible({ timeout: 15_000 });
    await button(page, 'Dismissed (1)').click();
    await expect(page.getByRole('list', { name: 'Dismissed findings' }).getByRole('listitem')).toHaveCount(1);
    await expectAccessible(page);
    await button(page, 'More actions: Payroll').click();
    await page.getByRole('menuitem', { name: 'Dismiss' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Dismiss' }).click();
    await expect(page.getByText('Reason is required.')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await button(page, 'Rules').click();
    await expect(page.getByRole('switch').first()).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await signedIn.sql("UPDATE keys SET revocation = 'permanent', revoked_at = 1");
    await button(page, 'Look again').click();
    await expect(heading(page, 'Nothing to mend')).toBeVisible();
    await expectAccessible(page);
  });
});
