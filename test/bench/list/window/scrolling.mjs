/** How somebody scrolls through the list, and how long the frames are meanwhile. */
import { beginFrames, endFrames } from './probe.mjs';

const SECONDS = 4;
/** Pixels from the box's upper edge to where its scroll bar's handle can be taken. */
const HANDLE = 22;

const box = (page) => page.getByRole('region', { name: 'API keys' });
const scrollTop = (page) => box(page).evaluate((element) => element.scrollTop);

async function wheel(page, pixels) {
  const end = performance.now() + SECONDS * 1000;
  let direction = 1;
  for (let turn = 1; performance.now() < end; turn += 1) {
    await page.mouse.wheel(0, pixels * direction);
    // Short lists end: there and back again.
    if (turn % 40 === 0) direction = -direction;
  }
}

async function drag(page) {
  const { x, y, width, height } = await box(page).boundingBox();
  const right = x + width - 6;
  await page.mouse.move(right, y + HANDLE);
  await page.mouse.down();
  const steps = 120;
  for (let step = 0; step <= steps * 2; step += 1) {
    const part = step <= steps ? step / steps : 2 - step / steps;
    await page.mouse.move(right, y + HANDLE + (height - 2 * HANDLE) * part);
    if (step === steps && (await scrollTop(page)) < 100) throw new Error('The scroll bar was not taken.');
  }
  await page.mouse.up();
}

async function keyboard(page) {
  await page.getByRole('grid').focus();
  for (const key of ['Home', ...Array.from({ length: 40 }, () => 'PageDown'), 'End', 'Home', 'End', 'Home']) {
    await page.keyboard.press(key);
  }
}

const WAYS = [
  { name: 'wheel, 120 px a turn', scroll: (page) => wheel(page, 120) },
  { name: 'wheel, 2,000 px a turn', scroll: (page) => wheel(page, 2_000) },
  { name: 'scroll bar, top to bottom and back', scroll: drag },
  { name: 'Page Down, End, Home', scroll: keyboard },
];

/**
 * Scrolls in every way, some rounds long.
 * @param {import('playwright').Page} page the list of keys, signed in
 * @returns {Promise<{ name: string, rounds: { longest: number, p99: number, frames: number, over: number }[], long: object[] }[]>}
 *   milliseconds; `over`: frames over 50 ms
 */
export async function measureScrolling(page, rounds, say) {
  const measured = WAYS.map(({ name }) => ({ name, rounds: [], long: [] }));
  await box(page).hover();
  for (let round = 0; round <= rounds; round += 1) {
    say(`  scrolling, ${round === 0 ? 'to warm up' : `${round} of ${rounds}`}`);
    for (const [index, { scroll }] of WAYS.entries()) {
      await box(page).evaluate((element) => element.scrollTo(0, 0));
      await page.mouse.move(500, 400);
      await page.waitForTimeout(300);
      await page.evaluate(beginFrames);
      await scroll(page);
      const { frames, long } = await page.evaluate(endFrames);
      if (round === 0) continue;
      frames.sort((one, other) => one - other);
      measured[index].rounds.push({
        longest: frames.at(-1),
        p99: frames[Math.floor(frames.length * 0.99)],
        frames: frames.length,
        over: frames.filter((frame) => frame > 50).length,
      });
      measured[index].long.push(...long);
    }
  }
  return measured;
}
