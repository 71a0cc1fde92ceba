/** Takes the tour's pictures: each screen in light and in dark, in the same state. */
import { statSync } from 'node:fs';
import { join } from 'node:path';

/** What the README can carry for each picture, in bytes. */
const largest = 220_000;

/**
 * @param {string} folder where the pictures go
 * @returns {(page: import('playwright').Page, name: string) => Promise<void>}
 */
export function cameraInto(folder) {
  return async (page, name) => {
    await page.mouse.move(0, 0); // nothing is hovered
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
      const path = join(folder, `${name}-${colorScheme}.png`);
      await page.screenshot({ path, animations: 'disabled' });
      const { size } = statSync(path);
      if (size > largest) throw new Error(`${path} has ${size} bytes; ${largest} are allowed.`);
      console.log(`  ${name}-${colorScheme}.png ${Math.round(size / 1000)} kB`);
    }
    await page.emulateMedia({ colorScheme: 'light' });
  };
}
