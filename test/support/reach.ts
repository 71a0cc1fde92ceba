import type { Page } from '@playwright/test';
import { expect } from './ui-test.ts';

/** Presses Tab until the control with this name has the focus, as someone without a mouse does. */
export async function reach(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 80; step += 1) {
    const here = await page.evaluate(() => {
      const at = document.activeElement;
      const label =
        at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement ? at.labels?.[0] : null;
      return (at?.getAttribute('aria-label') ?? label?.textContent ?? at?.textContent ?? '').trim();
    });
    if (here === name) {
      const seen = await page.evaluate(() => {
        const style = getComputedStyle(document.activeElement ?? document.body);
        return style.outlineStyle !== 'none' || style.borderColor !== 'rgba(0, 0, 0, 0)';
      });
      expect(seen, `the focus on ${name} can be seen`).toBe(true);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${name}`);
}
