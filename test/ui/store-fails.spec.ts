import Sqlite from 'better-sqlite3';
import { button, expect, field, fill, test } from '../support/ui-test.ts';

test('a store that fails under a save loses nothing of what was typed, and takes it at the next try', async ({
  signedIn: program,
  open,
  page,
}) => {
  await open('/roles/new');
  const typed = { Name: 'Night shift', Description: 'Those who are here when nobody else is' };
  await fill(page, typed);
  await field(page, 'View').check();
  // Another program is in the middle of a change, and stays there for longer than Latchkey waits.
  const other = new Sqlite(program.storePath);
  other.exec('BEGIN IMMEDIATE');
  await button(page, 'Create').click();
  await expect(page.getByRole('alert').filter({ hasText: 'Another program is writing' })).toBeVisible({
    timeout: 15_000,
  });
  for (const [label, text] of Object.entries(typed)) await expect(field(page, label)).toHaveValue(text);
  await expect(field(page, 'View')).toBeChecked();
  other.exec('COMMIT');
  other.close();
  await button(page, 'Create').click();
  await expect(page.getByText('“Night shift” was created')).toBeVisible();
  const roles = await program.api.roles.list(undefined);
  expect(roles.find(({ name }) => name === typed.Name)).toMatchObject({ description: typed.Description });
});
