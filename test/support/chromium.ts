import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

/** The Chromium of the tests: the shell without a browser around it where there is one, because it is quicker. */
export const chromiumPath = (): string =>
  process.env['LATCHKEY_CHROMIUM'] ?? PLACES.find((place) => existsSync(place)) ?? '/usr/bin/chromium';
