import { expect, heading } from '../../support/ui-test.ts';
import { BUSY, type Entry, setUp } from '../entry.ts';
import { livedIn } from '../lived-in.ts';

const SCREEN = 'Overview';

const entry = (state: string, arrange: Entry['arrange']): Entry => ({
  screen: SCREEN,
  state,
  arrange: livedIn(arrange),
});

export const OVERVIEW: readonly Entry[] = [
  {
    screen: SCREEN,
    state: 'empty',
    arrange: setUp(async ({ open, page }) => {
      await open('/overview');
      await expect(heading(page, 'No API keys yet')).toBeVisible();
    }),
  },
  entry('full', async ({ open, page }) => {
    await open('/overview');
    await expect(page.getByRole('figure')).toHaveCount(4);
    await expect(page.getByRole('list', { name: /^Used most/ })).toBeVisible();
  }),
  entry('as tables', async ({ open, page }) => {
    await open('/overview');
    await expect(page.getByRole('figure')).toHaveCount(4);
    const toggle = page.getByRole('button', { name: 'Show as table' });
    for (let left = 4; left > 0; left -= 1) await toggle.first().click();
    await expect(page.getByRole('table')).toHaveCount(4);
  }),
  entry('loading', async ({ program, open, page }) => {
    for (const call of ['keys', 'use', 'mostUsed', 'activity']) program.hold(`overview.${call}`);
    await open('/overview');
    await expect(heading(page, 'Use per day')).toBeVisible();
  }),
  entry('failing', async ({ program, open, page }) => {
    for (const call of ['keys', 'use', 'activity']) program.substitute(`overview.${call}`, () => BUSY);
    await open('/overview');
    await expect(page.getByRole('alert')).toHaveCount(3);
  }),
  entry('the list of a week', async ({ open, page }) => {
    await open('/overview');
    await page
      .getByRole('figure', { name: 'Expiring in the next 90 days' })
      .getByRole('link')
      .first()
      .click();
    await expect(page.getByRole('button', { name: /^Remove the filter/ })).toBeVisible();
  }),
];
