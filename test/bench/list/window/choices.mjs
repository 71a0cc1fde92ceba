/** What somebody chooses in the list, and how long until its rows are drawn. */
import { watchNextView } from './probe.mjs';

/** What the search box waits for more letters (`SearchBox.tsx`); not counted. Milliseconds. */
const TYPING = 120;

const FILTERS = [
  ['Status', 'Active'],
  ['Status', 'Revoked'],
  ['Expiration', 'Valid'],
  ['Expiration', 'Expired'],
  ['Expiration', 'Never'],
  ['Owner', 'Tenant'],
  ['Authorization group', 'Group 013'],
  ['Role', 'Role 005'],
  ['API set', 'Set 001'],
];
const COLUMNS = ['Name', 'Key', 'Owner', 'Authorization group', 'Status', 'Expires', 'Last used', 'Created'];
const SEARCHES = ['g', 'po', 'inv', 'integratio'];

/** Everything that is chosen, each by its name and how it is done with mouse and keyboard. */
export const choices = [
  ...FILTERS.map(([filter, option]) => ({
    family: 'filter',
    name: `${filter} ${option}`,
    choose: async (page) => {
      await page
        .locator('input')
        .and(page.getByLabel(filter, { exact: true }))
        .click();
      await page.getByRole('option', { name: option, exact: true }).click();
    },
    undo: clear,
  })),
  ...COLUMNS.flatMap((column) =>
    ['once', 'again'].map((time) => ({
      family: 'sort',
      name: `${column}, ${time}`,
      choose: (page) => page.getByRole('grid').getByRole('button', { name: column, exact: true }).click(),
    })),
  ),
  ...SEARCHES.map((text) => ({
    family: 'search',
    name: `“${text}”`,
    wait: TYPING,
    choose: async (page) => {
      const box = page.getByLabel('Search keys');
      await box.click();
      await box.pressSequentially(text);
    },
    undo: clear,
  })),
];

function clear(page) {
  return page.getByRole('button', { name: 'Clear filters' }).click();
}

/** Does something that changes the view and waits until its rows are there and counted. */
async function timed(page, choose, wait = 0) {
  await page.evaluate(watchNextView);
  await choose(page);
  const { rows, count } = await page.evaluate(() => window.bench);
  return { rows: rows - wait, count: count - wait };
}

/**
 * Chooses everything, some rounds long.
 * @param {import('playwright').Page} page the list of keys, signed in
 * @returns {Promise<{ family: string, name: string, rows: number[], count: number[] }[]>} milliseconds, one for each round
 */
export async function measureChoices(page, rounds, say) {
  const measured = [...choices, { family: 'filter', name: 'Clear filters' }].map(({ family, name }) => ({
    family,
    name,
    rows: [],
    count: [],
  }));
  const cleared = measured.at(-1);
  for (let round = 0; round <= rounds; round += 1) {
    say(`  choices, ${round === 0 ? 'to warm up' : `${round} of ${rounds}`}`);
    for (const [index, { choose, undo, wait }] of choices.entries()) {
      const taken = [[measured[index], await timed(page, choose, wait)]];
      if (undo) taken.push([cleared, await timed(page, undo)]);
      if (round === 0) continue;
      for (const [one, { rows, count }] of taken) {
        one.rows.push(rows);
        one.count.push(count);
      }
    }
  }
  return measured;
}
