import type { Page } from '@playwright/test';
import { expectCounted } from '../support/key-screens.ts';
import { button, expect, field, heading, test } from '../support/ui-test.ts';

const active = (page: Page) => page.locator('tr[data-active]');
const selected = (page: Page) => page.getByRole('toolbar', { name: 'Selected keys' });

test.beforeEach(async ({ signedIn, open, page }) => {
  await signedIn.putKeys(300);
  await open();
  await expectCounted(page, '300 keys');
  await page.getByRole('grid').focus();
});

test('arrows, pages and ends move through all rows, drawn or not', async ({ page }) => {
  const { keyboard } = page;
  const is = async (name: string) => {
    await expect(active(page).getByRole('rowheader')).toHaveText(name);
    await expect(active(page)).toBeInViewport({ ratio: 0.9 });
    const id = await page.getByRole('grid').getAttribute('aria-activedescendant');
    expect(await active(page).getAttribute('id')).toBe(id);
  };
  await is('Key 000300');
  await keyboard.press('ArrowDown');
  await is('Key 000299');
  await keyboard.press('ArrowUp');
  await keyboard.press('ArrowUp');
  await is('Key 000300');
  await keyboard.press('End');
  await is('Key 000001');
  await keyboard.press('PageUp');
  expect(Number(await active(page).getAttribute('data-index'))).toBeLessThan(297);
  expect(Number(await active(page).getAttribute('data-index'))).toBeGreaterThan(285);
  await keyboard.press('Home');
  await is('Key 000300');
  await expect(page.getByRole('grid')).toBeFocused();
});

test('Enter views details, F2 edits, Delete removes, Shift+F10 has the rest', async ({ page }) => {
  const { keyboard } = page;
  await keyboard.press('ArrowDown');
  await keyboard.press('F2');
  await expect(page.getByRole('dialog', { name: 'Edit API Key' })).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('grid')).toBeFocused();
  await keyboard.press('Delete');
  await expect(page.getByRole('dialog', { name: 'Remove API Key' })).toContainText('Key 000299');
  await keyboard.press('Escape');
  await expect(page.getByRole('grid')).toBeFocused();
  await keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: 'View details' })).toBeFocused();
  await keyboard.press('Escape');
  await expect(page.getByRole('grid')).toBeFocused();
  await keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => window.location.hash)).toBe('#/tenant-api-keys/299');
});

test('Shift+F10 opens the menu in sight also where the rows are wider than the window', async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 600 });
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: 'View details' })).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('menuitem', { name: 'View details' })).toBeFocused();
});

test('Tab goes into the active row alone, and on out of the table', async ({ page }) => {
  const { keyboard } = page;
  await page.getByRole('columnheader', { name: 'Created' }).getByRole('button').focus();
  const names: string[] = [];
  for (let step = 0; step < 8; step += 1) {
    await keyboard.press('Tab');
    names.push(
      await page.evaluate(() => {
        const at = document.activeElement;
        return at?.getAttribute('aria-label') ?? at?.tagName.toLowerCase() ?? '';
      }),
    );
  }
  expect(names).toEqual([
    'Select Key 000300',
    'a',
    'time',
    'Edit',
    'Rotate',
    'Revoke',
    'More actions',
    'body',
  ]);
});

test('a focused button keeps its row while the list is scrolled far away', async ({ page }) => {
  const edit = page.getByRole('row').filter({ hasText: 'Key 000299' }).getByRole('button', { name: 'Edit' });
  await page.keyboard.press('ArrowDown');
  await edit.focus();
  await page.getByRole('region', { name: 'API keys' }).evaluate((box) => box.scrollTo(0, box.scrollHeight));
  await expect(page.getByRole('rowheader', { name: 'Key 000001' })).toBeVisible();
  await expect(edit).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(active(page).getByRole('rowheader')).toHaveText('Key 000298');
  await expect(active(page)).toBeInViewport();
});

test('Space, Shift with arrows, Ctrl+A and Escape select', async ({ page }) => {
  const { keyboard } = page;
  await keyboard.press('Space');
  await expect(selected(page)).toContainText('1 selected');
  await keyboard.press('ArrowDown');
  await keyboard.press('Shift+ArrowDown');
  await expect(selected(page)).toContainText('3 selected');
  await keyboard.press('Space');
  await expect(selected(page)).toContainText('2 selected');
  await keyboard.press('Control+a');
  await expect(selected(page)).toContainText('300 selected');
  await keyboard.press('Space');
  await expect(selected(page)).toContainText('299 selected');
  await keyboard.press('Escape');
  await expect(selected(page)).toHaveCount(0);
  await field(page, 'Search keys').fill('Key 0002');
  await expect(page.getByText('100 of 300 keys')).toBeVisible();
  await keyboard.press('Control+a');
  await expect(selected(page)).toHaveCount(0);
  await page.getByRole('grid').focus();
  await keyboard.press('Control+a');
  await expect(selected(page)).toContainText('100 selected');
});

test('Shift and click select a range, over pages that were never drawn', async ({ page }) => {
  const box = (name: string) => page.getByRole('checkbox', { name: `Select ${name}` });
  await box('Key 000299').check();
  await page.keyboard.press('End');
  await box('Key 000010').click({ modifiers: ['Shift'] });
  await expect(selected(page)).toContainText('290 selected');
  await box('Key 000012').click();
  await expect(selected(page)).toContainText('289 selected');
  await expect(page.getByRole('checkbox', { name: 'Select all keys' })).toHaveJSProperty(
    'indeterminate',
    true,
  );
  await page.getByRole('checkbox', { name: 'Select all keys' }).check();
  await expect(selected(page)).toContainText('300 selected');
  await page.getByRole('checkbox', { name: 'Select all keys' }).uncheck();
  await expect(selected(page)).toHaveCount(0);
});

test('another filter lets go of what was selected, another order does not', async ({ page }) => {
  await page.keyboard.press('Space');
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
  await expect(selected(page)).toContainText('1 selected');
  await page.getByRole('combobox', { name: 'Status' }).click();
  await page.getByRole('option', { name: 'Active' }).click();
  await expect(selected(page)).toHaveCount(0);
});

test('the shortcuts are listed, and what is typed elsewhere is no shortcut', async ({ page }) => {
  await page.keyboard.press('F1');
  const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(shortcuts).toContainText('Search this list');
  await expect(shortcuts).toContainText('Select all keys that the list shows');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Escape');
  await expect(selected(page)).toHaveCount(0);
  await button(page, 'Generate API Key').focus();
  await page.keyboard.press('e');
  await page.keyboard.press('Delete');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(heading(page, 'API Keys')).toBeVisible();
});
