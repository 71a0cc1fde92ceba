import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { ACCESS_FORMS } from './entries/access-forms.ts';
import { ACCESS_LISTS } from './entries/access-lists.ts';
import { ACCOUNT_PAGE } from './entries/account-page.ts';
import { ACCOUNTS } from './entries/accounts.ts';
import { ACTIVITY_LOG } from './entries/activity-log.ts';
import { FINDINGS } from './entries/findings.ts';
import { IMPORT_KEYS } from './entries/import-keys.ts';
import { KEY_DIALOGS } from './entries/key-dialogs.ts';
import { KEY_FORMS } from './entries/key-forms.ts';
import { KEY_LIST } from './entries/key-list.ts';
import { LEAK_SCAN } from './entries/leak-scan.ts';
import { OVERVIEW } from './entries/overview.ts';
import { SETTINGS } from './entries/settings.ts';
import { STORE } from './entries/store.ts';
import { SIMULATOR } from './entries/simulator.ts';
import { SIGN_IN } from './entries/sign-in.ts';
import type { Entry } from './entry.ts';
import { catalogPage } from './page.ts';
import type { Language } from './language.ts';
import { type Shown, slug, take, type Taken } from './take.ts';

/** Every screen in every state, in the order of the page. */
export const ENTRIES: readonly Entry[] = [
  ...SIGN_IN,
  ...KEY_LIST,
  ...KEY_FORMS,
  ...KEY_DIALOGS,
  ...IMPORT_KEYS,
  ...ACCESS_LISTS,
  ...ACCESS_FORMS,
  ...ACCOUNT_PAGE,
  ...ACCOUNTS,
  ...FINDINGS,
  ...ACTIVITY_LOG,
  ...LEAK_SCAN,
  ...SIMULATOR,
  ...SETTINGS,
  ...STORE,
  ...OVERVIEW,
];

/** As many windows as a small machine carries. */
const AT_ONCE = 2;

interface Options {
  readonly folder: string;
  readonly language: Language;
  readonly size: Shown['size'];
  /** Screens whose name has this in it, e.g. `roles`. */
  readonly only?: string | undefined;
  readonly chromium: string;
  readonly report: (line: string) => void;
}

/** Takes all pictures and writes `index.html` over them; returns how many entries there are and how many went wrong. */
export async function makeCatalog(options: Options): Promise<{ taken: number; failed: number }> {
  const { folder, only, report } = options;
  const entries = ENTRIES.filter(({ screen }) => only === undefined || slug(screen).includes(slug(only)));
  const taken: Taken[] = Array.from({ length: entries.length });
  const waiting = [...entries.entries()];
  await mkdir(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath: options.chromium, chromiumSandbox: true });
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, entry] = next;
      const result = await take(browser, entry, options);
      taken[index] = result;
      report(`${result.problem === null ? '✓' : '✗'} ${entry.screen}: ${entry.state}`);
      if (result.problem !== null) report(result.problem);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    await browser.close();
  }
  await writeFile(join(folder, 'index.html'), catalogPage(taken));
  return { taken: taken.length, failed: taken.filter(({ problem }) => problem !== null).length };
}
