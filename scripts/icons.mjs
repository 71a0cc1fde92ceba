/**
 * `node scripts/icons.mjs`: draws resources/icons/*.png from latchkey.svg with Chromium. Run it when the drawing changes;
 * the pictures are kept in the repository, because building a package needs no browser.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { findCommand } from './setup/run.mjs';
import { inRepo } from './setup/paths.mjs';
import { enter } from './setup/launch.mjs';

/** 1024 is what macOS and Windows icons are made from; the others are those of the desktops' themes. */
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

const { collect } = await enter(import.meta.url, { purpose: 'ui', build: false, collect: 'resources/icons' });
const svg = readFileSync(inRepo('resources', 'icons', 'latchkey.svg'), 'utf8');
const executablePath = findCommand('chromium-headless-shell') ?? findCommand('chromium');
const browser = await chromium.launch({ ...(executablePath && { executablePath }), chromiumSandbox: true });
for (const size of sizes) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
  writeFileSync(join(collect, `${size}x${size}.png`), await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
