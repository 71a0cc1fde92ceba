/**
 * Runs the program on stores that are there and measures its window; inside a session, by bench-window.mjs:
 *
 *   node run.mjs ROUNDS choices|scrolling DATA-FOLDER   prints what was measured as JSON
 */
import { enter } from '../../../../scripts/setup/launch.mjs';
import { startProgram } from '../../../../scripts/tour/program.mjs';
import { ADMINISTRATOR } from '../../../../scripts/seed/profile.ts';
import { measureChoices } from './choices.mjs';
import { measureScrolling } from './scrolling.mjs';

const [rounds, what, data] = process.argv.slice(2);
const session = await enter(import.meta.url);
// To the terminal; what is printed as usual is the result.
const say = (line) => console.error(line);

const { page, quit, kill } = await startProgram(session, data);
// On a busy machine a million keys take their time.
page.setDefaultTimeout(300_000);
try {
  await page.getByLabel('Username').fill(ADMINISTRATOR.username);
  await page.getByLabel('Password', { exact: true }).fill(ADMINISTRATOR.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.locator('[role=grid]:not([aria-rowcount="-1"]) th a').first().waitFor();
  // The cursors of all pages, for jumping anywhere.
  await page.waitForTimeout(3_000);
  const measure = what === 'choices' ? measureChoices : measureScrolling;
  console.log(JSON.stringify(await measure(page, Number(rounds), say)));
  await quit();
} catch (error) {
  say(`What the window shows:\n${await page.locator('body').innerText()}`);
  kill();
  throw error;
}
